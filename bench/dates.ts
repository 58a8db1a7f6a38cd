/**
 * How well deliveries are foretold, beside what can be had without a model.
 *
 *   npm run bench:dates -- --deliveries D.csv [--scans S.csv] [--split 0.7] [--seed 1]
 *   npm run bench:dates -- [--seeds 10] [--orders 8000]
 *
 * D.csv: id, mode, carrier, origin, destination, started_at, ended_at, promised_at. Any but id, started_at and ended_at may
 * be empty or absent; texts are opaque, but a destination that is an ISO alpha-2 country has business days. By start, the
 * first 70 % train and the rest is forecast, door to door: as of the split, and as of each start.
 * S.csv: parcel_id (an id of D.csv), occurred_at, milestone, country, place. The time left after each scan as well, by the
 * model that the product runs.
 * Without files the product's model runs on the sandbox's world; ends with 1 when the 80 % range of a lane with 50
 * deliveries and more does not cover 80 ± 3 % of them.
 */
import { parseArgs } from 'node:util';
import { UnusableTable } from './csv/read-table.ts';
import { readDeliveries, type Delivery } from './dates/deliveries.ts';
import { printSetAside } from './dates/print.ts';
import { readScans } from './dates/read-scans.ts';
import { reportDeliveries } from './dates/report-deliveries.ts';
import { judgedOf, reportCoverage, reportStages, type Judged } from './dates/report-sightings.ts';
import { sayOnBestClock, type SaidOnClock } from './dates/say.ts';
import { tracedWorld } from './dates/traced.ts';

const DAY_MS = 86_400_000;
/** In the world it is known what is still on its way; what started later is not judged. */
const SETTLED_AFTER_DAYS = 60;

const { values: options } = parseArgs({
  options: {
    deliveries: { type: 'string' },
    scans: { type: 'string' },
    split: { type: 'string', default: '0.7' },
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '10' },
    orders: { type: 'string', default: '8000' },
  },
});

const begunAt = process.hrtime.bigint();
try {
  const splitShare = Number(options.split);
  if (!(splitShare > 0 && splitShare < 1)) {
    throw new UnusableTable('--split is a share between 0 and 1');
  }
  if (options.deliveries !== undefined) {
    await onFiles(options.deliveries, splitShare);
  } else if (options.scans !== undefined) {
    throw new UnusableTable('--scans needs --deliveries');
  } else if (!onWorld(splitShare)) {
    process.exitCode = 1;
  }
  const seconds = Number(process.hrtime.bigint() - begunAt) / 1e9;
  console.log(`\nrun time ${seconds.toFixed(1)} s`);
} catch (error) {
  if (!(error instanceof UnusableTable)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function onFiles(path: string, splitShare: number): Promise<void> {
  const { deliveries, absent, setAside } = await readDeliveries(path);
  if (absent.length > 0) console.log(`columns it does not have: ${absent.join(', ')}`);
  printSetAside(setAside, 'rows');
  reportDeliveries({ deliveries, splitShare, seed: Number(options.seed) });
  if (options.scans !== undefined) await onScans(options.scans, deliveries, splitShare);
}

async function onScans(
  path: string,
  deliveries: readonly Delivery[],
  splitShare: number,
): Promise<void> {
  const { traces, scans, setAside } = await readScans(path, deliveries);
  printSetAside(setAside, 'scans');
  console.log(`\n${scans} scans`);
  const splitAt = new Date(deliveries[Math.floor(deliveries.length * splitShare)]?.startedAt ?? 0);
  const said = sayOnBestClock(traces, splitAt);
  printClock(said);
  for (const [reason, count] of said.setAside) {
    console.log(`set aside: ${count} scans, ${reason.replaceAll('_', ' ')}`);
  }
  const judged = { said: said.said, splitAt, judgedUntil: traces.dataEnd };
  reportStages(judged, Number(options.seed));
  reportCoverage(judgedOf(judged));
}

/** The lanes of all seeds together: they are the same lanes in other years. */
function onWorld(splitShare: number): boolean {
  const seeds = Array.from({ length: Number(options.seeds) }, (_, index) => index + 1);
  const worlds = seeds.map((seed) => tracedWorld({ seed, orders: Number(options.orders) }));
  const judged = worlds.map((traces): Judged => {
    const starts = traces.parcels.map(({ startedAt }) => startedAt.getTime()).sort((a, b) => a - b);
    const splitAt = new Date(starts[Math.floor(starts.length * splitShare)] ?? 0);
    const said = sayOnBestClock(traces, splitAt);
    printClock(said);
    const judgedUntil = new Date(traces.dataEnd.getTime() - SETTLED_AFTER_DAYS * DAY_MS);
    return { said: said.said, splitAt, judgedUntil };
  });
  const [first] = judged;
  if (first === undefined) throw new UnusableTable('--seeds is at least 1');
  console.log(`\nthe sandbox's world, ${seeds.length} seeds of ${options.orders} orders; seed 1:`);
  reportStages(first, Number(options.seed));
  console.log(`\nall ${seeds.length} seeds:`);
  const { lanes, missed } = reportCoverage(judged.flatMap(judgedOf));
  const verdict = missed === 0 && lanes > 0 ? 'PASS' : 'FAIL';
  console.log(`${verdict}  80 ± 3 % in range: ${lanes - missed} of ${lanes} lanes`);
  return verdict === 'PASS';
}

function printClock({ businessDays, errors: { plain, business } }: SaidOnClock): void {
  if (business === null) {
    console.log('ours counts plain days');
    return;
  }
  console.log(
    `ours counts ${businessDays ? 'business days' : 'plain days'}: before the split it erred by ${plain.toFixed(3)} days on plain days, by ${business.toFixed(3)} on business days`,
  );
}
