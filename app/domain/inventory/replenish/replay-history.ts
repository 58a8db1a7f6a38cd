import type { DemandForecast, DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import { sampleWeeks } from '#app/domain/inventory/demand/predictive.ts';
import type { Random } from '#app/domain/inventory/demand/random.ts';
import type { ReplayedPeriod } from './choose-service-level.ts';

/** In stock the whole week, or what was wanted is not known. */
const KNOWN_SHARE = 0.99;

/**
 * The last `weeks` weeks of a history as they looked week by week: each is forecast from what was known before it. Weeks
 * before the history's `leastKnown` first ones are left out, so that a short history gives fewer.
 */
export function replayHistory(
  { from, units, inStock }: DemandHistory,
  {
    weeks,
    leastKnown,
    futures,
    random,
    forecast,
  }: {
    weeks: number;
    leastKnown: number;
    /** Futures drawn for each week. */
    futures: number;
    random: Random;
    /** From what was known; of as many weeks as are looked at. */
    forecast: (known: DemandHistory) => DemandForecast;
  },
): ReplayedPeriod[] {
  const first = Math.max(leastKnown, units.length - weeks);
  return Array.from({ length: Math.max(0, units.length - first) }, (_, index) => {
    const end = first + index;
    const coming = forecast({ from, units: units.slice(0, end), inStock: inStock.slice(0, end) });
    return {
      futures: Array.from({ length: futures }, () => sampleWeeks(coming, random)),
      demand: (inStock[end] ?? 0) >= KNOWN_SHARE ? (units[end] ?? null) : null,
    };
  });
}
