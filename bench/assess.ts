/**
 * What judging costs: pure verdicts a second on one core, with what was learned and without; what learning from a delivered
 * parcel costs; how large the model of many lanes is; and a tick over so many open parcels in PostgreSQL of which one in a
 * hundred is due.
 *
 *   npm run bench:assess -- --parcels 1000000 [--lanes 10000] [--shops 200]
 *
 * Ends with 1 when fewer than 300,000 verdicts a second are judged, when the tick judges any parcel but the due ones, or
 * when it reads a tenant's table from end to end. Rates are by processor time, so that other work on the machine does not
 * count. The database is made anew and dropped at the end.
 */
import { parseArgs } from 'node:util';
import { journeyOf } from '#app/domain/lanes/journey.ts';
import { createRemainingModel } from '#app/domain/lanes/delivery/remaining-model.ts';
import { createLaneModel } from '#app/domain/lanes/lane-model.ts';
import { countSilence, emptyCell } from '#app/domain/lanes/silence-cell.ts';
import { assessParcel } from '#app/domain/verdicts/assess-parcel.ts';
import type { VerdictInput } from '#app/domain/verdicts/verdict.ts';
import { countsOf, lanesOf, openParcels, withoutLearning } from './assess/open-parcels.ts';
import { measureTick } from './assess/tick.ts';

const BAR_PER_SECOND = 300_000;
const DIFFERENT_PARCELS = 100_000;
const ROUNDS = 5;

const { values: options } = parseArgs({
  options: {
    parcels: { type: 'string', default: '1000000' },
    lanes: { type: 'string', default: '10000' },
    shops: { type: 'string', default: '200' },
  },
});
const parcels = wholeNumber('parcels', 10_000);
const lanes = wholeNumber('lanes', 100);
const shops = wholeNumber('shops', 2);

const rate = measureVerdicts();
measureLearning();
measureModel();
const isTickSound = await measureTick({ parcels, shops });
const isFast = rate >= BAR_PER_SECOND;
console.log(`\n${isFast && isTickSound ? 'PASS' : 'FAIL'}`);
process.exitCode = isFast && isTickSound ? 0 : 1;

function measureVerdicts(): number {
  const inputs = openParcels(Math.min(DIFFERENT_PARCELS, parcels));
  const learned = bestRate(inputs);
  const fixed = bestRate(withoutLearning(inputs));
  console.log('Pure verdicts on one core, the best of five rounds');
  console.table({
    'learned limits, probability, promises': { 'verdicts/s': learned, bar: BAR_PER_SECOND },
    'fixed limits alone': { 'verdicts/s': fixed, bar: '' },
  });
  return learned;
}

function bestRate(inputs: readonly VerdictInput[]): number {
  let best = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = process.cpuUsage();
    let flagged = 0;
    for (const input of inputs) if (assessParcel(input).kind !== 'on_track') flagged += 1;
    if (flagged === 0) throw new Error('no parcel was flagged: nothing was judged');
    best = Math.max(best, inputs.length / secondsSince(from));
  }
  return Math.round(best);
}

function measureLearning(): void {
  const inputs = openParcels(20_000).filter(({ scans }) => scans.length > 3);
  const cell = emptyCell();
  const from = process.cpuUsage();
  let silences = 0;
  for (const { parcel, scans, calendars, now } of inputs) {
    const { origin, destination } = parcel;
    const { journey } = journeyOf({
      lane: { carrier: 'yunexpress', origin, destination },
      scans,
      startedAt: parcel.shippedAt,
      outcome: 'delivered',
      endedAt: now,
      calendars,
      asOf: now,
    });
    for (const silence of journey?.silences ?? []) {
      countSilence(cell, silence);
      silences += 1;
    }
  }
  const seconds = secondsSince(from);
  console.log(
    `Learning, without the database: ${((1e6 * seconds) / inputs.length).toFixed(1)} µs for a delivered parcel of ` +
      `${(silences / inputs.length).toFixed(1)} silences; it adds to as many counters, whatever the history`,
  );
}

function measureModel(): void {
  const before = heapMib();
  const from = process.cpuUsage();
  const { model, delivery, keys } = builtModel();
  const counted = heapMib() - before;
  for (const key of keys) {
    if (!(model.curveFor(key).limitDays(5) > 0)) throw new Error('a curve without a limit');
    delivery.curveFor(key);
  }
  console.log(
    `A model of ${lanes.toLocaleString('en')} lanes, ${keys.length.toLocaleString('en')} curves of silence and as many of delivery: ` +
      `${counted.toFixed(0)} MiB as counts, ${(heapMib() - before).toFixed(0)} MiB with every curve asked for, ` +
      `${secondsSince(from).toFixed(1)} s of processor time`,
  );
}

/** In a function of its own, so that the counts it is made from are gone when memory is measured. */
function builtModel() {
  const ofLanes = lanesOf(
    Array.from({ length: Math.ceil(lanes / 100) }, (_, n) => `carrier-${n}`),
    Array.from({ length: 100 }, (_, n) => `D${n}`),
  ).slice(0, lanes);
  const { cells, remaining } = countsOf(ofLanes);
  const model = createLaneModel({ cells, version: 1 });
  const delivery = createRemainingModel({ remaining, pit: [], businessDays: true, version: 1 });
  return { model, delivery, keys: cells.map(([key]) => key) };
}

function heapMib(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1_048_576;
}

function secondsSince(from: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
}

function wholeNumber(name: keyof typeof options, least: number): number {
  const value = Number(options[name]);
  if (!Number.isInteger(value) || value < least) {
    throw new Error(`--${name} must be a whole number of at least ${least}, not ${options[name]}`);
  }
  return value;
}
