import { forecastDemand } from '#app/domain/inventory/demand/forecast-demand.ts';
import type { DemandForecast } from '#app/domain/inventory/demand-forecast.ts';
import type { PlanContext, VariantFacts } from '#app/domain/inventory/plan-facts.ts';
import type { PlanGap } from '#app/domain/inventory/variant-plan.ts';
import { startOfDay } from '#app/domain/shared/day-in-zone.ts';
import { addDays, daysFrom } from '#app/domain/shared/iso-days.ts';
import { dailyDemand, type DailyDemand } from './daily-demand.ts';
import { levelNow } from './level-now.ts';
import { daysBetween } from './plan-days.ts';

/** What will be asked for from now on, and what has been so far. */
export interface ComingDemand {
  forecast: DemandForecast;
  daily: DailyDemand;
  /** Expected units a week over the next four weeks. */
  weekly: number;
  /** Units that were expected by now in the week that is not over. */
  expectedSoFar: number;
  /** Weeks, whole and parts, in which it could be bought and in which it could not. */
  weeksInStock: number;
  weeksOut: number;
  gaps: PlanGap[];
}

/** Forecasts a variant for so many days from now. `isInStock`: it can be bought now. */
export function comingDemand(
  { history, unitsThisWeek }: Pick<VariantFacts, 'history' | 'unitsThisWeek'>,
  {
    category,
    today,
    now,
    timeZone,
    days,
    isInStock,
  }: Pick<PlanContext, 'category' | 'today' | 'now' | 'timeZone'> & {
    days: number;
    isInStock: boolean;
  },
): ComingDemand {
  const begins = addDays(history.from, 7 * history.units.length);
  const ofToday = Math.min(0.99, Math.max(0, daysBetween(startOfDay(today, timeZone), now)));
  const daysIn = Math.max(0, daysFrom(begins, today) + ofToday);
  const weeks = Math.ceil((daysIn + Math.max(days, 35)) / 7);
  const usual = forecastDemand({ history, category, weeks });
  const forecast = levelNow(usual, { units: unitsThisWeek, daysIn, isInStock });
  const week = Math.floor(daysIn / 7);
  const coming = forecast.weeklyMean.slice(week, week + 4);
  const weeksInStock = history.inStock.reduce((sum, share) => sum + share, 0);
  return {
    forecast,
    daily: dailyDemand(forecast, { daysIn, days }),
    weekly: coming.reduce((sum, mean) => sum + mean, 0) / Math.max(1, coming.length),
    expectedSoFar: ((usual.weeklyMean[0] ?? 0) * Math.min(7, daysIn)) / 7,
    weeksInStock,
    weeksOut: history.inStock.length - weeksInStock,
    gaps: historyGaps({ history, unitsThisWeek, pooled: forecast.pooled }),
  };
}

function historyGaps({
  history,
  unitsThisWeek,
  pooled,
}: Pick<VariantFacts, 'history' | 'unitsThisWeek'> & Pick<DemandForecast, 'pooled'>): PlanGap[] {
  const gaps: PlanGap[] = [];
  const sold = history.units.reduce((sum, units) => sum + units, unitsThisWeek);
  if (pooled === 'under_eight_weeks') gaps.push('short_history');
  if (sold <= 0) gaps.push('never_sold');
  if (sold === 1) gaps.push('one_sale');
  return gaps;
}
