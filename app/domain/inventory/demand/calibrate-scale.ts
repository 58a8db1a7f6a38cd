import type { DemandForecast, DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import type { Cadence } from './cadence.ts';
import { forecastDemand, type LearnedDemand } from './forecast-demand.ts';
import { countCdf, countQuantile, type CountDistribution } from './negative-binomial.ts';
import { demandOf } from './predictive.ts';

/** How often weeks are held back. */
const TIMES = 3;
/** Quantiles whose coverage is to be met together. */
const COVERED = [0.9, 0.95, 0.99];
/** Under so many held-back sums coverage is chance. */
const LEAST_JUDGED = 60;
/** How far it goes, and by which factor a step: less is below what coverage of some hundreds can tell. */
const NARROWEST = 0.7;
const WIDEST = 1.6;
const STEP = 1.03;
/** Standard errors that a gap may have by chance. */
const CHANCE = 1;

interface Judged {
  forecast: DemandForecast;
  weeks: number;
  actual: number;
}

/**
 * By how much deviations must be rescaled so that forecasts of the last weeks, made without knowing them, cover what came as
 * often as they say. Counts jump, so coverage is held against what the distribution itself gives its quantile.
 */
export function calibrateScale(
  histories: readonly DemandHistory[],
  category: LearnedDemand,
  cadence: Cadence,
): number {
  const judged = histories.flatMap((history) => heldBack(history, category, cadence));
  if (judged.length < LEAST_JUDGED) return 1;
  const drift = driftOf(judged);
  const widens = coverageGap(judged, { scale: 1, drift }) < 0;
  let scale = 1;
  while (scale > NARROWEST && scale < WIDEST) {
    const gap = coverageGap(judged, { scale, drift });
    if (widens ? gap > -CHANCE : gap < CHANCE) break;
    scale = widens ? scale * STEP : scale / STEP;
  }
  return scale;
}

/** Only whole weeks in stock can be judged: nobody knows what the others would have sold. */
function heldBack(history: DemandHistory, category: LearnedDemand, cadence: Cadence): Judged[] {
  const { horizon } = cadence;
  const judged: Judged[] = [];
  for (let time = 1; time <= TIMES; time += 1) {
    const known = history.units.length - time * horizon;
    if (known < 2 * horizon) break;
    const coming = history.inStock.slice(known, known + horizon);
    if (coming.some((share) => share < 1)) continue;
    const forecast = forecastDemand({
      history: {
        from: history.from,
        units: history.units.slice(0, known),
        inStock: history.inStock.slice(0, known),
      },
      category,
      weeks: horizon,
      cadence,
    });
    const sold = history.units.slice(known, known + horizon);
    judged.push({ forecast, weeks: 1, actual: sold[0] ?? 0 });
    judged.push({
      forecast,
      weeks: horizon,
      actual: sold.reduce((sum, week) => sum + week, 0),
    });
  }
  return judged;
}

/** How much oftener sums came within the quantiles than they were to, in standard errors. */
function coverageGap(
  judged: readonly Judged[],
  { scale, drift }: { scale: number; drift: number },
): number {
  let gap = 0;
  let variance = 0;
  for (const { forecast, weeks, actual } of judged) {
    const distribution = rescaled(demandOf(forecast, weeks), { scale, drift });
    for (const p of COVERED) {
      const quantile = countQuantile(distribution, p);
      const share = countCdf(distribution, quantile);
      gap += (actual <= quantile ? 1 : 0) - share;
      // Quantiles of one sum, and the week within the month, are met together: as if they were one.
      variance += share * (1 - share) * COVERED.length * 2;
    }
  }
  return variance > 0 ? gap / Math.sqrt(variance) : 0;
}

function rescaled(
  { mean, dispersion }: CountDistribution,
  { scale, drift }: { scale: number; drift: number },
): CountDistribution {
  return { mean: mean * drift, dispersion: Math.max(1, dispersion * scale ** 2) };
}

/** What came ÷ what was expected. */
function driftOf(judged: readonly Judged[]): number {
  let came = 0;
  let expected = 0;
  for (const { forecast, weeks, actual } of judged) {
    came += actual;
    expected += demandOf(forecast, weeks).mean;
  }
  return expected > 0 && came > 0 ? came / expected : 1;
}
