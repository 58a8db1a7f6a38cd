import { negativeBinomial, type Random } from '#app/domain/inventory/demand/random.ts';
import {
  orderUpTo,
  type Future,
  type OrderRules,
} from '#app/domain/inventory/replenish/order-up-to.ts';
import { drawArrivals, type DrawnArrival } from './arrivals.ts';
import { drawLevel, expectedUnits } from './daily-demand.ts';
import { afterOwed } from './owed.ts';
import { FUTURES, type Stock } from './stock-out.ts';
import { drawDay, type WeightedDays } from './weighted-days.ts';

/** An order that is placed on a day (from today = 0) and has to last until the next one comes. */
export interface OrderCase {
  orderOn: number;
  lead: WeightedDays;
  reviewDays: number;
}

/** One future from today until the order after the next comes, cut where something arrives: periods of unequal length. */
interface CutFuture extends Future {
  stillOwed: number;
}

/**
 * The quantity to order on that day: with what is on hand and underway it lasts, in a share `serviceLevel` of the futures, from
 * its own arrival until the next order's. What is owed and no arrival covers is added.
 */
export function orderQuantity(
  stock: Stock,
  order: OrderCase & { serviceLevel: number; random: Random; rules: OrderRules },
): { pieces: number; ordered: number } {
  const futures = drawFutures(stock, order).map(({ demand, arriving, arrivesIn, stillOwed }) => ({
    arriving,
    arrivesIn,
    demand: demand.map((units, period) => (period === arrivesIn ? units + stillOwed : units)),
  }));
  const asked = {
    futures,
    onHand: stock.onHand,
    reviewPeriods: longestWindow(futures),
    serviceLevel: order.serviceLevel,
  };
  return { pieces: orderUpTo(asked), ordered: orderUpTo({ ...asked, rules: order.rules }) };
}

function drawFutures(stock: Stock, order: OrderCase & { random: Random }): CutFuture[] {
  return Array.from({ length: FUTURES }, () => drawFuture(stock, order));
}

function drawFuture(
  { demand, owed, arrivals }: Stock,
  { orderOn, lead, reviewDays, random }: OrderCase & { random: Random },
): CutFuture {
  const comesOn = orderOn + drawDay(lead, random);
  const end = comesOn + reviewDays;
  const level = drawLevel(demand, { days: end, random });
  const { left, stillOwed } = afterOwed(drawArrivals(arrivals, { days: end, random }), owed);
  const cuts = cutsOf(left, { comesOn, end });
  const arriving = cuts.map((cut) =>
    left.reduce((sum, { day, quantity }) => (day === cut ? sum + quantity : sum), 0),
  );
  const units = cuts.map((cut, index) =>
    negativeBinomial(random, {
      mean: level * expectedUnits(demand, cut, cuts[index + 1] ?? end),
      dispersion: demand.dispersion,
    }),
  );
  return { demand: units, arriving, arrivesIn: cuts.indexOf(comesOn), stillOwed };
}

/** The days on which a period begins, ascending: today, the order's arrival, and the arrivals before the end. */
function cutsOf(
  arrivals: readonly DrawnArrival[],
  { comesOn, end }: { comesOn: number; end: number },
): number[] {
  const cuts = comesOn > 0 ? [0, comesOn] : [0];
  for (const { day } of arrivals) if (day < end && !cuts.includes(day)) cuts.push(day);
  return cuts.length > 2 ? cuts.sort((a, b) => a - b) : cuts;
}

/** Periods from an order's arrival until its end, in the future with the most; the others have none after theirs. */
function longestWindow(futures: readonly Future[]): number {
  return futures.reduce(
    (most, { demand, arrivesIn }) => Math.max(most, demand.length - arrivesIn),
    1,
  );
}
