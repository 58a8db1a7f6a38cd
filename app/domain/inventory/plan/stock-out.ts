import type { Random } from '#app/domain/inventory/demand/random.ts';
import type { DateRange } from '#app/domain/inventory/variant-plan.ts';
import { drawArrivals, type ExpectedArrival } from './arrivals.ts';
import type { DailyDemand } from './daily-demand.ts';
import { dateRange, dayRange } from './day-range.ts';
import { afterOwed } from './owed.ts';
import { emptiedOn } from './stock-path.ts';

/** Futures drawn for one variant. */
export const FUTURES = 400;

export interface Stock {
  demand: DailyDemand;
  /** At least 0. */
  onHand: number;
  /** Units sold that wait for the next arrivals. */
  owed: number;
  arrivals: readonly ExpectedArrival[];
}

/** When stock runs out if nothing more is ordered: demand, its level and the arrivals' days drawn together. */
export function stockOutOn(
  { demand, onHand, owed, arrivals }: Stock,
  { today, horizon, random }: { today: string; horizon: number; random: Random },
): DateRange {
  const days = new Float64Array(FUTURES);
  for (let future = 0; future < FUTURES; future += 1) {
    const { left } = afterOwed(drawArrivals(arrivals, { days: demand.days, random }), owed);
    days[future] = emptiedOn({ demand, onHand, arrivals: left, random });
  }
  return dateRange(days, { today, horizon });
}

/** Days that what is on hand lasts in the median future, today counted, arrivals not; null: longer than the horizon. */
export function coverDays(
  { demand, onHand }: Pick<Stock, 'demand' | 'onHand'>,
  { horizon, random }: { horizon: number; random: Random },
): number | null {
  if (onHand <= 0) return 0;
  const days = new Float64Array(FUTURES);
  for (let future = 0; future < FUTURES; future += 1) {
    days[future] = emptiedOn({ demand, onHand, arrivals: [], random });
  }
  const { p50 } = dayRange(days, horizon - 1);
  return p50 === null ? null : p50 + 1;
}
