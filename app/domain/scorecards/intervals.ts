import { edgesOfRank, quantileOf, totalOf } from '#app/domain/scorecards/step-histogram.ts';
import type { StepHistogram } from '#app/domain/scorecards/step-histogram.ts';

/** A figure with the 95 % interval around it, in the figure's unit. */
export interface Estimate {
  value: number;
  low: number;
  /** May be infinite. */
  high: number;
}

/** Two-sided 95 %. */
const Z = 1.959_963_985;
const TAIL = 0.025;

/**
 * A share with Wilson's score interval (Wilson 1927), which holds for few and for extreme counts; `z` standard errors to
 * each side, two-sided 95 % unless told otherwise. Null for none of none.
 */
export function shareInterval(count: number, of: number, z = Z): Estimate | null {
  if (of <= 0) return null;
  const share = count / of;
  const square = (z * z) / of;
  const middle = (share + square / 2) / (1 + square);
  const half = (z / (1 + square)) * Math.sqrt((share * (1 - share)) / of + square / (4 * of));
  return {
    value: share,
    low: count === 0 ? 0 : Math.max(0, middle - half),
    high: count === of ? 1 : Math.min(1, middle + half),
  };
}

/**
 * The median with its distribution-free interval: the two order statistics between which it lies with 95 % (sign test;
 * Conover, Practical Nonparametric Statistics, 3.2). Counts know their bin only, so each end is the outer edge of its bin:
 * whatever ties there are and however steps lie within a bin, the interval is too wide rather than too narrow.
 * Null below six steps, where no two order statistics reach 95 %.
 */
export function medianInterval(histogram: StepHistogram): Estimate | null {
  const total = totalOf(histogram);
  const rank = lowerRank(total);
  const value = quantileOf(histogram, 0.5);
  if (rank === null || value === null) return null;
  return {
    value,
    low: edgesOfRank(histogram, rank).from,
    high: edgesOfRank(histogram, total - rank + 1).to,
  };
}

/**
 * `a - b` with its interval, from the intervals of both: the hybrid of Newcombe (1998, method 10) for shares, which holds
 * for any two independent estimates (Zou and Donner 2008, "MOVER"). Zero inside it: no real difference can be seen.
 */
export function differenceOf(a: Estimate, b: Estimate): Estimate {
  return {
    value: a.value - b.value,
    low: a.value - b.value - Math.hypot(a.value - a.low, b.high - b.value),
    high: a.value - b.value + Math.hypot(a.high - a.value, b.value - b.low),
  };
}

export function isReal({ low, high }: Estimate): boolean {
  return low > 0 || high < 0;
}

/** From here on the normal approximation of the binomial is exact to the rank. */
const LARGE = 400;

/** The largest rank r with P(fewer than r of `total` fair coins show heads) at most 2.5 %; null when there is none. */
function lowerRank(total: number): number | null {
  if (total > LARGE) return Math.floor((total - Z * Math.sqrt(total)) / 2);
  let probability = 0.5 ** total;
  let below = probability;
  let rank = 0;
  while (below <= TAIL && rank < total) {
    rank += 1;
    probability *= (total - rank + 1) / rank;
    below += probability;
  }
  return rank === 0 ? null : rank;
}
