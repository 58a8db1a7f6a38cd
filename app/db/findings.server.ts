import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { FindingChange, Ruling, StoredFinding } from '#app/domain/findings/finding-changes.ts';
import { findingChanges } from '#app/domain/findings/finding-changes.ts';
import type { Missing } from '#app/domain/findings/fact.ts';
import type { Outcome } from '#app/domain/findings/outcome.ts';
import type { UsedParam } from '#app/domain/findings/params.ts';
import type { Authority, Certainty, Severity } from '#app/domain/findings/rule.ts';
import type { SubjectRef } from '#app/domain/findings/subjects.ts';

/** All that is kept of an open finding. */
export interface FindingContent {
  ruleVersion: string;
  label: string;
  orderId: string | null;
  productId: string | null;
  authority: Authority;
  severity: Severity;
  /** 4 critical … 1 low. */
  severityRank: number;
  certainty: Certainty;
  jurisdictions: readonly string[];
  message: Outcome['message'];
  clockStart: Date | null;
  deadlineAt: Date | null;
  noDeadline: Outcome['noDeadline'];
  exposure: Outcome['exposure'];
  /** The part in the shop's currency. */
  exposureMinor: number;
  noExposure: Outcome['noExposure'];
  missing: readonly Missing[];
  trace: Outcome['trace'];
  quotes: Outcome['quotes'];
  fixes: Outcome['fixes'];
  template: Outcome['template'];
  params: readonly UsedParam[];
}

/** What a rule says of a subject, with the finding to keep. */
export interface FullRuling extends Ruling {
  content: FindingContent | null;
}

/**
 * A digest of what is kept: the same words, dates, sums and facts. When a fact was last read is no part of it: read again
 * and found the same, nothing has to be said anew.
 */
