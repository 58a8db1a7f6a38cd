import type { DemandForecast } from '#app/domain/inventory/demand-forecast.ts';
import { countQuantile, type CountDistribution } from './negative-binomial.ts';
import { gamma, negativeBinomial, type Random } from './random.ts';

/**
 * Demand of the first `weeks` weeks together; a fraction is that part of the next week. What is not known of the level does
 * not average out over weeks: its variance grows with the square of the mean. Matched on mean and variance. Beyond the
 * forecast's weeks nothing is added.
 */
export function demandOf(forecast: DemandForecast, weeks: number): CountDistribution {
  let mean = 0;
  for (const [week, weekly] of forecast.weeklyMean.entries()) {
    if (week >= weeks) break;
    mean += weekly * Math.min(1, weeks - week);
  }
  return { mean, dispersion: forecast.dispersion + forecast.levelCv ** 2 * mean };
}

/** The smallest number of units that demand of the first `weeks` weeks stays within with probability `p`. */
export function demandQuantile(
  forecast: DemandForecast,
  { weeks, p }: { weeks: number; p: number },
): number {
  return countQuantile(demandOf(forecast, weeks), p);
}

/** One future: units of each week, all with the same level. */
export function sampleWeeks(forecast: DemandForecast, random: Random): number[] {
  const { weeklyMean, dispersion, levelCv } = forecast;
  const shape = 1 / levelCv ** 2;
  const level = levelCv > 0 ? gamma(random, shape, 1 / shape) : 1;
  return weeklyMean.map((mean) => negativeBinomial(random, { mean: mean * level, dispersion }));
}
