import {
  differenceOf,
  isReal,
  medianInterval,
  shareInterval,
  type Estimate,
} from '#app/domain/scorecards/intervals.ts';
import type { Step } from '#app/domain/scorecards/parcel-score.ts';
import { countOf, type ScoreTally } from '#app/domain/scorecards/score-tally.ts';
import { totalOf } from '#app/domain/scorecards/step-histogram.ts';

/** One measure of two carriers: `a` minus `b`, its interval, and whether it is a difference at all. */
export interface MeasuredDifference extends Estimate {
  isReal: boolean;
}

export interface Comparison {
  /** Median days of the step; null while one of them has ended it fewer than six times. */
  days: { a: number; b: number; difference: MeasuredDifference } | null;
  /** Share of promised days kept; null while one of them has none. */
  onTime: { a: number; b: number; difference: MeasuredDifference } | null;
  /** How often each has ended the step. */
  ended: { a: number; b: number };
  promises: { a: number; b: number };
}

/** What two of a kind differ in on the same lane, and what only seems to differ. See `intervals.ts` for the method. */
export function compare(a: ScoreTally, b: ScoreTally, step: Step): Comparison {
  const promised = (tally: ScoreTally) =>
    countOf(tally, 'promise_kept') + countOf(tally, 'promise_broken');
  const kept = (tally: ScoreTally) =>
    shareInterval(countOf(tally, 'promise_kept'), promised(tally));
  return {
    days: measured(medianInterval(a.steps[step]), medianInterval(b.steps[step])),
    onTime: measured(kept(a), kept(b)),
    ended: { a: totalOf(a.steps[step]), b: totalOf(b.steps[step]) },
    promises: { a: promised(a), b: promised(b) },
  };
}

function measured(
  a: Estimate | null,
  b: Estimate | null,
): { a: number; b: number; difference: MeasuredDifference } | null {
  if (a === null || b === null) return null;
  const difference = differenceOf(a, b);
  return { a: a.value, b: b.value, difference: { ...difference, isReal: isReal(difference) } };
}
