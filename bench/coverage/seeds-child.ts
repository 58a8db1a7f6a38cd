import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { forecastCash } from '#app/services/forecast-cash.server.ts';
import { planNextOfShop } from '#app/services/plan-shop.server.ts';
import { stockCases } from '#sandbox/compare-plans.ts';
import { ownDatabase } from '../own-database.ts';
import { cashDays } from './cash-days.ts';
import { billsOfFollowedPlan } from './followed-plan.ts';
import { livedShop } from './lived-shop.ts';
import type { LivedShop } from './lived-shop.ts';
import { moneyRows } from './money-rows.ts';
import { orderRows } from './order-rows.ts';
import { putRows } from './put-rows.ts';
import { readForecast, readPlans } from './read-said.ts';
import type { SeedResult, SeedTimes } from './seed-result.ts';
import { stockRows } from './stock-rows.ts';

// One part of bench/coverage.ts: `--seeds 1,3,5 --scale 0.1 --out FILE [--stock-alone]`, in a process and a database of its own.
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1' },
    scale: { type: 'string', default: '0.1' },
    out: { type: 'string', default: '' },
    'stock-alone': { type: 'boolean', default: false },
  },
});
const seeds = values.seeds.split(',').map(Number);
/** The planner of the database must know about how much there is. */
const ANALYZED_AT = new Set([0, 10, 50]);
const CASH_DAYS = 91;

const { urls, drop } = await ownDatabase(`lastscan_coverage_${process.pid}`);
const sql = new pg.Client({ connectionString: urls.adminUrl });
await sql.connect();
const times: SeedTimes = { world: 0, rows: 0, plans: 0, cash: 0 };
const results: SeedResult[] = [];
try {
  for (const [place, seed] of seeds.entries()) {
    const shop = await timed('world', () => livedShop(seed, Number(values.scale)));
    await timed('rows', () => fill(shop, ANALYZED_AT.has(place)));
    await timed('plans', () => planAll(shop));
    if (!values['stock-alone'])
      await timed('cash', () => forecastCash({ shopId: seed, now: shop.now }));
    results.push(await compared(shop));
  }
} finally {
  await sql.end();
  await drop();
}
writeFileSync(values.out, JSON.stringify({ results, times }));
process.exit(0);

async function timed<T>(what: keyof SeedTimes, work: () => T | Promise<T>): Promise<T> {
  const begun = performance.now();
  const result = await work();
  times[what] += performance.now() - begun;
  return result;
}

async function fill(shop: LivedShop, isAnalyzed: boolean): Promise<void> {
  await putRows(sql, { ...moneyRows(shop), ...stockRows(shop), ...orderRows(shop) });
  if (isAnalyzed) await sql.query('analyze');
}

async function planAll({ seed: shopId, now }: LivedShop): Promise<void> {
  for (let isDone = false; !isDone;) ({ isDone } = await planNextOfShop({ shopId, now }));
}

async function compared(shop: LivedShop): Promise<SeedResult> {
  const { seed, now, truth } = shop;
  const at = now.getTime();
  const decided = truth.balances(at, CASH_DAYS, { onlyDecided: true });
  const today = decided[0]?.on ?? '';
  const stock = stockCases(await readPlans(sql, seed), {
    truths: truth.variants(at),
    today,
    seed,
  });
  if (values['stock-alone']) return { seed, stock, cash: [] };
  const bills = await billsOfFollowedPlan(sql, shop);
  const forecast = await readForecast(sql, seed);
  return { seed, stock, cash: cashDays(forecast, { decided, bills, today }) };
}
