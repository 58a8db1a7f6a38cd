import type { DemandForecast } from '#app/domain/inventory/demand-forecast.ts';
import { gamma, type Random } from '#app/domain/inventory/demand/random.ts';

/** A forecast by days: weeks are split into seven equal parts, which a constant dispersion allows (the parts add up to the week). */
export interface DailyDemand {
  /** Expected units from now until the end of day index − 1, today being day 0: `upTo[0]` = 0. */
  upTo: Float64Array;
  /** Days that it reaches. */
  days: number;
  /** Variance ÷ mean of any stretch of it, given the level. */
  dispersion: number;
  levelCv: number;
}

/**
 * Splits a forecast. `daysIn`: days, whole and parts, from the start of its first week until now; beyond its last week that
 * week's mean goes on.
 */
export function dailyDemand(
  { weeklyMean, dispersion, levelCv }: DemandForecast,
  { daysIn, days }: { daysIn: number; days: number },
): DailyDemand {
  const upTo = new Float64Array(days + 1);
  const firstDay = Math.floor(daysIn);
  const last = weeklyMean.length - 1;
  for (let day = 0; day < days; day += 1) {
    const week = Math.min(last, Math.max(0, Math.floor((firstDay + day) / 7)));
    const share = day === 0 ? firstDay + 1 - daysIn : 1;
    upTo[day + 1] = (upTo[day] ?? 0) + ((weeklyMean[week] ?? 0) / 7) * share;
  }
  return { upTo, days, dispersion: Math.max(1, dispersion), levelCv };
}

/** Expected units of the days from `from` to `until` − 1; days beyond its reach count nothing. */
export function expectedUnits({ upTo, days }: DailyDemand, from: number, until: number): number {
  return (upTo[Math.min(until, days)] ?? 0) - (upTo[Math.min(from, days)] ?? 0);
}

/** What is not known of a level grows by so much of its variance a week ahead: the level moves on as it has moved. */
const WANDERING_A_WEEK = 0.03;

/** Deviation ÷ mean of the mean level of the next `days` days. */
export function levelCvOver({ levelCv }: Pick<DailyDemand, 'levelCv'>, days: number): number {
  return levelCv * Math.sqrt(1 + (WANDERING_A_WEEK * days) / 7);
}

/** How far above or below its forecast the level of the next `days` days lies in one future. */
export function drawLevel(
  demand: DailyDemand,
  { days, random }: { days: number; random: Random },
): number {
  const cv = levelCvOver(demand, days);
  return cv > 0 ? gamma(random, cv ** -2, cv ** 2) : 1;
}

/** Days that so many units are expected to last; as many as it reaches where they last longer. */
export function daysLasting({ upTo, days }: DailyDemand, units: number): number {
  let [low, high] = [0, days];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((upTo[middle] ?? 0) >= units) high = middle;
    else low = middle + 1;
  }
  return low;
}
