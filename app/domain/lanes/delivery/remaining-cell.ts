import { BIN_COUNT, binOf } from '#app/domain/lanes/time-bins.ts';

/**
 * How long parcels took from one kind of scan to their delivery, as counts that add up. Parcels that returned or were
 * lost are in neither: what is asked is when a parcel arrives that does arrive.
 */
export interface RemainingCell {
  /** Delivered parcels, by days from the scan. */
  delivered: Float64Array;
  /** Parcels still on their way, by days since the scan: at least so long (right-censored). */
  open: Float64Array;
}

export function emptyRemaining(): RemainingCell {
  return { delivered: new Float64Array(BIN_COUNT), open: new Float64Array(BIN_COUNT) };
}

/**
 * After so many days a parcel that is still open no longer counts as one that will arrive: most of those are lost, and
 * nobody told. Twice the 95th percentile of the measured door-to-door times (`DOOR_TO_DOOR_DAYS`).
 */
const OPEN_COUNTS_UP_TO_DAYS = 90;

/** Counts one parcel; `days` from the scan to its delivery, or to the instant of looking when it is open. */
export function countRemaining(
  cell: RemainingCell,
  { days, end }: { days: number; end: 'delivered' | 'open' },
): void {
  if (end === 'open' && days > OPEN_COUNTS_UP_TO_DAYS) return;
  const bin = binOf(Math.max(0, days));
  cell[end][bin] = (cell[end][bin] ?? 0) + 1;
}

/** Adds `weight` times a cell to another. */
export function addRemaining(into: RemainingCell, cell: RemainingCell, weight = 1): void {
  addCounts(into.delivered, cell.delivered, weight);
  addCounts(into.open, cell.open, weight);
}

/** Adds `weight` times the counts to others of the same length. */
export function addCounts(into: Float64Array, counts: Readonly<Float64Array>, weight = 1): void {
  for (let bin = 0; bin < into.length; bin += 1) {
    into[bin] = (into[bin] ?? 0) + weight * (counts[bin] ?? 0);
  }
}

export function totalOf(counts: Readonly<Float64Array>): number {
  let sum = 0;
  for (let bin = 0; bin < counts.length; bin += 1) sum += counts[bin] ?? 0;
  return sum;
}
