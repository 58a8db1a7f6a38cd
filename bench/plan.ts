/**
 * What planning stock costs: one nightly pass over so many variants with about twenty sales each, and then what a thousand new
 * sales take. Beside the pass, in the same run, a plain SELECT of the same rows. Counts what the database read, so that a
 * planning that looks at more than what changed shows.
 *
 *   npm run bench:plan -- --variants 100000 [--sales 1000]
 *
 * Ends with 1 when the sales had more variants planned than they concern, when (from 50,000 variants) a table that is larger than
 * they are was read whole for them, or when memory passes its bar. The database is made anew and dropped at the end.
 */
import { parseArgs } from 'node:util';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { listVariants } from '#app/db/plan-facts.server.ts';
import { planNextMarked } from '#app/services/plan-variants.server.ts';
import { planNextOfShop } from '#app/services/plan-shop.server.ts';
import { holdsBars } from './bars.ts';
import { ownDatabase } from './own-database.ts';
import { NOW, PLAN_TABLES, SHOP, seedShop, sellMore } from './plan/seed.ts';
import { readsBetween, readsSoFar, sumOf, type Reads } from './reads.ts';

const DATABASE = 'lastscan_bench_plan';
const RSS_BAR_MIB = 400;
const PLAIN_SLICE = 250;
/** Of fewer variants the database rightly reads whole tables: they are small. */
const LARGE = 50_000;

const { values: options } = parseArgs({
  options: {
    variants: { type: 'string', default: '10000' },
    sales: { type: 'string', default: '1000' },
  },
});
const variants = wholeNumber('variants');
const sales = wholeNumber('sales');

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
  planned: number;
  written: number;
  reads: Reads;
}

async function measure(): Promise<boolean> {
  const seeded = performance.now();
  await seedShop(urls.adminUrl, variants);
  console.log(`${say(variants)} variants stored in ${secondsSince(seeded).toFixed(0)} s\n`);
  const first = { planned: 0, written: 0 };
  const learned = await timed(async () => {
    const step = await planNextOfShop({ shopId: SHOP, now: NOW });
    // The slice after the last category is the first that plans.
    first.planned += step.planned;
    first.written += step.written;
    return { planned: 0, written: 0, isOver: step.planned > 0 || step.isDone };
  });
  const night = await timed(async () => {
    const step = await planNextOfShop({ shopId: SHOP, now: NOW });
    return { ...step, isOver: step.isDone };
  });
  const peakMib = process.resourceUsage().maxRSS / 1_024;
  const plain = await timed(plainSlices());
  await sellMore(urls.adminUrl, { variants, sales });
  const some = await timed(async () => {
    const step = await planNextMarked({ shopId: SHOP, now: new Date(NOW.getTime() + 1_800_000) });
    return { ...step, isOver: step.taken === 0 };
  });
  console.table({
    'learning categories, once a week': rowOf(learned),
    'nightly pass': rowOf(night),
    'the same rows, selected': rowOf(plain),
    [`after ${say(sales)} sales`]: rowOf(some),
  });
  const each = (run: Run) => ((run.seconds * 1_000_000) / Math.max(1, run.planned)).toFixed(0);
  console.log(
    `a variant takes ${each(night)} µs in the pass, ${(night.seconds / plain.seconds).toFixed(1)} times as long as its rows ` +
      `take to be selected; peak RSS ${peakMib.toFixed(0)} MiB\n`,
  );
  return judge({ night: { ...night, planned: night.planned + first.planned }, some, peakMib });
}

async function timed(
  slice: () => Promise<{ planned: number; written: number; isOver: boolean }>,
): Promise<Run> {
  const before = await readsSoFar(urls.adminUrl, PLAN_TABLES);
  const run = { planned: 0, written: 0 };
  const started = performance.now();
  for (let isOver = false; !isOver;) {
    const step = await slice();
    run.planned += step.planned;
    run.written += step.written;
    isOver = step.isOver;
  }
  const seconds = secondsSince(started);
  return {
    ...run,
    seconds,
    reads: readsBetween(before, await readsSoFar(urls.adminUrl, PLAN_TABLES)),
  };
}

/** Stock, its record, products, and every order line with its order and fulfillments, as any report would ask for them. */
function plainSlices(): () => Promise<{ planned: number; written: number; isOver: boolean }> {
  let after: string | null = null;
  return () =>
    withShopSql(SHOP, async (sql) => {
      const ids: string[] = await listVariants(sql, SHOP, { after, limit: PLAIN_SLICE });
      for (const from of [
        'stock_items t where t.shop_id = $1 and t.variant_id = any($2)',
        'stock_points t where t.shop_id = $1 and t.variant_id = any($2)',
        'stock_items k join products t using (shop_id, product_id) where k.shop_id = $1 and k.variant_id = any($2)',
        `order_lines t join orders o using (shop_id, order_id) left join fulfillments f using (shop_id, order_id)
          where t.shop_id = $1 and t.variant_id = any($2)`,
      ])
        await sql.query(`select t.* from ${from}`, [SHOP, ids]);
      after = ids.at(-1) ?? null;
      return { planned: ids.length, written: 0, isOver: ids.length < PLAIN_SLICE };
    });
}

function rowOf({ seconds, planned, written, reads }: Run) {
  const sum = sumOf(reads);
  return {
    variants: planned,
    written,
    seconds: Number(seconds.toFixed(1)),
    'variants/s': planned === 0 ? null : Math.round(planned / seconds),
    'rows read': sum,
    'rows/variant': planned === 0 ? null : Number((sum / planned).toFixed(1)),
  };
}

function judge({ night, some, peakMib }: { night: Run; some: Run; peakMib: number }): boolean {
  const concerned = Math.min(sales, variants);
  const sequential = [...some.reads].filter(
    ([, { bySequence }]) => variants >= LARGE && bySequence > Math.max(concerned * 2, 2_000),
  );
  const bars = [
    [`every variant was planned in the pass`, night.planned === variants],
    [`${say(sales)} sales had ${say(some.planned)} variants planned`, some.planned <= concerned],
    ['no table larger than the sales was read from end to end for them', sequential.length === 0],
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

function wholeNumber(name: 'variants' | 'sales'): number {
  const number = Number(options[name]);
  if (!Number.isInteger(number) || number < 1) {
    console.error(`--${name} must be a whole number of at least 1`);
    process.exit(2);
  }
  return number;
}
