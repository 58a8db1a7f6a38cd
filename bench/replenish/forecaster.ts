import type { DemandForecast, DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import {
  forecastDemand,
  type LearnedDemand,
} from '#app/domain/inventory/demand/forecast-demand.ts';
import { learnCategory } from '#app/domain/inventory/demand/learn-category.ts';
import { learnWaveVariance, ownSeason } from '#app/domain/inventory/replenish/yearly-wave.ts';

/** Forecasts the weeks after what is known of the series at `index`. */
export type Forecaster = (known: DemandHistory, index: number) => DemandForecast;

/**
 * Forecasts of the lead time's weeks as the product makes them, with all series as one category: what they have in common,
 * and how far each has a wave over the year of its own, is learned from these histories and then held.
 */
export function learnForecaster(
  histories: readonly DemandHistory[],
  leadWeeks: number,
  waveVariance = learnWaveVariance(histories),
): { forecast: Forecaster; waveVariance: number } {
  const category = learnCategory(histories);
  const categories = histories.map((history): LearnedDemand => ({
    ...category,
    season: ownSeason(history, { season: category.season, waveVariance }),
  }));
  const forecast: Forecaster = (history, index) =>
    forecastDemand({ history, category: categories[index] ?? category, weeks: leadWeeks });
  return { forecast, waveVariance };
}
