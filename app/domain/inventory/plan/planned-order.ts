import type { Random } from '#app/domain/inventory/demand/random.ts';
import type { PlanContext, SupplierFacts } from '#app/domain/inventory/plan-facts.ts';
import { addDays } from '#app/domain/shared/iso-days.ts';
import { orderTime } from './order-by.ts';
import { orderQuantity } from './order-quantity.ts';
import { reviewDaysOf } from './review-days.ts';
import type { Stock } from './stock-out.ts';
import type { WeightedDays } from './weighted-days.ts';

/** What to order and when. */
export interface PlannedOrder {
  /** ISO dates; null: no need, or not known. `lastDayOn`: the last day on which an order still comes in time. */
  orderByOn: string | null;
  lastDayOn: string | null;
  /** Before and after packs and minimum. */
  pieces: number;
  quantity: number;
  /** Units expected to be missed if nothing is ordered until the next chance; null: not known. */
  missed: number | null;
}

export const NO_ORDER: PlannedOrder = {
  orderByOn: null,
  lastDayOn: null,
  pieces: 0,
  quantity: 0,
  missed: null,
};

/** Until the shop's own past has chosen one. */
const ASSUMED_SERVICE = 0.9;

/** The chance of no stock-out that orders aim at, kept where 400 futures can tell it. */
export function serviceLevelOf({ category }: Pick<PlanContext, 'category'>): number {
  return Math.min(0.99, Math.max(0.5, category?.serviceLevel ?? ASSUMED_SERVICE));
}

/** An order that would come to nothing is none. */
export function planOrder(
  stock: Stock,
  {
    supplier,
    lead,
    context,
    random,
  }: { supplier: SupplierFacts; lead: WeightedDays; context: PlanContext; random: Random },
): PlannedOrder {
  const reviewDays = reviewDaysOf(supplier);
  const serviceLevel = serviceLevelOf(context);
  const { orderBy, lastDay, unitsMissed } = orderTime(stock, {
    lead,
    reviewDays,
    serviceLevel,
    random,
  });
  const none = { ...NO_ORDER, missed: unitsMissed };
  if (orderBy > context.horizonDays) return none;
  const { pieces, ordered } = orderQuantity(stock, {
    // Whoever has a chance only every so often may have it as late as this.
    orderOn: lastDay,
    lead,
    reviewDays,
    serviceLevel,
    random,
    rules: {
      packSize: Math.max(1, Math.floor(supplier.packSize)),
      minimumQuantity: supplier.minimumQuantity,
    },
  });
  if (ordered === 0) return none;
  return {
    orderByOn: addDays(context.today, orderBy),
    lastDayOn: addDays(context.today, lastDay),
    pieces,
    quantity: ordered,
    missed: unitsMissed,
  };
}
