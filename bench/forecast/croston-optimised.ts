import type { BuyableWeeks } from '#app/domain/inventory/demand/buyable-weeks.ts';
import { optimisedSes } from '#app/domain/inventory/demand/methods/optimised-ses.ts';

const BRACKET = { low: 0.1, high: 0.3, tolerance: 1e-12 };

/** Croston with an α of its own for sizes and one for intervals, each by least squared error one step ahead (statsforecast). */
export function crostonOptimisedLevel({ units }: BuyableWeeks): number {
  const sizes: number[] = [];
  const intervals: number[] = [];
  let last = -1;
  for (const [week, sold] of units.entries()) {
    if (!(sold > 0)) continue;
    sizes.push(sold);
    intervals.push(week - last);
    last = week;
  }
  return sizes.length === 0 ? 0 : smoothed(sizes) / smoothed(intervals);
}

function smoothed(values: readonly number[]): number {
  const units = Float64Array.from(values);
  return optimisedSes({ units, weights: new Float64Array(units.length).fill(1) }, BRACKET).level;
}
