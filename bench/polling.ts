/**
 * What the polling plan costs: one planning pass over so many open parcels of about 200 shops (time, memory, calls a day
 * by line of the plan), and whether the due numbers are found by index, at a cost that follows the due ones alone.
 *
 *   npm run bench:polling -- --parcels 1000000 [--shops 200]
 *
 * Ends with 1 when a query reads a tenant's table from end to end, or when a due number costs more because more are due or
 * because the table is larger. The database is made anew and dropped at the end.
 */
import { parseArgs } from 'node:util';
import { closePool } from '#app/db/pool.server.ts';
import { countPaces, takeDue } from '#app/db/source-numbers.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { expectedCallsPerDay } from '#app/domain/polling/expected-calls.ts';
import { PACES, PACE_HOURS } from '#app/domain/polling/paces.ts';
import { planPolls } from '#app/services/plan-polls.server.ts';
import { ownDatabase } from './own-database.ts';
import { BACKENDS, processorSeconds } from './ingest/processor-seconds.ts';
import { watchPlans } from './pages/plans.ts';
import {
  BIG_SHOP,
  NOW,
  answerAll,
  makeDue,
  seedParcels,
  seedShops,
  shares,
} from './polling/seed.ts';

const DATABASE = 'lastscan_bench_polling';
const SLICE = 1_000;
/** 17TRACK's: one call asks about forty numbers. */
const NUMBERS_PER_CALL = 40;
/** A due number may cost so many times what it costs where fewer are due, or in a table of a tenth. */
const RATIO_BAR = 2.5;
const ROUNDS = 3;

const { values: options } = parseArgs({
  options: {
    parcels: { type: 'string', default: '1000000' },
    shops: { type: 'string', default: '200' },
  },
});
const parcels = wholeNumber('parcels', 10_000);
const shops = wholeNumber('shops', 2);

const { urls, drop } = await ownDatabase(DATABASE);
let failed = true;
try {
  failed = !(await measure());
} finally {
  await drop();
}
process.exit(failed ? 1 : 0);

async function measure(): Promise<boolean> {
  const tenth = parcels / 10;
  await seedShops(urls.adminUrl, shops);
  await seedParcels(urls.adminUrl, { from: 0, until: tenth, shops });
  await planAll('connecting a source', tenth);
  await answerAll(urls.adminUrl);
  await planAll('planning anew', tenth);
  const some = [parcels / 1_000, parcels / 100].map(Math.round);
  const small = await drainEach(some, tenth);

  await seedParcels(urls.adminUrl, { from: tenth, until: parcels, shops });
  await planAll('connecting a source', parcels);
  await answerAll(urls.adminUrl);
  const everything = await planAll('planning anew', parcels);
  await printCalls();
  const large = await drainEach([...some, Math.round(parcels / 10)], parcels);
  compare(large, everything);
  const isFlat = judge(small, large);
  return (await areIndexed()) && isFlat;
}

/** Plans every parcel of every shop in slices, as a reassessment does. */
async function planAll(what: string, count: number): Promise<number> {
  const started = performance.now();
  const { big, each } = shares({ parcels: count, shops });
  let planned = 0;
  for (let shopId = 1; shopId <= shops; shopId += 1)
    planned += await planShop(shopId, shopId === BIG_SHOP ? big : each);
  const seconds = (performance.now() - started) / 1_000;
  const peakMib = process.resourceUsage().maxRSS / 1_024;
  console.log(
    `${what}: ${planned.toLocaleString('en')} open parcels of ${shops} shops in ${seconds.toFixed(1)} s, ` +
      `${Math.round(planned / seconds).toLocaleString('en')}/s, peak RSS so far ${peakMib.toFixed(0)} MiB`,
  );
  return seconds * 1_000;
}

async function planShop(shopId: number, last: number): Promise<number> {
  for (let from = 1; from <= last; from += SLICE) {
    const length = Math.min(SLICE, last - from + 1);
    const fulfillmentIds = Array.from({ length }, (_, n) => String(from + n));
    await withShopSql(shopId, (sql) => planPolls(sql, { shopId, fulfillmentIds, now: NOW }));
  }
  return last;
}

/** Calls a day of all shops together, each with its own half-empty calls. */
async function printCalls(): Promise<void> {
  const totals = Object.fromEntries(PACES.map((pace) => [pace, { numbers: 0, polls: 0 }]));
  let calls = 0;
  for (let shopId = 1; shopId <= shops; shopId += 1) {
    const counts = await withShopSql(shopId, (sql) => countPaces(sql, shopId, 'seventeen_track'));
    const expected = expectedCallsPerDay(counts, {
      numbersPerCall: NUMBERS_PER_CALL,
      newPerDay: 0,
    });
    calls += expected.calls;
    for (const pace of PACES) {
      const total = totals[pace];
      if (total === undefined) continue;
      total.numbers += counts[pace] ?? 0;
      total.polls += expected.perPace[pace];
    }
  }
  console.log(`\n${'line of the plan'.padEnd(20)}   numbers  at most every h  polls a day`);
  for (const pace of PACES) {
    const { numbers, polls } = totals[pace] ?? { numbers: 0, polls: 0 };
    if (numbers === 0 || pace === 'ended' || pace === 'fresh') continue;
    const hours = pace === 'silent' ? '6–12' : String(PACE_HOURS[pace]);
    console.log(
      `${pace.padEnd(20)}${cell(numbers, 10)}${hours.padStart(17)}${cell(Math.round(polls), 13)}`,
    );
  }
  console.log(
    `calls a day, up to ${NUMBERS_PER_CALL} numbers each: ${cell(Math.round(calls), 0)}\n`,
  );
}

