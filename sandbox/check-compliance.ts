import path from 'node:path';
import { Client } from 'pg';
import { z } from 'zod';
import { installThroughBrowser } from './check.ts';
import {
  contradictionsOf,
  lookAtFindings,
  rulesWithoutSource,
  WARNINGS,
} from './compare-findings.ts';
import type { Counts, RuleFigures } from './compare-findings.ts';
import { launchStack } from './launch.ts';
import type { Stack } from './launch.ts';
import { readAppConfig } from './platform/app-config.ts';
import { getJson, postJson, settle } from './quiescence.ts';
import { STORE } from './world/compliance/store.ts';

const SHOP = STORE.domain;
const STEP_HOURS = 12;
const HOUR_MS = 3_600_000;
/** Noon in the store, five in the afternoon in London, six in Berlin: all of them write the same date. */
const NOON_UTC_HOUR = 17;
const DAYS_BETWEEN_LOOKS = 3;
/** Differences of a rule that are written out. */
const MOST_SHOWN = 8;

/**
 * Installs the app in the scripted store through a browser, grants it everything it may ask for, lets `days` virtual days
 * pass, and every three days compares its findings with what is true of the store. Returns 0 only when every deterministic
 * rule warned of all that is so and of nothing else, and every open finding says by when, how much and by which source.
 */
export async function runComplianceCheck({
  seed,
  days,
}: {
  seed: number;
  days: number;
}): Promise<0 | 1> {
  const stack = await launchStack({
    ports: null,
    database: `lastscan_compliance_${process.pid}`,
    seed,
    orders: 20,
    compliance: true,
    output: 'errors',
  });
  // The superuser sees past row-level security: the check looks at the tables from outside.
  const database = new Client({ connectionString: stack.databases.adminUrl });
  await database.connect();
  try {
    const { sentence } = await installThroughBrowser(stack, '/store/meridian-goods');
    console.log(`Installed through the browser; Home says: “${sentence}”`);
    await grantEverything(stack);
    await settle(stack);
    await advance(stack, hoursUntilNoon(await timeOf(stack)));
    const run = await liveThrough(stack, { days, database });
    return print(run, days);
  } finally {
    await database.end();
    await stack.stop();
  }
}

async function grantEverything({ adminUrl }: Stack): Promise<void> {
  const { requiredScopes, optionalScopes } = readAppConfig(
    path.resolve(import.meta.dirname, '..', 'shopify.app.toml'),
  );
  await postJson(`${adminUrl}/sandbox/scopes`, {
    shop: SHOP,
    scopes: [...requiredScopes, ...optionalScopes],
  });
}

interface Run {
  figures: Map<string, RuleFigures>;
  /** What was wrong at any look: kind → findings, with a few of them. */
  contradictions: Map<string, { count: number; examples: string[] }>;
  withoutSource: string[];
  looks: number;
}

async function liveThrough(
  stack: Stack,
  { days, database }: { days: number; database: Client },
): Promise<Run> {
  const run: Run = { figures: new Map(), contradictions: new Map(), withoutSource: [], looks: 0 };
  for (let day = 0; ; day += 1) {
    if (day % DAYS_BETWEEN_LOOKS === 0 || day === days) await look(stack, { run, day, database });
    if (day === days) break;
    for (let hour = 0; hour < 24; hour += STEP_HOURS) await advance(stack, STEP_HOURS);
  }
  const ruleIds = [...run.figures.keys()].toSorted();
  run.withoutSource = await rulesWithoutSource(stack, { shop: SHOP, ruleIds });
  return run;
}

async function look(
  stack: Stack,
  { run, day, database }: { run: Run; day: number; database: Client },
): Promise<void> {
  const at = await timeOf(stack);
  const { figures } = run;
  await lookAtFindings(stack, { shop: SHOP, day, now: at.getTime(), database, figures });
  const now = at.toISOString();
  for (const { what, count, examples } of await contradictionsOf(database, { shop: SHOP, now })) {
    const before = run.contradictions.get(what);
    if (before === undefined || count > before.count)
      run.contradictions.set(what, { count, examples });
  }
  run.looks += 1;
  console.log(`day ${day} (${now.slice(0, 10)}): looked`);
}

async function advance(stack: Stack, hours: number): Promise<void> {
  await postJson(`${stack.adminUrl}/sandbox/clock`, { advanceHours: hours });
  await settle(stack);
}

const clockSchema = z.object({ now: z.coerce.date() });

async function timeOf({ adminUrl }: Stack): Promise<Date> {
  return clockSchema.parse(await getJson(`${adminUrl}/sandbox/clock`)).now;
}

function hoursUntilNoon(now: Date): number {
  const noon = new Date(now).setUTCHours(NOON_UTC_HOUR, 0, 0, 0);
  const ahead = noon > now.getTime() ? noon : noon + 24 * HOUR_MS;
  return (ahead - now.getTime()) / HOUR_MS;
}

/** The deterministic rules that are right in everything; a rule that found nothing has no certainty and is not. */
function isExact({ counts }: RuleFigures): boolean {
  return WARNINGS.every((warning) => {
    const { right, called, true: all } = counts[warning];
    return right === called && right === all;
  });
}

function print({ figures, contradictions, withoutSource, looks }: Run, days: number): 0 | 1 {
  const rules = [...figures.values()].toSorted((a, b) => (a.ruleId < b.ruleId ? -1 : 1));
  const heuristic = rules.filter(({ certainty }) => certainty === 'heuristic');
  const deterministic = rules.filter((rule) => !heuristic.includes(rule));
  console.log(`\nAfter ${days} virtual days and ${looks} looks`);
  console.log('Rules that dates and amounts decide: each has to be exact');
  console.table(tableOf(deterministic));
  console.log('Rules that words and patterns suggest');
  console.table(tableOf(heuristic));
  for (const { differences } of rules) {
    for (const [key, { first, looks: times }] of [...differences].slice(0, MOST_SHOWN))
      console.log(`${key}, at ${times} looks; ${first}`);
    if (differences.size > MOST_SHOWN) console.log(`… and ${differences.size - MOST_SHOWN} more`);
  }
  console.log('Open findings that contradict themselves, at the worst look');
  console.table(
    Object.fromEntries(
      [...contradictions].map(([what, { count, examples }]) => [
        what,
        { findings: count, examples: examples.join('; ') },
      ]),
    ),
  );
  if (withoutSource.length > 0)
    console.log(`No source on the page of: ${withoutSource.join(', ')}`);
  const isPassed =
    deterministic.length > 0 &&
    deterministic.every((rule) => isExact(rule)) &&
    [...contradictions.values()].every(({ count }) => count === 0) &&
    withoutSource.length === 0;
  console.log(isPassed ? '\nPASS' : '\nFAIL');
  return isPassed ? 0 : 1;
}

function tableOf(rules: readonly RuleFigures[]): Record<string, Record<string, string | number>> {
  return Object.fromEntries(
    rules.map(({ ruleId, certainty, counts, unknown }) => [
      ruleId,
      {
        'fail true': counts.fail.true,
        'fail precision': share(counts.fail, 'called'),
        'fail recall': share(counts.fail, 'true'),
        'upcoming true': counts.upcoming.true,
        'upcoming precision': share(counts.upcoming, 'called'),
        'upcoming recall': share(counts.upcoming, 'true'),
        unknown: `${unknown.said} of ${unknown.true}`,
        found: certainty === null ? 'nothing ever' : '',
      },
    ]),
  );
}

function share(counts: Counts, of: 'called' | 'true'): string {
  return counts[of] === 0 ? '–' : (counts.right / counts[of]).toFixed(3);
}
