import type { DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import { isoWeekSlots } from './iso-weeks.ts';

/**
 * The weeks of a history in which the variant could be bought at all, oldest first, without its season. Weeks out of stock
 * are missing: they are not here, and time does not pass in them.
 */
export interface BuyableWeeks {
  /** Units sold in the week ÷ the season's factor. */
  units: Float64Array;
  /** Share of the week in which it could be bought, above 0 and at most 1. */
  weights: Float64Array;
}

/** `season`: 53 factors by ISO week; null = none. A share beyond 0 to 1 is brought back; units that are no number are none. */
export function buyableWeeks(
  history: DemandHistory,
  season: readonly number[] | null,
): BuyableWeeks & {
  /** The season's factor of each of these weeks. */
  factors: Float64Array;
} {
  const length = history.units.length;
  const units = new Float64Array(length);
  const weights = new Float64Array(length);
  const factors = new Float64Array(length);
  const slots = season === null ? null : isoWeekSlots(history.from, length);
  let count = 0;
  for (let week = 0; week < length; week += 1) {
    const weight = Math.min(1, history.inStock[week] ?? 0);
    if (!(weight > 0)) continue;
    const factor = season === null || slots === null ? 1 : (season[slots[week] ?? 0] ?? 1);
    const sold = history.units[week] ?? 0;
    units[count] = sold > 0 && Number.isFinite(sold) ? sold / factor : 0;
    weights[count] = weight;
    factors[count] = factor;
    count += 1;
  }
  return {
    units: units.subarray(0, count),
    weights: weights.subarray(0, count),
    factors: factors.subarray(0, count),
  };
}
