import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';
import type { BuyableWeeks } from './buyable-weeks.ts';
import type { Cadence } from './cadence.ts';
import { BLOCK_ALPHAS, adidaLevelAt, blocksOf, meanInterval } from './methods/adida.ts';
import { crostonLevels } from './methods/croston.ts';
import { imapaLevelAt } from './methods/imapa.ts';
import { optimisedSes } from './methods/optimised-ses.ts';
import { sbaLevels } from './methods/sba.ts';
import { seasonalMeanLevels } from './methods/seasonal-mean.ts';
import { sesLevels } from './methods/ses.ts';
import { tsbLevels } from './methods/tsb.ts';

/** The methods that are tried on each variant. */
export const CANDIDATES = [
  'seasonal_mean',
  'ses',
  'croston',
  'sba',
  'tsb',
  'adida',
  'imapa',
] as const;
export type Candidate = (typeof CANDIDATES)[number];

/** Of sizes and intervals, which change with sales only. */
const SALE_ALPHA = 0.1;
/** Of what changes every week: half of what it knew is gone after a month. */
export const WEEK_ALPHA = 0.15;

/** The level a method sees when it knows the weeks before `end`; `end` is at least 1. Units a week, without season. */
export type LevelAt = (end: number) => number;

/**
 * All candidates over one history. ADIDA's and IMAPA's α is chosen once, on the weeks before `fittedUntil`, and held, so
 * that a rolling origin costs one pass.
 */
export function candidateLevels(
  weeks: BuyableWeeks,
  { fittedUntil, meanWindow }: { fittedUntil: number; meanWindow: number },
): Record<Candidate, LevelAt> {
  const length = meanInterval(weeks, fittedUntil);
  const alpha =
    length === 0
      ? BLOCK_ALPHAS.low
      : optimisedSes(blocksOf(weeks, fittedUntil, length), COARSE_ALPHAS).alpha;
  const after = (levels: Float64Array) => (end: number) => levels[end - 1] ?? 0;
  return {
    seasonal_mean: after(seasonalMeanLevels(weeks, meanWindow)),
    ses: after(sesLevels(weeks, WEEK_ALPHA)),
    croston: after(crostonLevels(weeks, SALE_ALPHA)),
    sba: after(sbaLevels(weeks, SALE_ALPHA)),
    tsb: after(tsbLevels(weeks, { alpha: WEEK_ALPHA, start: 'first_demand' })),
    adida: (end) => adidaLevelAt(weeks, end, alpha),
    imapa: (end) => imapaLevelAt(weeks, end, alpha),
  };
}

/** A hundredth of α is below what a forecast shows. */
const COARSE_ALPHAS = { ...BLOCK_ALPHAS, tolerance: 0.01 };

/** Weeks whose plain mean would be as sure as a candidate's level: smoothing by α is worth (2 − α) ÷ α of what it smooths. */
export function worthWeeks(method: Candidate, weeks: BuyableWeeks, cadence: Cadence): number {
  const known = weeks.units.length;
  const interval = meanInterval(weeks, known);
  const worth = (alpha: number) => (2 - alpha) / alpha;
  switch (method) {
    case 'seasonal_mean':
      return Math.min(known, cadence.periodsPerYear);
    case 'ses':
    case 'tsb':
      return Math.min(known, worth(WEEK_ALPHA));
    case 'croston':
    case 'sba':
      return Math.min(known, interval * worth(SALE_ALPHA));
    case 'adida':
      return Math.min(known, interval * worth(WEEK_ALPHA));
    case 'imapa':
      return Math.min(known, ((interval + 1) / 2) * worth(WEEK_ALPHA));
    default:
      return assertExhaustive(method);
  }
}
