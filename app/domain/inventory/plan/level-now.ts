import type { DemandForecast } from '#app/domain/inventory/demand-forecast.ts';

/** One week says no more than that: half or double. */
const MOST_SHIFT = 2;

/**
 * A forecast told what has sold in the week that is not over: its level is a gamma variate, which units sold in a known time
 * update in closed form (each counts for 1 ÷ dispersion, as for the forecast itself). `daysIn`: days of the forecast's time
 * that have passed. Unchanged where the level is known, where nothing is expected, and where it cannot be bought now: then no
 * sale says nothing.
 */
export function levelNow(
  forecast: DemandForecast,
  { units, daysIn, isInStock }: { units: number; daysIn: number; isInStock: boolean },
): DemandForecast {
  const { weeklyMean, dispersion, levelCv } = forecast;
  const expected = ((weeklyMean[0] ?? 0) * Math.min(7, daysIn)) / 7;
  if (levelCv <= 0 || expected <= 0 || !isInStock) return forecast;
  const shape = levelCv ** -2;
  const known = shape + expected / dispersion;
  const shift = (shape + units / dispersion) / known;
  const factor = Math.min(MOST_SHIFT, Math.max(1 / MOST_SHIFT, shift));
  return {
    ...forecast,
    weeklyMean: weeklyMean.map((mean) => mean * factor),
    levelCv: known ** -0.5,
  };
}
