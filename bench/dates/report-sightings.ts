import type { Delivery } from './deliveries.ts';
import { baselines, type Method } from './methods.ts';
import { percent, printRows, printSlice } from './print.ts';
import type { Said } from './say.ts';

/** What was said of the parcels that started in the test part. */
export interface Judged {
  said: readonly Said[];
  /** Parcels that started before it train. */
  splitAt: Date;
  /** Parcels that started after it may still be on their way: those that arrived would be the quick ones. */
  judgedUntil: Date;
}

/** What is judged, as parcels of one history. */
export function judgedOf({ said, ...window }: Judged): Said[] {
  return said.filter((each) => isJudged(each, window));
}

const isJudged = ({ sighting: { parcel } }: Said, { splitAt, judgedUntil }: Omit<Judged, 'said'>) =>
  parcel.startedAt >= splitAt && parcel.startedAt <= judgedUntil;

/** Time left at each scan, beside what can be had without a model; in all and by stage. */
export function reportStages({ said, ...window }: Judged, seed: number): void {
  const rows = said.filter(({ silentDays }) => silentDays === 0);
  const asDeliveries = rows.map(asDelivery);
  const split = asDeliveries.findIndex(({ startedAt }) => startedAt >= window.splitAt.getTime());
  if (split < 0) return;
  const [promise, median, laneMedian] = baselines({
    deliveries: asDeliveries,
    split,
    rolling: true,
  });
  const byStage = baselines({
    deliveries: asDeliveries.map((each) => ({ ...each, carrier: '', origin: '', destination: '' })),
    split,
    rolling: true,
  })[2];
  const others = [
    promise,
    median,
    byStage && { ...byStage, name: 'stage median' },
    laneMedian && { ...laneMedian, name: 'stage and lane median' },
  ].filter((method) => method !== undefined);
  const ours: Method = {
    name: 'ours',
    quantiles: rows.map(({ quantiles }) => quantiles),
    lateScore: rows.map(({ lateChance }) => lateChance),
  };
  const test = rows.flatMap((each, row) => (isJudged(each, window) ? [row] : []));
  const slice = (name: string, of: readonly number[]) =>
    printSlice({ name, rows: of, deliveries: asDeliveries, others, ours, seed });
  console.log('\nTIME LEFT AT EACH SCAN: as of the scan; what had been delivered by then is known');
  slice('all stages', test);
  const stages = Map.groupBy(test, (row) => asDeliveries[row]?.mode ?? '');
  for (const [stage, of] of [...stages].sort((a, b) => b[1].length - a[1].length)) {
    if (of.length >= FEWEST_ROWS) slice(stage, of);
  }
}

const FEWEST_ROWS = 50;

/** A sighting as a delivery that starts there: its stage is its mode. */
function asDelivery({ sighting: { key, parcel }, at, deliveredAt }: Said): Delivery {
  return {
    id: parcel.id,
    mode: `${key.leg}: ${key.stage}`,
    carrier: key.carrier ?? '',
    origin: key.origin ?? '',
    destination: key.destination ?? '',
    startedAt: at.getTime(),
    endedAt: deliveredAt.getTime(),
    promisedAt: parcel.promisedAt?.getTime() ?? null,
  };
}

/** The bar: 80 ± 3 of 100 in each lane with at least so many deliveries. */
const AIM = 0.8;
const BAR = 0.03;
const FEWEST_DELIVERIES = 50;
const DAY_MS = 86_400_000;
const MINUTE_DAYS = 1 / 1440;

/** How many deliveries fell into their 80 % range, by lane and by days of silence; and the lanes that miss the bar. */
export function reportCoverage(judged: readonly Said[]): { lanes: number; missed: number } {
  const atScans = judged.filter(({ silentDays }) => silentDays === 0);
  const lanes = Map.groupBy(atScans, ({ sighting: { key } }) =>
    [key.carrier ?? '?', key.origin ?? '?', key.destination ?? '?'].join(' '),
  );
  const rows = [...lanes]
    .map(([lane, of]) => ({ lane, of, parcels: Map.groupBy(of, idOf) }))
    .filter(({ parcels }) => parcels.size >= FEWEST_DELIVERIES)
    .sort((a, b) => b.parcels.size - a.parcels.size);
  console.log(
    `\nCOVERAGE of the 80 % range by lane, at every scan and from the start, where ${FEWEST_DELIVERIES} and more were delivered`,
  );
  const header = ['lane', 'deliveries', 'ranges', 'in range', '± 1.96 se', 'before', 'after'];
  printRows(
    [...header, 'from the start', '± 1.96 se'],
    rows.map(({ lane, of, parcels }) => {
      const starts = of.filter(({ sighting: { key } }) => key.stage === 'first_scan');
      return [
        lane,
        String(parcels.size),
        String(of.length),
        percent(share(of, isIn)),
        percent(clusteredError(parcels)),
        percent(share(of, isBefore)),
        percent(share(of, (each) => !isIn(each) && !isBefore(each))),
        percent(share(starts, isIn)),
        percent(clusteredError(Map.groupBy(starts, idOf))),
      ];
    }),
  );
  console.log('\nCoverage when nothing was heard since the scan');
  printRows(
    ['days of silence', 'ranges', 'in range', 'before', 'after'],
    [...Map.groupBy(judged, ({ silentDays }) => silentDays)].map(([silentDays, of]) => [
      String(silentDays),
      String(of.length),
      percent(share(of, isIn)),
      percent(share(of, isBefore)),
      percent(share(of, (each) => !isIn(each) && !isBefore(each))),
    ]),
  );
  const missed = rows.filter(({ of }) => Math.abs(share(of, isIn) - AIM) > BAR);
  return { lanes: rows.length, missed: missed.length };
}

const idOf = ({ sighting: { parcel } }: Said) => parcel.id;
const daysLeft = ({ at, deliveredAt }: Said) => (deliveredAt.getTime() - at.getTime()) / DAY_MS;

function isIn(each: Said): boolean {
  const [low = 0, , high = 0] = each.quantiles;
  const days = daysLeft(each);
  return days >= low - MINUTE_DAYS && days <= high + MINUTE_DAYS;
}

function isBefore(each: Said): boolean {
  return daysLeft(each) < (each.quantiles[0] ?? 0) - MINUTE_DAYS;
}

function share(said: readonly Said[], is: (each: Said) => boolean): number {
  return said.filter(is).length / said.length;
}

/** 1.96 standard errors of the share in range; ranges of one parcel hang together and count as one draw. */
function clusteredError(parcels: ReadonlyMap<string, readonly Said[]>): number {
  const all = [...parcels.values()].flat();
  const mean = share(all, isIn);
  let sum = 0;
  for (const of of parcels.values()) sum += (of.filter(isIn).length - mean * of.length) ** 2;
  return (1.96 * Math.sqrt(sum)) / all.length;
}