interface Drain {
  due: number;
  table: number;
  /** Best of the rounds. */
  ms: number;
  /** Processor time of this process and the database's, on average over the rounds: other work on the machine has no say. */
  processorMs: number;
}

/** Takes everything that is due from the big shop, a call's worth at a time. */
async function drainEach(dues: readonly number[], table: number): Promise<Drain[]> {
  const drains: Drain[] = [];
  for (const due of dues) {
    const rounds: { ms: number; processorMs: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await timeDrain(due));
    const ms = Math.min(...rounds.map((round) => round.ms));
    const processorMs = rounds.reduce((sum, round) => sum + round.processorMs, 0) / ROUNDS;
    drains.push({ due, table, ms, processorMs });
    const each = (of: number) => ((of * 1_000) / due).toFixed(0).padStart(4);
    console.log(
      `taking ${cell(due, 7)} due of ${cell(table, 9)}: ${ms.toFixed(0).padStart(6)} ms, ` +
        `${each(ms)} µs each, ${each(processorMs)} µs of processor time`,
    );
  }
  return drains;
}

async function timeDrain(due: number): Promise<{ ms: number; processorMs: number }> {
  await makeDue(urls.adminUrl, due);
  const before = await processorMsSoFar();
  const started = performance.now();
  const taken = await drain();
  const ms = performance.now() - started;
  if (taken !== due) throw new Error(`${taken} numbers were taken, ${due} were due`);
  const after = await processorMsSoFar();
  return { ms, processorMs: before === null || after === null ? ms : after - before };
}

/** Of this process and of the database's for it; null where /proc does not tell. */
async function processorMsSoFar(): Promise<number | null> {
  const { user, system } = process.cpuUsage();
  const backends = await withShopSql(BIG_SHOP, (sql) => sql.query<{ pid: number }>(BACKENDS));
  const seconds = backends.rows.map(({ pid }) => processorSeconds(pid));
  if (seconds.includes(null)) return null;
  return (user + system) / 1_000 + seconds.reduce<number>((sum, of) => sum + (of ?? 0), 0) * 1_000;
}

async function drain(): Promise<number> {
  let taken = 0;
  for (;;) {
    const call = { source: 'seventeen_track', now: NOW, limit: NUMBERS_PER_CALL } as const;
    const numbers = await withShopSql(BIG_SHOP, (sql) => takeDue(sql, BIG_SHOP, call));
    if (numbers.length === 0) return taken;
    taken += numbers.length;
  }
}

/** What it would take to find them by computing every plan again. */
function compare(drains: readonly Drain[], everythingMs: number): void {
  for (const { due, ms } of drains) {
    const times = (everythingMs / ms).toFixed(0);
    console.log(
      `finding ${cell(due, 7)} due by planning everything anew: ${cell(Math.round(everythingMs), 0)} ms, ${times} times as long`,
    );
  }
}

function judge(small: readonly Drain[], large: readonly Drain[]): boolean {
  const each = ({ processorMs, due }: Drain) => processorMs / due;
  const costs = large.map(each);
  const byDue = Math.max(...costs.slice(1)) / Math.min(...costs);
  const byTable = Math.max(
    ...small.map((drain) => {
      const same = large.find(({ due }) => due === drain.due);
      return same === undefined ? Infinity : each(same) / each(drain);
    }),
  );
  console.log(
    `\na due number takes ${byDue.toFixed(2)} times the processor time where up to a hundred times as many are due, and ` +
      `${byTable.toFixed(2)} times in a table ten times as large (bar: ${RATIO_BAR})`,
  );
  return byDue <= RATIO_BAR && byTable <= RATIO_BAR;
}

async function areIndexed(): Promise<boolean> {
  await makeDue(urls.adminUrl, 500);
  await closePool();
  const watched = await watchPlans(urls.adminUrl, async () => {
    await drain();
    await planShop(BIG_SHOP, SLICE);
    await planShop(2, SLICE / 2);
    await withShopSql(2, (sql) => countPaces(sql, 2, 'seventeen_track'));
  });
  console.log(
    `${watched.plans} plans of ${watched.queries} queries as the runtime role: ` +
      `${watched.scans.length} with a sequential scan over a tenant's table`,
  );
  for (const { table, query } of watched.scans)
    console.log(`  Seq Scan on ${table}: ${query.slice(0, 400)}`);
  return watched.scans.length === 0 && watched.plans > 0;
}

function cell(value: number, width: number): string {
  return value.toLocaleString('en').padStart(width);
}

function wholeNumber(name: 'parcels' | 'shops', least: number): number {
  const number = Number(options[name]);
  if (!Number.isInteger(number) || number < least) {
    console.error(`--${name} must be a whole number of at least ${least}`);
    process.exit(2);
  }
  return number;
}
