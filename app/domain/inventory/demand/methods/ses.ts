import type { BuyableWeeks } from '../buyable-weeks.ts';

/** The step of a part of a week: two halves move the level as far as one whole. */
export function stepOf(alpha: number, weight: number): number {
  return weight === 1 ? alpha : 1 - (1 - alpha) ** weight;
}

/**
 * Simple exponential smoothing: the level after each week, in units a week; f₁ = x₁, then f = αx + (1 − α)f (Brown 1959, as
 * in statsforecast).
 */
export function sesLevels({ units, weights }: BuyableWeeks, alpha: number): Float64Array {
  const levels = new Float64Array(units.length);
  let level = 0;
  for (let week = 0; week < units.length; week += 1) {
    const weight = weights[week] ?? 1;
    const rate = (units[week] ?? 0) / weight;
    const step = stepOf(alpha, weight);
    level = week === 0 ? rate : step * rate + (1 - step) * level;
    levels[week] = level;
  }
  return levels;
}
