/**
 * What judging costs: every rule on every subject of a shop with so many orders, and then what a thousand changed orders
 * take. Beside both, in the same run, a plain SELECT of the rows of the same orders. Counts what was loaded and what the
 * database read, so that a judging that looks at more than what changed shows.
 *
 *   npm run bench:rules -- --orders 1000000 [--changes 1000]
 *
 * Ends with 1 when the changes had more subjects loaded than they concern, when a table that is larger than they are was read whole for them,
 * when a subject took more rows than it does in the full evaluation, or when memory passes its bar. The database is made
 * anew and dropped at the end.
 */
import { parseArgs } from 'node:util';
import pg from 'pg';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { judgeNextMarked } from '#app/services/judge-subjects.server.ts';
import { judgeNextOfAll } from '#app/services/judge-all.server.ts';
import { holdsBars } from './bars.ts';
import { ownDatabase } from './own-database.ts';
import { readsBetween, readsSoFar, sumOf, type Reads } from './reads.ts';
import { changeOrders, NOW, seedFacts, SHOP } from './rules/seed.ts';

const DATABASE = 'lastscan_bench_rules';
const RSS_BAR_MIB = 400;
const LATER = new Date(NOW.getTime() + 3_600_000);
/** What a subject may read when judged alone, in what it reads when judged with all others: slices are fuller there. */
const READS_BAR = 3;
const PLAIN_SLICE = 500;

const { values: options } = parseArgs({
  options: {
    orders: { type: 'string', default: '100000' },
    changes: { type: 'string', default: '1000' },
  },
});
const orders = wholeNumber('orders');
const changes = Math.min(wholeNumber('changes'), orders);

const { urls, drop } = await ownDatabase(DATABASE);
let failed = true;
try {
  failed = !(await measure());
} finally {
  await drop();
}
process.exit(failed ? 1 : 0);

interface Run {
  seconds: number;
  loaded: number;
  judged: number;
  written: number;
  failed: number;
  reads: Reads;
}

async function measure(): Promise<boolean> {
  const seeded = performance.now();
  await seedFacts(urls.adminUrl, orders);
  console.log(`${say(orders)} orders stored in ${secondsSince(seeded).toFixed(0)} s\n`);
  const full = await timed(async () => {
    const step = await judgeNextOfAll({ shopId: SHOP, now: NOW });
    return { ...step, isOver: step.isDone };
  });
  print('every rule on everything', full);
  const plain = await plainSelect(Array.from({ length: orders }, (_, n) => String(n + 1)));
  compare('the rows of the same orders, selected', { plain, run: full, of: orders });
  // What falls due meanwhile is no part of what changed.
  await drain();
  await onDatabase(`delete from rule_reviews where review_at <= '${LATER.toISOString()}'`);

  await changeOrders(urls.adminUrl, { orders, changes });
  const marked = await markedSubjects();
  const some = await timed(() => judgeMarkedAt(NOW));
  print(`${say(changes)} changed orders`, some);
  print(
    'what sums them up (shop, destinations, products), once an hour',
    await timed(() => judgeMarkedAt(LATER)),
  );
  const step = Math.max(1, Math.floor(orders / changes));
  const ids = Array.from({ length: changes }, (_, n) => String((n + 1) * step));
  compare('the rows of the changed orders, selected', {
    plain: await plainSelect(ids),
    run: some,
    of: changes,
  });
  await printFindings();
  return judge({ full, some, marked });
}

async function judgeMarkedAt(now: Date) {
  const step = await judgeNextMarked({ shopId: SHOP, now });
  return { ...step, isOver: step.taken === 0 };
}

/** Runs slices until they are over. */
async function timed(
  slice: () => Promise<Omit<Run, 'seconds' | 'reads'> & { isOver: boolean }>,
): Promise<Run> {
  const before = await readsSoFar(urls.adminUrl);
  const run = { loaded: 0, judged: 0, written: 0, failed: 0 };
  const started = performance.now();
  for (let isOver = false; !isOver;) {
    const step = await slice();
    run.loaded += step.loaded;
    run.judged += step.judged;
    run.written += step.written;
    run.failed += step.failed;
    isOver = step.isOver;
  }
  const seconds = secondsSince(started);
  return { ...run, seconds, reads: readsBetween(before, await readsSoFar(urls.adminUrl)) };
}

async function drain(): Promise<void> {
  while ((await judgeNextMarked({ shopId: SHOP, now: NOW })).taken > 0);
}

