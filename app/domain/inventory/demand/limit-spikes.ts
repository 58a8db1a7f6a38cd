import type { BuyableWeeks } from './buyable-weeks.ts';

/** The two weeks to each side may belong to the same spike; the eight beyond them are what is usual. */
const NEAR = 3;
const FAR = 10;
/** Buyable weeks on each side without which nothing is usual: what began three weeks ago may have come to stay. */
const LEAST_SIDE = 2;
/** Units a week from which on sales are regular; what sells rarely sells in lumps. */
const REGULAR_FROM = 1;
/** Times the usual, and deviations more, that a week may be. */
const TIMES = 2;
const DEVIATIONS = 3;

/**
 * Weeks that stood out far from those before and after them, a promotion or one buyer's bulk order, count for three times
 * the usual and three deviations at most, so that a level does not stay lifted long after. `dispersion`: variance ÷ mean.
 */
export function limitSpikes<Weeks extends BuyableWeeks>(weeks: Weeks, dispersion: number): Weeks {
  const { units, weights } = weeks;
  const soldBefore = runningSums(units);
  const buyableBefore = runningSums(weights);
  const within = (week: number) => Math.max(0, Math.min(week, units.length));
  const between = (sums: Float64Array, from: number, to: number) =>
    (sums[within(to)] ?? 0) - (sums[within(from)] ?? 0);
  const limited = units.map((sold, week) => {
    const weight = weights[week] ?? 1;
    if (sold <= TIMES * REGULAR_FROM * weight || week < NEAR) return sold;
    const before = between(buyableBefore, week - FAR, week - NEAR + 1);
    const after = between(buyableBefore, week + NEAR, week + FAR + 1);
    if (before < LEAST_SIDE || after < LEAST_SIDE) return sold;
    const around =
      between(soldBefore, week - FAR, week - NEAR + 1) +
      between(soldBefore, week + NEAR, week + FAR + 1);
    const usual = around / (before + after);
    if (usual < REGULAR_FROM) return sold;
    return Math.min(sold, weight * (TIMES * usual + DEVIATIONS * Math.sqrt(dispersion * usual)));
  });
  return { ...weeks, units: limited };
}

/** Of all before each index; one longer than the values. */
function runningSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let at = 0; at < values.length; at += 1) {
    sums[at + 1] = (sums[at] ?? 0) + (values[at] ?? 0);
  }
  return sums;
}
