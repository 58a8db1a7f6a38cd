import { buyableWeeks } from '#app/domain/inventory/demand/buyable-weeks.ts';
import type { Cadence } from '#app/domain/inventory/demand/cadence.ts';
import { dispersionOf, spreadSums } from '#app/domain/inventory/demand/dispersion.ts';
import {
  forecastDemand,
  type LearnedDemand,
} from '#app/domain/inventory/demand/forecast-demand.ts';
import { learnCategory } from '#app/domain/inventory/demand/learn-category.ts';
import type { CountDistribution } from '#app/domain/inventory/demand/negative-binomial.ts';
import { demandOf } from '#app/domain/inventory/demand/predictive.ts';
import type { DemandForecast, DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import { METHODS } from './methods.ts';
import type { Series } from './read-series.ts';

/** Months, judged by as many as are held back. */
export const MONTHLY: Cadence = { periodsPerYear: 12, horizon: 3 };

export interface Row {
  name: string;
  distributions: CountDistribution[];
}

/** A month is given to the product as if it were a week: only the season would see the difference, and months have none here. */
export function historyOf({ train }: Series): DemandHistory {
  return { from: '1998-01-05', units: train, inStock: train.map(() => 1) };
}

/** What the product does: all series are one category, learned from their training periods alone. */
export function selectedForecasts(series: readonly Series[]): {
  category: LearnedDemand;
  forecasts: DemandForecast[];
} {
  const histories = series.map(historyOf);
  const category = learnCategory(histories, MONTHLY);
  const forecasts = histories.map((history) =>
    forecastDemand({ history, category, weeks: 3, cadence: MONTHLY }),
  );
  return { category, forecasts };
}

/** Ours first; then zero; then each method's level with a negative binomial around it. */
export function distributionRows(
  series: readonly Series[],
  { category, forecasts }: { category: LearnedDemand; forecasts: readonly DemandForecast[] },
): Row[] {
  const weeks = series.map((each) => buyableWeeks(historyOf(each), null));
  const dispersions = weeks.map((each) => dispersionOf(spreadSums(each), category.dispersion));
  const ses = METHODS.find(({ name }) => name === 'SES(0.15)');
  return [
    {
      name: 'ours, selected',
      distributions: forecasts.map((forecast) => demandOf(forecast, 1)),
    },
    { name: 'zero', distributions: series.map(() => ({ mean: 0, dispersion: 1 })) },
    {
      name: 'SES(0.15), variance of the series',
      distributions: weeks.map((each, at) => {
        const mean = ses?.level(each) ?? 0;
        return { mean, dispersion: varianceOf(series[at]?.train ?? []) / mean };
      }),
    },
    ...METHODS.map(({ name, level }) => ({
      name,
      distributions: weeks.map((each, at) => ({
        mean: level(each),
        dispersion: dispersions[at] ?? 1,
      })),
    })),
  ];
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
