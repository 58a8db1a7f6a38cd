/**
 * How long each page's loader takes when one shop has a million parcels among 200 shops, beside one indexed row through
 * the same pool, and whether any of their queries reads a tenant's table from end to end.
 *
 *   npm run bench:pages -- --parcels 1000000 [--shops 200] [--calls 200] [--keep]
 *
 * Ends with 1 when a loader's p95 is above the bar or a sequential scan was seen. The database is made anew and
 * dropped at the end; with --keep it stays, and the next run with --keep reads it as it is.
 */
import { parseArgs } from 'node:util';
import pg from 'pg';
import { ensureDatabase, startEmbeddedServer } from '#app/db/embedded-server.server.ts';
import { migrate } from '#app/db/migrate.server.ts';
import { closePool } from '#app/db/pool.server.ts';
import { operations } from './pages/operations.ts';
import type { Draw, Operation } from './pages/operation.ts';
import { watchPlans } from './pages/plans.ts';
import { forecastCash } from '#app/services/forecast-cash.server.ts';
import { assertCounted, BIG_SHOP, NOW, seed } from './pages/seed.ts';

const DATABASE = 'lastscan_bench_pages';
/** Of a whole loader: the design's bar. */
const P95_BAR_MS = 50;
const WARM_UP_CALLS = 5;
/** Tables of which a page needs all that a shop has, with the page: a shop that has most of a table reads it whole. */
const READ_WHOLE: Readonly<Record<string, string>> = {
  supplier_items: 'Suppliers count the variants that each supplies by name',
};
/** Plans depend on the values: each loader is watched over so many draws. */
const WATCHED_CALLS = 8;

const { values: options } = parseArgs({
  options: {
    parcels: { type: 'string', default: '1000000' },
    shops: { type: 'string', default: '200' },
    calls: { type: 'string', default: '200' },
    only: { type: 'string', default: '' },
    keep: { type: 'boolean', default: false },
  },
});
const parcels = wholeNumber('parcels');
const calls = wholeNumber('calls');

const server = await startEmbeddedServer();
const urls = server.urlsOf(DATABASE);
process.env.DATABASE_URL = urls.runtimeUrl;
process.env.DATABASE_MIGRATION_URL = urls.ownerUrl;
let failed = true;
try {
  await prepare();
  failed = !(await measure());
} finally {
  await closePool();
  if (!options.keep) await onServer(`drop database if exists ${DATABASE} with (force)`);
}
process.exit(failed ? 1 : 0);

async function prepare(): Promise<void> {
  const { rowCount } = await onServer(`select from pg_database where datname = '${DATABASE}'`);
  if (rowCount !== 0 && options.keep) {
    console.log(`${DATABASE} is there: reading it as it is`);
    return;
  }
  await onServer(`drop database if exists ${DATABASE} with (force)`);
  await ensureDatabase(server, DATABASE);
  await migrate(urls.ownerUrl);
  const started = performance.now();
  await seed(urls.adminUrl, { parcels, otherShops: wholeNumber('shops') - 1 });
  await assertCounted(urls.adminUrl);
  await forecastCash({ shopId: BIG_SHOP, now: NOW });
  const seconds = ((performance.now() - started) / 1_000).toFixed(0);
  console.log(
    `${parcels} parcels in one of ${options.shops} shops, made and counted in ${seconds} s`,
  );
}

async function measure(): Promise<boolean> {
  // The yardstick is measured whatever else is asked for.
  const list = operations(parcels).filter(
    ({ name }, index) => index === 0 || name.includes(options.only),
  );
  const rows: Timing[] = [];
  console.log(`\n${calls} calls each, one after another; milliseconds\n`);
  console.log(`${'loader'.padEnd(44)}     p50     p95     max  p50 / one row`);
  for (const operation of list) {
    const timing = await time(operation);
    rows.push(timing);
    print(timing, rows[0] ?? timing);
  }
  await closePool();
  const watched = await watchPlans(urls.adminUrl, async () => {
    const draw = drawing(7);
    for (const { run } of list) for (let n = 0; n < WATCHED_CALLS; n += 1) await run(draw);
  });
  const scans = watched.scans.filter(({ table }) => READ_WHOLE[table] === undefined);
  for (const table of new Set(watched.scans.map((scan) => scan.table)))
    if (READ_WHOLE[table] !== undefined)
      console.log(`\n${table} is read whole: ${READ_WHOLE[table]}`);
  console.log(
    `\n${watched.plans} plans of ${watched.queries} queries as the runtime role, inside functions included: ` +
      `${scans.length} with a sequential scan over a tenant's table`,
  );
  for (const { table, query } of scans)
    console.log(`  Seq Scan on ${table}: ${query.slice(0, 400)}`);
  const slow = rows.filter(({ p95 }) => p95 > P95_BAR_MS);
  for (const { name, p95 } of slow)
    console.log(`  ${name}: p95 ${p95.toFixed(1)} ms is above ${P95_BAR_MS} ms`);
  const fine = slow.length === 0 && scans.length === 0 && watched.plans > 0;
  console.log(fine ? `\nEvery loader's p95 is at most ${P95_BAR_MS} ms.` : '\nBelow the bar.');
  return fine;
}

interface Timing {
  name: string;
  p50: number;
  p95: number;
  max: number;
}

async function time({ name, run }: Operation): Promise<Timing> {
  const draw = drawing(1);
  for (let n = 0; n < WARM_UP_CALLS; n += 1) await run(draw);
  const took: number[] = [];
  for (let n = 0; n < calls; n += 1) {
    const started = performance.now();
    await run(draw);
    took.push(performance.now() - started);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) =>
    took[Math.min(took.length - 1, Math.ceil(share * took.length) - 1)] ?? Number.NaN;
  return { name, p50: at(0.5), p95: at(0.95), max: at(1) };
}

function print({ name, p50, p95, max }: Timing, yardstick: Timing): void {
  const cells = [p50, p95, max].map((ms) => ms.toFixed(2).padStart(8)).join('');
  console.log(`${name.padEnd(44)}${cells}${(p50 / yardstick.p50).toFixed(1).padStart(9)}`);
}

/** Draws that are the same in every run (mulberry32). */
function drawing(seedNumber: number): Draw {
  let state = seedNumber;
  return (least, most) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const share = ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    return least + Math.floor(share * (most - least + 1));
  };
}

function wholeNumber(name: 'parcels' | 'shops' | 'calls'): number {
  const number = Number(options[name]);
  if (!Number.isInteger(number) || number < 1) {
    console.error(`--${name} must be a whole number above zero`);
    process.exit(2);
  }
  return number;
}

async function onServer(statement: string): Promise<pg.QueryResult> {
  const admin = new pg.Client({ connectionString: server.urlsOf('postgres').adminUrl });
  await admin.connect();
  try {
    return await admin.query(statement);
  } finally {
    await admin.end();
  }
}
