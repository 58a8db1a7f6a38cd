import type { DemandForecast, DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import { forecastDemand } from '#app/domain/inventory/demand/forecast-demand.ts';
import { learnCategory } from '#app/domain/inventory/demand/learn-category.ts';

/** Forecasts the weeks after what is known of the series at `index`. */
export type Forecaster = (known: DemandHistory, index: number) => DemandForecast;

/**
 * Forecasts of the lead time's weeks as the product makes them, with all series as one category: what they have in common,
 * and how far each has a wave over the year of its own, is learned from these histories and then held.
 */
export function learnForecaster(
  histories: readonly DemandHistory[],
  leadWeeks: number,
  /** Left out: learned of these histories. A shorter past is replayed with what the whole one has taught. */
  waveVariance?: number,
): { forecast: Forecaster; waveVariance: number } {
  const learned = learnCategory(histories);
  const category = waveVariance === undefined ? learned : { ...learned, waveVariance };
  return {
    forecast: (history) => forecastDemand({ history, category, weeks: leadWeeks }),
    waveVariance: category.waveVariance,
  };
}
