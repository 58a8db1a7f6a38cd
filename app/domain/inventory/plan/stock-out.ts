import type { Random } from '#app/domain/inventory/demand/random.ts';
import type { DateRange } from '#app/domain/inventory/variant-plan.ts';
import { drawArrivals, type ExpectedArrival } from './arrivals.ts';
import { chanceSold } from './chance-sold.ts';
import { countedFutures } from './counted-futures.ts';
import { daysLasting, type DailyDemand } from './daily-demand.ts';
import { dateRange, dayBy, type ShareBy } from './day-range.ts';
import { afterOwed } from './owed.ts';
import { emptiedOn } from './stock-path.ts';

/** Futures drawn for one variant. */
export const FUTURES = 300;

export interface Stock {
  demand: DailyDemand;
  /** At least 0. */
  onHand: number;
  /** Units sold that wait for the next arrivals. */
  owed: number;
  arrivals: readonly ExpectedArrival[];
}

/**
 * When stock runs out if nothing more is ordered, the day on which its last piece goes. Where nothing is underway the chance is
 * worked out; otherwise demand, its level and the arrivals' days are drawn together.
 */
export function stockOutOn(
  stock: Stock,
  { today, horizon, random }: { today: string; horizon: number; random: Random },
): DateRange {
  const isAlone = stock.arrivals.every(({ when }) => when === null);
  return dateRange(isAlone ? emptiedBy(stock) : drawnBy(stock, { horizon, random }), {
    today,
    horizon,
  });
}

/** Days that what is on hand lasts in the median future, today counted, arrivals not; null: longer than the horizon. */
export function coverDays(
  stock: Pick<Stock, 'demand' | 'onHand'>,
  { horizon }: { horizon: number },
): number | null {
  if (stock.onHand <= 0) return 0;
  const day = dayBy(emptiedBy(stock), 0.5, horizon - 1);
  return day === Infinity ? null : day + 1;
}

function emptiedBy({ demand, onHand }: Pick<Stock, 'demand' | 'onHand'>): ShareBy {
  return (day) => chanceSold(demand, { units: onHand, days: day + 1 });
}

function drawnBy(
  { demand, onHand, owed, arrivals }: Stock,
  { horizon, random }: { horizon: number; random: Random },
): ShareBy {
  const days = new Float64Array(FUTURES);
  const daysLooked = daysOfStock({ demand, onHand, owed, arrivals });
  for (let future = 0; future < FUTURES; future += 1) {
    const { left } = afterOwed(drawArrivals(arrivals, { days: demand.days, random }), owed);
    days[future] = emptiedOn({ demand, onHand, arrivals: left, daysLooked, random });
  }
  return countedFutures(days, horizon);
}

/** Days that what is on hand and underway, less what is owed, is expected to last. */
export function daysOfStock({ demand, onHand, owed, arrivals }: Stock): number {
  const underway = arrivals.reduce(
    (sum, { when, quantity }) => (when === null ? sum : sum + quantity),
    0,
  );
  return daysLasting(demand, onHand + underway - owed);
}
