import { spawn } from 'node:child_process';
import path from 'node:path';
import { Client } from 'pg';
import { z } from 'zod';
import { installThroughBrowser } from './check.ts';
import { coverageTable, orderTable, stockCases } from './compare-plans.ts';
import type { SaidPlan, StockCase } from './compare-plans.ts';
import { lookAtWarnings, noWarnings, warningFaults, warningTable } from './compare-warnings.ts';
import type { Warnings } from './compare-warnings.ts';
import { launchStack } from './launch.ts';
import type { Stack } from './launch.ts';
import { readAppConfig } from './platform/app-config.ts';
import { getJson, postJson, settle } from './quiescence.ts';
import { tellTheApp } from './tell-planning.ts';
import { STORE } from './world/planning/store.ts';

const SHOP = STORE.domain;
const STEP_HOURS = 12;
const HOUR_MS = 3_600_000;
/** Five in the morning in New York: the night's plans are made, nothing of the day is sold. */
const LOOK_UTC_HOUR = 10;
const DAYS_BETWEEN_LOOKS = 5;

/** Days that are lived through: warnings show whether they come when action is due, and not every day. */
const DAYS = 20;
/** Of the store: some 66 variants and 3,000 orders. */
const SCALE = 0.3;
const ROOT = path.resolve(import.meta.dirname, '..');

interface StackRun {
  cases: StockCase[];
  warnings: Warnings;
  looks: number;
}

/**
 * Lives through the planning store with the whole app, then has many more of them planned and forecast from what is stored.
 * Returns 0 only when the dates of stock-outs and the band of cash hold what they promise, and every warning has a due date or
 * says why it has none, and a reason.
 */
export async function runPlanningCheck({
  seed,
  inventory,
  cash,
  seeds,
}: {
  seed: number;
  inventory: boolean;
  cash: boolean;
  /** How many further stores. */
  seeds: number;
}): Promise<0 | 1> {
  const run = await livePlanning(seed);
  const isSound = report(run);
  const flags = [
    `--seeds=${seeds}`,
    ...(inventory ? ['--inventory'] : []),
    ...(cash ? ['--cash'] : []),
  ];
  const isCovered = await runCoverage(flags);
  console.log(isSound && isCovered ? '\nPASS' : '\nFAIL');
  return isSound && isCovered ? 0 : 1;
}

function report({ cases, warnings, looks }: StackRun): boolean {
  console.log(`\nThe store at ${looks} looks over ${DAYS} days: stock-out dates against the truth`);
  console.table(coverageTable(cases));
  console.log('Orders placed on the day that is named, with a lead time of the maker’s own');
  console.table(orderTable(cases));
  console.log('Warnings, looked at every day: they stay open until what is due is done');
  console.table(warningTable(warnings));
  console.log('Warnings that lack something, at the worst look');
  console.table(
    Object.fromEntries(
      [...warnings.faults].map(([what, { count, examples }]) => [
        what,
        { warnings: count, examples: examples.join('; ') },
      ]),
    ),
  );
  return warningFaults(warnings) === 0 && warnings.seen.size > 0;
}

/** The same stores by the hundred, from a script of the benchmarks: it asks the app’s services, which the sandbox does not know. */
async function runCoverage(flags: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, [path.join(ROOT, 'bench/coverage.ts'), ...flags], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return (await new Promise((resolve) => child.once('exit', resolve))) === 0;
}

/**
 * Installs the app in the planning store through a browser, grants it what it may ask for, types and uploads what its
 * merchant knows, and lets the days pass. Every few days, before the store opens, it holds each plan against what really
 * becomes of the stock; every day it looks at the warnings.
 */
