import type { BuyableWeeks } from '../buyable-weeks.ts';

/**
 * The mean of the last `window` weeks without their season, after each week; the season is put back where weeks are
 * forecast. Units a week; of as many weeks as there are.
 */
export function seasonalMeanLevels({ units, weights }: BuyableWeeks, window: number): Float64Array {
  const levels = new Float64Array(units.length);
  let sold = 0;
  let buyable = 0;
  for (let week = 0; week < units.length; week += 1) {
    sold += units[week] ?? 0;
    buyable += weights[week] ?? 1;
    if (week >= window) {
      sold -= units[week - window] ?? 0;
      buyable -= weights[week - window] ?? 1;
    }
    // Sums of fractions that come and go leave a trace of rounding.
    levels[week] = Math.max(0, sold) / buyable;
  }
  return levels;
}
