import type { BuyableWeeks } from '../buyable-weeks.ts';
import { optimisedSes, type Blocks } from './optimised-ses.ts';
import { stepOf } from './ses.ts';

/** Within which the smoothing of sums is chosen (statsforecast). */
export const BLOCK_ALPHAS = { low: 0.1, high: 0.3, tolerance: 1e-12 };

/**
 * Nikolopoulos et al. 2011 (ADIDA): sums of as many weeks as lie between two sales on average, smoothed, ÷ that many weeks.
 * Units a week; 0 if nothing was ever sold.
 */
export function adidaLevel(weeks: BuyableWeeks): number {
  const length = meanInterval(weeks, weeks.units.length);
  if (length === 0) return 0;
  return optimisedSes(blocksOf(weeks, weeks.units.length, length), BLOCK_ALPHAS).level / length;
}

/** The mean of the weeks between sales, the first from the beginning, rounded half to even; 0 without a sale. */
export function meanInterval({ units, weights }: BuyableWeeks, end: number): number {
  let sales = 0;
  let elapsed = 0;
  let untilLast = 0;
  for (let week = 0; week < end; week += 1) {
    elapsed += weights[week] ?? 1;
    if ((units[week] ?? 0) > 0) {
      sales += 1;
      untilLast = elapsed;
    }
  }
  return sales === 0 ? 0 : Math.max(1, roundHalfToEven(untilLast / sales));
}

/** Sums of `length` weeks that do not overlap and end with week `end` (not included); what is left at the front is dropped. */
export function blocksOf({ units, weights }: BuyableWeeks, end: number, length: number): Blocks {
  const count = Math.floor(end / length);
  const blocks = { units: new Float64Array(count), weights: new Float64Array(count) };
  let week = end - count * length;
  for (let block = 0; block < count; block += 1) {
    let sold = 0;
    let buyable = 0;
    for (const last = week + length; week < last; week += 1) {
      sold += units[week] ?? 0;
      buyable += weights[week] ?? 1;
    }
    blocks.units[block] = sold;
    blocks.weights[block] = buyable / length;
  }
  return blocks;
}

/** As `adidaLevel` up to week `end`, with α as given. */
export function adidaLevelAt(weeks: BuyableWeeks, end: number, alpha: number): number {
  const length = meanInterval(weeks, end);
  return length === 0 ? 0 : smoothedSum(weeks, { end, length, alpha }) / length;
}

/** The level of `blocksOf`, without making the blocks. */
export function smoothedSum(
  { units, weights }: BuyableWeeks,
  { end, length, alpha }: { end: number; length: number; alpha: number },
): number {
  const first = end % length;
  let level = 0;
  for (let from = first; from < end; from += length) {
    let sold = 0;
    let buyable = 0;
    for (let week = from; week < from + length; week += 1) {
      sold += units[week] ?? 0;
      buyable += weights[week] ?? 1;
    }
    const rate = (sold * length) / buyable;
    level = from === first ? rate : level + stepOf(alpha, buyable / length) * (rate - level);
  }
  return level;
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
