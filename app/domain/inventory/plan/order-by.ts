import type { Random } from '#app/domain/inventory/demand/random.ts';
import { drawArrivals } from './arrivals.ts';
import { afterOwed } from './owed.ts';
import { missedOn } from './stock-path.ts';
import { FUTURES, type Stock } from './stock-out.ts';
import { drawDay, type WeightedDays } from './weighted-days.ts';

/** When to order, in days from today. */
export interface OrderTime {
  /** The day on which to order: with a chance to order every `reviewDays` the last one of which the next is surely too late. */
  orderBy: number;
  /** The last day on which an order, were it placed then, still comes in time. */
  lastDay: number;
}

/**
 * The last day on which an order still comes in time with probability `serviceLevel`: in each future, from the first day on
 * that a unit is missed which an order of today could have saved, back by that future's lead time; of these days the one
 * that a share 1 − serviceLevel of the futures comes before. Whoever orders only every `reviewDays` has one chance in each such
 * stretch, so the day to order is the first of the stretch that ends there. Never before today. Null: no need within the
 * days of the demand.
 */
export function orderTime(
  { demand, onHand, owed, arrivals }: Stock,
  {
    lead,
    reviewDays,
    serviceLevel,
    random,
  }: { lead: WeightedDays; reviewDays: number; serviceLevel: number; random: Random },
): OrderTime | null {
  const spare = new Float64Array(FUTURES);
  for (let future = 0; future < FUTURES; future += 1) {
    const leadDays = drawDay(lead, random);
    const drawn = drawArrivals(arrivals, { days: demand.days, random });
    const { left, stillOwed } = afterOwed(drawn, owed);
    const missed =
      stillOwed > 0
        ? leadDays
        : missedOn({ demand, onHand, arrivals: left, random, since: leadDays });
    spare[future] = missed - leadDays;
  }
  spare.sort();
  const lastDay =
    spare[Math.min(FUTURES - 1, Math.floor((1 - serviceLevel) * FUTURES + 1e-9))] ?? Infinity;
  if (lastDay === Infinity) return null;
  return { lastDay, orderBy: Math.max(0, lastDay - (reviewDays - 1)) };
}
