import pg from 'pg';
import { businessDaysAfter, dayOf } from '#sandbox/payments/payout-days.ts';
import { MAKERS } from '#sandbox/world/planning/makers.ts';
import { STORE } from '#sandbox/world/planning/store.ts';
import { Random } from '#sandbox/world/random.ts';
import type { LivedShop } from './lived-shop.ts';

/** Money to a supplier on a local day (days since 1970-01-01), minor units. */
export interface RealBill {
  day: number;
  minor: number;
}

interface PlannedVariant {
  variantId: number;
  suggested: number;
  orderDay: number;
  weekly: number;
  leadDays: number;
  coverDays: number | null;
}

const { country } = STORE;
const DAYS = 91;
const REVIEW_DAYS = 7;

/**
 * What a merchant really pays who orders as the app asks: first what it suggests, on its day; then, each week, what has really
 * been sold of a variant since its stock came down to where it was when the first order was made. Lead times are drawn from
 * the makers' true ones, bills fall due by their terms.
 */
export async function billsOfFollowedPlan(
  sql: pg.Client,
  { seed, now, scene, truth }: LivedShop,
): Promise<RealBill[]> {
  const { rows } = await sql.query<PlannedVariant>(
    `select variant_id::float as "variantId", suggested, greatest(0, coalesce(order_by_on - planned_on, 0)) as "orderDay",
       (plan->'plan'->>'weeklyDemand')::float as weekly,
       coalesce((plan->'plan'->'leadTime'->>'p50')::float, 0) as "leadDays", cover_days as "coverDays"
     from variant_plans where shop_id = $1 and kind = 'stocked' and not is_dead order by variant_id`,
    [seed],
  );
  const today = dayOf(now.getTime(), country);
  const random = new Random(seed);
  const costOf = new Map(scene.variants.map((planned) => [planned.variant.id, planned]));
  // One order a maker and review, as one is made.
  const orders = new Map<string, { maker: keyof typeof MAKERS; day: number; minor: number }>();
  for (const plan of rows) {
    const planned = costOf.get(plan.variantId);
    if (planned === undefined || planned.maker === null) continue;
    const { sold, firstOn } = truth.demand(plan.variantId);
    const offset = today - Date.parse(firstOn) / 86_400_000;
    for (const { day, quantity } of ordersOf(plan, sold.slice(offset, offset + DAYS))) {
      const key = `${planned.maker} ${day}`;
      const order = orders.get(key) ?? { maker: planned.maker, day, minor: 0 };
      order.minor += quantity * planned.costMinor;
      orders.set(key, order);
    }
  }
  return [...orders.values()].flatMap(({ maker, day, minor }) => {
    const { depositBp, balanceDays, balanceFrom, leadDays } = MAKERS[maker];
    const ordered = today + day;
    const arrives = businessDaysAfter(ordered + leadDays(random), 0, country);
    const deposit = Math.round((minor * depositBp) / 10_000);
    const from = balanceFrom === 'ordered' ? ordered : arrives;
    return [
      { day: businessDaysAfter(ordered, 0, country), minor: deposit },
      { day: businessDaysAfter(from + balanceDays, 0, country), minor: minor - deposit },
    ];
  });
}

/** Orders of one variant by day from today. */
function ordersOf(
  { suggested, orderDay, weekly, leadDays, coverDays }: PlannedVariant,
  sold: readonly number[],
): { day: number; quantity: number }[] {
  const found: { day: number; quantity: number }[] = [];
  // Pieces that may be sold before what sells is bought again.
  let spare =
    suggested > 0 ? Infinity : (weekly / 7) * Math.max(0, (coverDays ?? DAYS * 2) - leadDays);
  let used = 0;
  for (let day = 0; day < DAYS; day += 1) {
    if (suggested > 0 && day === Math.floor(orderDay / REVIEW_DAYS) * REVIEW_DAYS) {
      found.push({ day, quantity: suggested });
      spare = suggested;
      used = 0;
    }
    if (day % REVIEW_DAYS === 0 && used > spare) {
      found.push({ day, quantity: used - spare });
      used = spare;
    }
    used += sold[day] ?? 0;
  }
  return found;
}