export function digestOf({ trace, ...content }: FindingContent): string {
  const lines = trace.map(({ condition, holds, facts }) => ({
    condition,
    holds,
    facts: facts.map(({ name, value, origin, missing }) => ({ name, value, origin, missing })),
  }));
  const text = JSON.stringify({ ...content, lines });
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/**
 * Makes the store say what the rules say of these subjects, each change with its event; what is said already is not
 * written again. What people did to a finding (set aside, assigned) stays. Returns how many changes of each kind.
 */
export async function writeRulings(
  sql: PoolClient,
  shopId: number,
  { rulings, now }: { rulings: readonly FullRuling[]; now: Date },
): Promise<Record<FindingChange['kind'], number>> {
  const counts = { found: 0, reopened: 0, turned: 0, restated: 0, cured: 0 };
  if (rulings.length === 0) return counts;
  const changes = findingChanges(rulings, await readStored(sql, shopId, rulings));
  for (const { kind } of changes) counts[kind] += 1;
  await insertFound(sql, shopId, { changes, now });
  await updateKept(sql, shopId, { changes, now });
  await closeCured(sql, shopId, { changes, now });
  return counts;
}

/**
 * Ends open findings of rules that are not in use any more, and forgets their reviews; at most `limit` at a time.
 * Returns how many ended.
 */
export async function closeRulesBut(
  sql: PoolClient,
  shopId: number,
  { inUse, now, limit }: { inUse: readonly string[]; now: Date; limit: number },
): Promise<number> {
  await sql.query(`delete from rule_reviews where shop_id = $1 and rule_id <> all($2)`, [
    shopId,
    inUse,
  ]);
  return closeWhere(sql, shopId, {
    where: 'rule_id <> all($4::text[])',
    rules: inUse,
    why: 'rule_not_in_use',
    now,
    limit,
  });
}

/** Ends open findings about single subjects of rules that now know nothing of any; at most `limit` at a time. */
export async function closeSubjectsOf(
  sql: PoolClient,
  shopId: number,
  { blind, now, limit }: { blind: readonly string[]; now: Date; limit: number },
): Promise<number> {
  return closeWhere(sql, shopId, {
    where: `rule_id = any($4::text[]) and subject_kind <> 'shop'`,
    rules: blind,
    why: 'scope_missing',
    now,
    limit,
  });
}

async function closeWhere(
  sql: PoolClient,
  shopId: number,
  about: { where: string; rules: readonly string[]; why: string; now: Date; limit: number },
): Promise<number> {
  const { rowCount } = await sql.query(
    `with was as (
       select finding_id, verdict from findings where shop_id = $1 and cured_at is null and ${about.where}
       order by finding_id limit $3 for update),
     closed as (
       update findings f set verdict = 'not_applicable', verdict_since = $2, judged_at = $2, cured_at = $2
       from was where f.shop_id = $1 and f.finding_id = was.finding_id)
     insert into finding_events (shop_id, finding_id, at, kind, actor, detail)
     select $1, finding_id, $2, 'cured', 'rule',
       jsonb_build_object('from', verdict, 'to', 'not_applicable', 'why', $5::text) from was`,
    [shopId, about.now, about.limit, about.rules, about.why],
  );
  return rowCount ?? 0;
}

async function readStored(
  sql: PoolClient,
  shopId: number,
  rulings: readonly SubjectRef[],
): Promise<StoredFinding[]> {
  const stored: StoredFinding[] = [];
  for (const kind of new Set(rulings.map((ruling) => ruling.kind))) {
    const ids = new Set(rulings.filter((ruling) => ruling.kind === kind).map(({ id }) => id));
    const { rows } = await sql.query<StoredFinding>(
      `select finding_id as "findingId", rule_id as "ruleId", subject_kind as kind, subject_id as id, fingerprint,
         verdict, cured_at is not null as "isCured", digest
       from findings where shop_id = $1 and subject_kind = $2 and subject_id = any($3)
       order by first_seen_at, finding_id for update`,
      [shopId, kind, [...ids]],
    );
    for (const row of rows) stored.push(row);
  }
  return stored;
}

/** Columns of what is kept, by the name of its field. */
const CONTENT = {
  ruleVersion: ['rule_version', 'text'],
  label: ['label', 'text'],
  orderId: ['order_id', 'bigint'],
  productId: ['product_id', 'bigint'],
  authority: ['authority', 'text'],
  severity: ['severity', 'text'],
  severityRank: ['severity_rank', 'smallint'],
  certainty: ['certainty', 'text'],
  jurisdictions: ['jurisdictions', 'text[]'],
  message: ['message', 'jsonb'],
  clockStart: ['clock_start', 'timestamptz'],
  deadlineAt: ['deadline_at', 'timestamptz'],
  noDeadline: ['no_deadline', 'text'],
  exposure: ['exposure', 'jsonb'],
  exposureMinor: ['exposure_minor', 'bigint'],
  noExposure: ['no_exposure', 'text'],
  missing: ['missing', 'jsonb'],
  trace: ['trace', 'jsonb'],
  quotes: ['quotes', 'jsonb'],
  fixes: ['fixes', 'jsonb'],
  template: ['template', 'jsonb'],
  params: ['params', 'jsonb'],
} as const satisfies Record<keyof FindingContent, readonly [string, string]>;

const COLUMNS = Object.values(CONTENT).map(([column]) => column);
const RECORD = Object.entries(CONTENT)
  .map(([field, [, type]]) => `"${field}" ${type}`)
  .join(', ');
/** JSON's null in a column of JSON is a value, and a message may have none. */
const FIELDS = Object.entries(CONTENT).map(([field, [, type]]) =>
  type === 'jsonb' ? `coalesce(k."${field}", 'null')` : `k."${field}"`,
);

interface Writing {
  changes: readonly FindingChange<FullRuling>[];
  now: Date;
}

async function insertFound(
  sql: PoolClient,
  shopId: number,
  { changes, now }: Writing,
): Promise<void> {
  const found = changes.flatMap((change) => (change.kind === 'found' ? [change.ruling] : []));
  if (found.length === 0) return;
  const rows = found.map(({ ruleId, kind, id, verdict, open, content }) => ({
    ...content,
    ruleId,
    kind,
    id,
    verdict,
    ...open,
  }));
  await sql.query(
    `with added as (
       insert into findings (shop_id, rule_id, subject_kind, subject_id, verdict, fingerprint, digest, first_seen_at,
         verdict_since, judged_at, ${COLUMNS.join(', ')})
       select $1, k."ruleId", k.kind, k.id, k.verdict, k.fingerprint, k.digest, $3, $3, $3, ${FIELDS.join(', ')}
         from jsonb_to_recordset($2::jsonb) as k("ruleId" text, kind text, id text, verdict text, fingerprint text,
           digest text, ${RECORD})
       returning finding_id, verdict)
     insert into finding_events (shop_id, finding_id, at, kind, actor, detail)
     select $1, finding_id, $3, 'found', 'rule', jsonb_build_object('to', verdict) from added`,
    [shopId, JSON.stringify(rows), now],
  );
}

async function updateKept(
  sql: PoolClient,
  shopId: number,
  { changes, now }: Writing,
): Promise<void> {
  const kept = changes.flatMap((change) =>
    change.kind === 'turned' || change.kind === 'restated' || change.kind === 'reopened'
      ? [change]
      : [],
  );
  if (kept.length === 0) return;
  const rows = kept.map(({ kind, ruling: { content, verdict, open }, stored }) => ({
    ...content,
    change: kind,
    findingId: stored.findingId,
    from: stored.verdict,
    verdict,
    digest: open?.digest ?? '',
  }));
  await sql.query(
    `with k as (
       select * from jsonb_to_recordset($2::jsonb) as k(change text, "findingId" uuid, "from" text, verdict text,
         digest text, ${RECORD})),
     changed as (
       update findings f set (${COLUMNS.join(', ')}) = row(${FIELDS.join(', ')}), verdict = k.verdict,
         digest = k.digest, judged_at = $3, cured_at = null,
         verdict_since = case when k.change = 'restated' then f.verdict_since else $3 end
       from k where f.shop_id = $1 and f.finding_id = k."findingId")
     insert into finding_events (shop_id, finding_id, at, kind, actor, detail)
     select $1, "findingId", $3, change, 'rule', jsonb_build_object('from', "from", 'to', verdict)
       from k where change <> 'restated'`,
    [shopId, JSON.stringify(rows), now],
  );
}

async function closeCured(
  sql: PoolClient,
  shopId: number,
  { changes, now }: Writing,
): Promise<void> {
  const cured = changes.flatMap((change) => (change.kind === 'cured' ? [change] : []));
  if (cured.length === 0) return;
  const rows = cured.map(({ stored, verdict, isReplaced }) => ({
    findingId: stored.findingId,
    from: stored.verdict,
    verdict,
    why: isReplaced ? 'newer_duty' : null,
  }));
  await sql.query(
    `with k as (
       select * from jsonb_to_recordset($2::jsonb) as k("findingId" uuid, "from" text, verdict text, why text)),
     closed as (
       update findings f set verdict = k.verdict, verdict_since = $3, judged_at = $3, cured_at = $3
       from k where f.shop_id = $1 and f.finding_id = k."findingId")
     insert into finding_events (shop_id, finding_id, at, kind, actor, detail)
     select $1, "findingId", $3, 'cured', 'rule',
       jsonb_strip_nulls(jsonb_build_object('from', "from", 'to', verdict, 'why', why)) from k`,
    [shopId, JSON.stringify(rows), now],
  );
}