async function livePlanning(seed: number): Promise<StackRun> {
  const stack = await launchStack({
    ports: null,
    database: `lastscan_planning_${process.pid}`,
    seed,
    orders: 20,
    shops: 1,
    planning: { scale: SCALE },
    output: 'errors',
  });
  // The superuser sees past row-level security: the check looks at the tables from outside.
  const database = new Client({ connectionString: stack.databases.adminUrl });
  await database.connect();
  try {
    const { sentence } = await installThroughBrowser(stack, '/store/harbor-outfitters');
    console.log(`Installed through the browser; Home says: “${sentence}”`);
    await grantEverything(stack);
    await settle(stack);
    const { rows } = await tellTheApp(stack);
    await settle(stack);
    console.log(`Told of suppliers, past orders and cash: ${rows} rows of files`);
    await advance(stack, hoursUntilLook(await timeOf(stack)));
    return await liveThrough(stack, { seed, database });
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

async function liveThrough(
  stack: Stack,
  { seed, database }: { seed: number; database: Client },
): Promise<StackRun> {
  const run: StackRun = { cases: [], warnings: noWarnings(), looks: 0 };
  for (let day = 0; ; day += 1) {
    const now = (await timeOf(stack)).toISOString();
    await lookAtWarnings(database, { shop: SHOP, now, warnings: run.warnings });
    if (day % DAYS_BETWEEN_LOOKS === 0) await lookAtPlans(stack, { run, seed, database });
    if (day === DAYS) return run;
    for (let hour = 0; hour < 24; hour += STEP_HOURS) await advance(stack, STEP_HOURS);
  }
}

const truthSchema = z.object({
  variants: z.array(
    z.object({
      variantId: z.number(),
      productId: z.number(),
      sku: z.string(),
      kind: z.enum([
        'steady',
        'seasonal',
        'intermittent',
        'new',
        'dying',
        'promoted',
        'never_sold',
        'sold_once',
        'direct',
        'preorder',
        'dead',
      ]),
      category: z.enum(['Outerwear', 'Camp', 'Packs', 'Tools', 'Accessories']),
      supplier: z.string(),
      packSize: z.number(),
      costMinor: z.number(),
      available: z.number(),
      onTheWay: z.array(
        z.object({
          number: z.string(),
          quantity: z.number(),
          expectedOn: z.string(),
          arrivesOn: z.string(),
        }),
      ),
      weeklyMean: z.array(z.number()),
      weeklyAsked: z.array(z.number()),
      runsOutOn: z.string().nullable(),
    }),
  ),
  balances: z.array(z.object({ on: z.string(), minor: z.number() })),
});

async function lookAtPlans(
  stack: Stack,
  { run, seed, database }: { run: StackRun; seed: number; database: Client },
): Promise<void> {
  const { variants, balances } = truthSchema.parse(
    await getJson(`${stack.adminUrl}/sandbox/planning-truth?shop=${SHOP}`),
  );
  const today = balances[0]?.on ?? '';
  const { rows: plans } = await database.query<SaidPlan>(
    `select variant_id::float as "variantId", stock_out_p10_on::text as p10, stock_out_p50_on::text as p50,
       stock_out_p90_on::text as p90, order_by_on::text as "orderByOn", suggested,
       (plan->'plan'->>'serviceLevel')::float as "serviceLevel"
     from variant_plans join shops using (shop_id)
     where domain = $1 and kind = 'stocked' order by variant_id`,
    [SHOP],
  );
  const found = stockCases(plans, { truths: variants, today, seed });
  run.cases.push(...found);
  run.looks += 1;
  console.log(
    `${today}: looked at ${plans.length} plans, ${found.length} of them of variants in stock`,
  );
}

async function advance(stack: Stack, hours: number): Promise<void> {
  await postJson(`${stack.adminUrl}/sandbox/clock`, { advanceHours: hours });
  await settle(stack);
}

const clockSchema = z.object({ now: z.coerce.date() });

async function timeOf({ adminUrl }: Stack): Promise<Date> {
  return clockSchema.parse(await getJson(`${adminUrl}/sandbox/clock`)).now;
}

function hoursUntilLook(now: Date): number {
  const hour = new Date(now).setUTCHours(LOOK_UTC_HOUR, 0, 0, 0);
  const ahead = hour > now.getTime() ? hour : hour + 24 * HOUR_MS;
  return (ahead - now.getTime()) / HOUR_MS;
}
