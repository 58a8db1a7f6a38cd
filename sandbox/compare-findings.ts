import type { Client } from 'pg';
import { z } from 'zod';
import { USER_AGENT } from './browser.ts';
import type { Stack } from './launch.ts';
import { getJson, postJson } from './quiescence.ts';

/** The verdicts that warn somebody; the others leave a merchant alone or say what is missing. */
export const WARNINGS = ['fail', 'upcoming'] as const;
type Warning = (typeof WARNINGS)[number];

/** How one rule did over all looks, by what it warned of. */
export interface RuleFigures {
  ruleId: string;
  /** `deterministic` or `heuristic`, as its findings say; null: it has found nothing at all. */
  certainty: string | null;
  counts: Record<Warning, Counts>;
  /** Subjects of which the world says that nobody can know, and how many of them the app says it of. */
  unknown: { true: number; said: number };
  /** What differed, by subject: as it was at the first such look, and at how many looks. */
  differences: Map<string, { first: string; looks: number }>;
}

/** Right ones, called ones and true ones, each subject counted at each look. */
export interface Counts {
  right: number;
  called: number;
  true: number;
}

const truthSchema = z.object({
  truth: z.array(
    z.object({
      ruleId: z.string(),
      subject: z.object({ kind: z.string(), id: z.string() }),
      verdict: z.string(),
      since: z.number(),
      why: z.string(),
    }),
  ),
});

/** What Shopify sends no word of is read once a day: a truth younger than that may not have come yet. */
const READ_DAILY: ReadonlySet<string> = new Set(['price', 'shop', 'destination']);
const DAY_MS = 86_400_000;

/** Compares what the app's open findings say with the truth of the world, at the sandbox's present instant. */
export async function lookAtFindings(
  stack: Stack,
  {
    shop,
    day,
    now,
    database,
    figures,
  }: {
    shop: string;
    day: number;
    now: number;
    database: Client;
    figures: Map<string, RuleFigures>;
  },
): Promise<void> {
  const { truth } = truthSchema.parse(
    await getJson(`${stack.adminUrl}/sandbox/rule-truth?shop=${shop}`),
  );
  const said = await openVerdicts(database, shop);
  const certainties = await certaintyOfRules(database, shop);
  const told = new Map(truth.map((each) => [keyOf(each.ruleId, each.subject), each]));
  for (const key of new Set([...told.keys(), ...said.keys()])) {
    const [ruleId = ''] = key.split(' ');
    const real = told.get(key);
    if (real !== undefined && READ_DAILY.has(real.subject.kind) && real.since > now - DAY_MS)
      continue;
    const rule = figuresOf(figures, ruleId);
    rule.certainty = certainties.get(ruleId) ?? rule.certainty;
    count(rule, { said: said.get(key) ?? 'pass', real: real?.verdict ?? 'pass' });
    if (warningOf(said.get(key)) === warningOf(real?.verdict)) continue;
    const first = `day ${day}: ${said.get(key) ?? 'nothing'}, in truth ${real?.verdict ?? 'nothing'} (${real?.why ?? 'no such case'})`;
    const known = rule.differences.get(key) ?? { first, looks: 0 };
    rule.differences.set(key, { ...known, looks: known.looks + 1 });
  }
}

function keyOf(ruleId: string, { kind, id }: { kind: string; id: string }): string {
  return `${ruleId} ${kind} ${id}`;
}

function warningOf(verdict: string | undefined): Warning | null {
  return WARNINGS.find((warning) => warning === verdict) ?? null;
}

function figuresOf(figures: Map<string, RuleFigures>, ruleId: string): RuleFigures {
  const none = () => ({ right: 0, called: 0, true: 0 });
  const rule = figures.get(ruleId) ?? {
    ruleId,
    certainty: null,
    counts: { fail: none(), upcoming: none() },
    unknown: { true: 0, said: 0 },
    differences: new Map(),
  };
  figures.set(ruleId, rule);
  return rule;
}

function count({ counts, unknown }: RuleFigures, { said, real }: { said: string; real: string }) {
  for (const warning of WARNINGS) {
    if (said === warning) counts[warning].called += 1;
    if (real === warning) counts[warning].true += 1;
    if (said === warning && real === warning) counts[warning].right += 1;
  }
  if (real !== 'unknown') return;
  unknown.true += 1;
  if (said === 'unknown') unknown.said += 1;
}

/** By rule and subject; of several findings of one subject the gravest. */
async function openVerdicts(database: Client, shop: string): Promise<Map<string, string>> {
  const { rows } = await database.query<{ key: string; verdict: string }>(
    `select rule_id || ' ' || subject_kind || ' ' || subject_id as key,
        (array_agg(verdict order by array_position(array['fail', 'upcoming', 'unknown'], verdict)))[1] as verdict
      from findings join shops using (shop_id) where domain = $1 and cured_at is null group by 1`,
    [shop],
  );
  return new Map(rows.map(({ key, verdict }) => [key, verdict]));
}

async function certaintyOfRules(database: Client, shop: string): Promise<Map<string, string>> {
  const { rows } = await database.query<{ ruleId: string; certainty: string }>(
    `select rule_id as "ruleId", min(certainty) as certainty
      from findings join shops using (shop_id) where domain = $1 group by 1`,
    [shop],
  );
  return new Map(rows.map(({ ruleId, certainty }) => [ruleId, certainty]));
}

/** What an open finding must never be; each holds at every look. */
const CONTRADICTIONS: Readonly<Record<string, string>> = {
  'no deadline and no word why': 'deadline_at is null and no_deadline is null',
  'a deadline and a word why there is none': 'deadline_at is not null and no_deadline is not null',
  'no exposure and no word why': `exposure = '[]' and no_exposure is null`,
  'upcoming past its deadline': `verdict = 'upcoming' and deadline_at <= $2`,
  'no message': `message is null or message = 'null'`,
};

/** How many open findings contradict themselves, by kind, with a few of them. */
export async function contradictionsOf(
  database: Client,
  { shop, now }: { shop: string; now: string },
): Promise<{ what: string; count: number; examples: string[] }[]> {
  const found = [];
  for (const [what, condition] of Object.entries(CONTRADICTIONS)) {
    const { rows } = await database.query<{ id: string; total: string }>(
      `select rule_id || ' ' || subject_id as id, count(*) over () as total
        from findings join shops using (shop_id)
        where domain = $1 and cured_at is null and $2::timestamptz is not null and (${condition})
        order by 1 limit 3`,
      [shop, now],
    );
    found.push({ what, count: Number(rows[0]?.total ?? 0), examples: rows.map(({ id }) => id) });
  }
  return found;
}

const tokenSchema = z.object({ token: z.string() });

/** Rules whose own page names no source with an address. */
export async function rulesWithoutSource(
  { adminUrl, appUrl }: Stack,
  { shop, ruleIds }: { shop: string; ruleIds: readonly string[] },
): Promise<string[]> {
  const { token } = tokenSchema.parse(
    await postJson(`${adminUrl}/sandbox/session-token`, { shop }),
  );
  const without: string[] = [];
  for (const ruleId of ruleIds) {
    const response = await fetch(`${appUrl}/app/compliance/rules/${ruleId}.data`, {
      headers: { Authorization: `Bearer ${token}`, 'User-Agent': USER_AGENT },
      signal: AbortSignal.timeout(60_000),
    });
    const answer = await response.text();
    const isNamed = answer.includes('"sources"') && /"https?:\/\/[^"]+"/.test(answer);
    if (!response.ok || !isNamed) without.push(ruleId);
  }
  return without;
}
