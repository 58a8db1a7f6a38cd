import type { BuyableWeeks } from '../buyable-weeks.ts';
import { stepOf } from './ses.ts';

/**
 * Teunter, Syntetos and Babai 2011: the chance of a sale, smoothed every week, × the size of a sale, smoothed on sales. It
 * decays while nothing sells, so what is dying is seen. The level after each week; 0 before the first sale.
 *
 * `first_demand`: begins at the first sale with chance 1 ÷ (weeks until and with it), as published. `first_week`: the chance
 * is smoothed from the first week on (statsforecast).
 */
export function tsbLevels(
  { units, weights }: BuyableWeeks,
  { alpha, start }: { alpha: number; start: 'first_demand' | 'first_week' },
): Float64Array {
  const levels = new Float64Array(units.length);
  let chance = 0;
  let size = 0;
  let elapsed = 0;
  for (let week = 0; week < units.length; week += 1) {
    const weight = weights[week] ?? 1;
    const sold = units[week] ?? 0;
    elapsed += weight;
    // A sale in half a week is twice as many a week, and counts half.
    const sales = sold > 0 ? 1 / weight : 0;
    const step = stepOf(alpha, weight);
    if (size === 0 && start === 'first_demand') chance = sold > 0 ? 1 / elapsed : 0;
    else chance = week === 0 ? sales : step * sales + (1 - step) * chance;
    if (sold > 0) size = size === 0 ? sold : alpha * sold + (1 - alpha) * size;
    levels[week] = chance * size;
  }
  return levels;
}