/** Orders with their details, lines, fulfillments and parcels, as any page would ask for them. */
async function plainSelect(ids: readonly string[]): Promise<number> {
  const started = performance.now();
  for (let from = 0; from < ids.length; from += PLAIN_SLICE) {
    const some = ids.slice(from, from + PLAIN_SLICE);
    await withShopSql(SHOP, async (sql) => {
      for (const table of ['orders', 'order_details', 'order_lines', 'fulfillments', 'parcels'])
        await sql.query(`select * from ${table} where shop_id = $1 and order_id = any($2)`, [
          SHOP,
          some,
        ]);
    });
  }
  return secondsSince(started);
}

async function markedSubjects(): Promise<number> {
  const { rows } = await onDatabase(
    `select count(*)::int as n from subjects_to_judge m join compliance_state c using (shop_id)
     where not is_gathered(m.subject_kind, m.groups) or may_gather(shop_id, c.gathered_at, '${NOW.toISOString()}')`,
  );
  return Number(rows[0]?.n);
}

async function printFindings(): Promise<void> {
  const { rows } = await onDatabase(
    `select rule_id as rule, count(*) filter (where verdict = 'fail')::int as fail,
       count(*) filter (where verdict = 'upcoming')::int as upcoming,
       count(*) filter (where verdict = 'unknown')::int as unknown from findings where cured_at is null
     group by 1 order by 1`,
  );
  console.table(
    Object.fromEntries(rows.map(({ rule, ...counts }) => [String(rule), counts] as const)),
  );
}

function print(
  what: string,
  { seconds, loaded, judged, written, failed: threw, reads }: Run,
): void {
  const peakMib = process.resourceUsage().maxRSS / 1_024;
  console.log(
    `${what}: ${say(loaded)} subjects loaded, ${say(judged)} rulings, ${say(written)} findings written, ${threw} refused, ` +
      `in ${seconds.toFixed(1)} s: ${say(Math.round(loaded / seconds))} subjects/s, ${say(Math.round(judged / seconds))} rulings/s, ` +
      `${(sumOf(reads) / Math.max(1, loaded)).toFixed(1)} rows read a subject, peak RSS so far ${peakMib.toFixed(0)} MiB`,
  );
}

function compare(what: string, { plain, run, of }: { plain: number; run: Run; of: number }): void {
  const each = (seconds: number) => ((seconds * 1_000_000) / of).toFixed(0);
  console.log(
    `${what}: ${plain.toFixed(1)} s, ${each(plain)} µs an order; judging takes ${each(run.seconds)} µs an order, ` +
      `${(run.seconds / plain).toFixed(1)} times as long\n`,
  );
}

function judge({ full, some, marked }: { full: Run; some: Run; marked: number }): boolean {
  const each = ({ reads, loaded }: Run) => sumOf(reads) / Math.max(1, loaded);
  // A table that is smaller than what was loaded may be read whole.
  const sequential = [...some.reads].filter(([, { bySequence }]) => bySequence > some.loaded);
  const peakMib = process.resourceUsage().maxRSS / 1_024;
  const bars = [
    [`of ${say(marked)} subjects concerned ${say(some.loaded)} were loaded`, some.loaded <= marked],
    ['no table larger than the changes was read from end to end for them', sequential.length === 0],
    [
      `a changed subject reads ${each(some).toFixed(1)} rows, one of all ${each(full).toFixed(1)} (bar: ${READS_BAR} times)`,
      each(some) <= READS_BAR * each(full),
    ],
    [`every subject could be judged`, full.failed + some.failed === 0],
    [`peak RSS ${peakMib.toFixed(0)} MiB (bar: ${RSS_BAR_MIB})`, peakMib <= RSS_BAR_MIB],
  ] as const;
  return holdsBars(bars, sequential);
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1_000;
}

function say(number: number): string {
  return number.toLocaleString('en');
}

function wholeNumber(name: 'orders' | 'changes'): number {
  const number = Number(options[name]);
  if (!Number.isInteger(number) || number < 1) {
    console.error(`--${name} must be a whole number of at least 1`);
    process.exit(2);
  }
  return number;
}

async function onDatabase(statement: string): Promise<pg.QueryResult<Record<string, unknown>>> {
  const admin = new pg.Client({ connectionString: urls.adminUrl });
  await admin.connect();
  try {
    return await admin.query(statement);
  } finally {
    await admin.end();
  }
}
