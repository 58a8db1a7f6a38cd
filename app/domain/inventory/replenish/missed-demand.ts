import type { DemandForecast } from '#app/domain/inventory/demand-forecast.ts';
import { countCdf } from '#app/domain/inventory/demand/negative-binomial.ts';
import { demandOf } from '#app/domain/inventory/demand/predictive.ts';

/** Below such a chance the forecast was wrong, and says nothing of how much more it was. */
const LEAST_CHANCE = 1e-4;

/**
 * What a week probably wanted in which all was sold and more was asked for: the mean of what its forecast, the first week
 * of `forecast`, gives beyond what was sold. Always above `sold`. Leaving such weeks out instead would leave out the best
 * ones, and every forecast after them would be too low.
 */
export function expectedAbove(forecast: DemandForecast, sold: number): number {
  const week = demandOf(forecast, 1);
  const most = Math.floor(sold);
  let below = 0;
  let chance = 0;
  for (let units = 0; units <= most; units += 1) {
    const upTo = countCdf(week, units);
    below += units * (upTo - chance);
    chance = upTo;
  }
  if (!(week.mean > 0) || 1 - chance < LEAST_CHANCE) return most + 1;
  return Math.max(most + 1, (week.mean - below) / (1 - chance));
}
