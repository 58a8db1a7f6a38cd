import type { BuyableWeeks } from '../buyable-weeks.ts';

/**
 * Croston 1972: sizes of sales and the weeks between them, each smoothed by α; the level after each week is size ÷ interval.
 * The first interval runs from the history's beginning (statsforecast). 0 before the first sale.
 */
export function crostonLevels({ units, weights }: BuyableWeeks, alpha: number): Float64Array {
  const levels = new Float64Array(units.length);
  let size = 0;
  let interval = 0;
  let elapsed = 0;
  let level = 0;
  for (let week = 0; week < units.length; week += 1) {
    elapsed += weights[week] ?? 1;
    const sold = units[week] ?? 0;
    if (sold > 0) {
      size = size === 0 ? sold : alpha * sold + (1 - alpha) * size;
      interval = interval === 0 ? elapsed : alpha * elapsed + (1 - alpha) * interval;
      elapsed = 0;
      level = size / interval;
    }
    levels[week] = level;
  }
  return levels;
}
