import type { BuyableWeeks } from './buyable-weeks.ts';
import { sesLevels } from './methods/ses.ts';

const ALPHA = 0.1;
/** What the category's dispersion counts for, in expected units of own sales. */
const PRIOR_UNITS = 60;
/** Weeks before the level is worth comparing with. */
const WARM_UP = 6;

/** Squared errors of a slow level one week ahead, and what was expected, in sums: their ratio is variance ÷ mean. */
export interface SpreadSums {
  squares: number;
  expected: number;
}

export function spreadSums(weeks: BuyableWeeks & { factors: Float64Array }): SpreadSums {
  const levels = sesLevels(weeks, ALPHA);
  const sums = { squares: 0, expected: 0 };
  for (let week = WARM_UP; week < weeks.units.length; week += 1) {
    const factor = weeks.factors[week] ?? 1;
    const expected = (levels[week - 1] ?? 0) * factor * (weeks.weights[week] ?? 1);
    const error = (weeks.units[week] ?? 0) * factor - expected;
    sums.squares += error * error;
    sums.expected += expected;
  }
  // A smoothed level errs by itself: its variance is α ÷ (2 − α) of a week's.
  sums.squares *= 1 - ALPHA / 2;
  return sums;
}

/** Variance ÷ mean of a variant's week: its own, leaning on its category's until enough units were expected; at least 1. */
export function dispersionOf({ squares, expected }: SpreadSums, ofCategory: number): number {
  return Math.max(1, (squares + PRIOR_UNITS * ofCategory) / (expected + PRIOR_UNITS));
}
