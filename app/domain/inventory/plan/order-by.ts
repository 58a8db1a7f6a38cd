import type { Random } from '#app/domain/inventory/demand/random.ts';
import { drawArrivals } from './arrivals.ts';
import { drawLevel } from './daily-demand.ts';
import { afterOwed } from './owed.ts';
import { firstMiss, missFrom, type Miss } from './stock-path.ts';
import { daysOfStock, FUTURES, type Stock } from './stock-out.ts';
import { drawDay, type WeightedDays } from './weighted-days.ts';

/** When to order, in days from today, and what it costs not to order today. */
export interface OrderTime {
  /**
   * The day on which to order: with a chance to order every `reviewDays` the last one of which the next is surely too late.
   * Infinity: no need within the days of the demand.
   */
  orderBy: number;
  /** The last day on which an order, were it placed then, still comes in time; Infinity as above. */
  lastDay: number;
  /** Units expected to be missed between the arrival of an order of today and that of one of the next chance. */
  unitsMissed: number;
}

/**
 * The last day on which an order still comes in time with probability `serviceLevel`: in each future, from the first day on
 * which a unit is missed that an order of today could have saved, back by that future's lead time; of these days the one
 * that a share 1 − serviceLevel of the futures comes before. Whoever orders only every `reviewDays` has one chance in each such
 * stretch, so the day to order is the first of the stretch that ends there. Never before today.
 */
export function orderTime(
  stock: Stock,
  {
    lead,
    reviewDays,
    serviceLevel,
    random,
  }: { lead: WeightedDays; reviewDays: number; serviceLevel: number; random: Random },
): OrderTime {
  const spare = new Float64Array(FUTURES);
  let unitsMissed = 0;
  const daysLooked = daysOfStock(stock);
  for (let future = 0; future < FUTURES; future += 1) {
    const since = drawDay(lead, random);
    const miss = drawMiss(stock, { since, daysLooked, random });
    spare[future] = miss.day - since;
    unitsMissed += miss.unitsUntil(since + reviewDays) / FUTURES;
  }
  spare.sort();
  const tooLate = Math.floor((1 - serviceLevel) * FUTURES + 1e-9);
  const lastDay = spare[tooLate] ?? Infinity;
  return { lastDay, orderBy: Math.max(0, lastDay - (reviewDays - 1)), unitsMissed };
}

/** What is owed and no arrival covers waits for an order already. */
function drawMiss(
  { demand, onHand, owed, arrivals }: Stock,
  { since, daysLooked, random }: { since: number; daysLooked: number; random: Random },
): Miss {
  const drawn = drawArrivals(arrivals, { days: demand.days, random });
  const { left, stillOwed } = afterOwed(drawn, owed);
  if (stillOwed > 0) {
    return missFrom({
      demand,
      level: drawLevel(demand, { days: daysLooked, random }),
      day: since,
      wasEmpty: true,
      restocked: demand.days,
    });
  }
  return firstMiss({ demand, onHand, arrivals: left, daysLooked, random, since });
}
