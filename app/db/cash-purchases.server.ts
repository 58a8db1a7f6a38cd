import type { PoolClient } from 'pg';
import type { CashWindow } from '#app/db/cash-facts.server.ts';

export interface OpenBill {
  purchaseOrderId: number;
  number: string;
  supplierId: number;
  supplier: string;
  orderedOn: string;
  expectedOn: string | null;
  depositBp: number;
  balanceDays: number;
  balanceFrom: 'ordered' | 'arrived';
  /** Of all lines whose cost is known. */
  minor: number;
  linesWithoutCost: number;
}

/** Purchase orders that are underway, and those that arrived or were ordered lately enough for a bill to be open. */
export async function readOpenBills(
  sql: PoolClient,
  shopId: number,
  { currency, timeZone, fromOn }: Pick<CashWindow, 'currency' | 'timeZone' | 'fromOn'>,
): Promise<(OpenBill & { arrivedOn: string | null })[]> {
  const { rows } = await sql.query<
    Omit<OpenBill, 'minor'> & { minor: string; arrivedOn: string | null }
  >(
    `select o.purchase_order_id as "purchaseOrderId", o.number, o.supplier_id as "supplierId", s.name as supplier,
       (o.ordered_at at time zone $3)::date::text as "orderedOn", o.expected_on::text as "expectedOn",
       case when o.status = 'received' then (o.closed_at at time zone $3)::date::text end as "arrivedOn",
       o.deposit_bp as "depositBp", o.balance_days as "balanceDays", o.balance_from as "balanceFrom",
       -- Of an order that was closed short what never came is not owed.
       coalesce(sum(case when o.status = 'received' then l.received else l.quantity end * l.cost_minor), 0)::text as minor,
       count(*) filter (where l.cost_minor is null)::int as "linesWithoutCost"
       from purchase_orders o join suppliers s using (shop_id, supplier_id)
       join purchase_order_lines l using (shop_id, purchase_order_id)
      where o.shop_id = $1 and o.currency = $2 and o.status in ('sent', 'partly_received', 'received')
        and o.ordered_at >= ($4::date)::timestamp at time zone $3
      group by o.shop_id, o.purchase_order_id, s.name order by o.ordered_at, o.purchase_order_id`,
    [shopId, currency, timeZone, fromOn],
  );
  return rows.map(({ minor, ...bill }) => ({ ...bill, minor: Number(minor) }));
}

export interface DirectCost {
  supplier: string;
  balanceDays: number;
  /** Cost of the goods it shipped itself within the window. */
  minor: number;
  unitsWithoutCost: number;
}

/** What suppliers who ship to the buyer were owed for the orders of a window. */
export async function readDirectCosts(
  sql: PoolClient,
  shopId: number,
  { currency, timeZone, fromOn, untilOn }: CashWindow,
): Promise<DirectCost[]> {
  const { rows } = await sql.query<Omit<DirectCost, 'minor'> & { minor: string }>(
    `select coalesce(s.name, '') as supplier, coalesce(max(s.balance_days), 0)::int as "balanceDays",
       coalesce(sum(l.quantity * c.cost) filter (where c.currency = $2), 0)::text as minor,
       coalesce(sum(l.quantity) filter (where c.currency is distinct from $2), 0)::int as "unitsWithoutCost"
       from order_lines l join orders o using (shop_id, order_id)
       join variant_plans v on v.shop_id = l.shop_id and v.variant_id = l.variant_id and v.kind = 'direct'
       left join suppliers s on s.shop_id = v.shop_id and s.supplier_id = v.supplier_id
       left join supplier_items i on i.shop_id = v.shop_id and i.variant_id = v.variant_id
       left join stock_items k on k.shop_id = v.shop_id and k.variant_id = v.variant_id
      cross join lateral (select case when i.cost_minor is null then k.cost_minor else i.cost_minor end as cost,
         case when i.cost_minor is null then k.cost_currency else i.currency end as currency) c
      where l.shop_id = $1 and o.cancelled_at is null
        and l.ordered_at >= ($4::date)::timestamp at time zone $3 and l.ordered_at < ($5::date)::timestamp at time zone $3
      group by 1 order by 1`,
    [shopId, currency, timeZone, fromOn, untilOn],
  );
  return rows.map(({ minor, ...cost }) => ({ ...cost, minor: Number(minor) }));
}

/** Whether plans will have goods bought until a day, or run out of them by then, of which nobody knows the cost. */
export async function hasUnpricedPurchases(
  sql: PoolClient,
  shopId: number,
  { until }: { until: string },
): Promise<boolean> {
  const { rows } = await sql.query<{ is: boolean }>(
    `select exists (select from variant_plans where shop_id = $1 and kind = 'stocked' and not is_dead
       and (suggested > 0 or stock_out_p50_on <= $2) and 'cost_missing' = any(gaps)) as is`,
    [shopId, until],
  );
  return rows[0]?.is === true;
}

export interface PlannedPurchase {
  supplier: string;
  depositBp: number;
  balanceDays: number;
  balanceFrom: 'ordered' | 'arrived';
  /** Days from order to shelf in the middle. */
  leadDays: number;
  /** The week it will be ordered in, counted from today. */
  week: number;
  minor: number;
}

/**
 * What the plans of variants will cost: the order that each suggests, on its day, and from the day that one is used up
 * what is sold a week, each week. Variants without a cost in this currency are left out.
 */
export async function readPlannedPurchases(
  sql: PoolClient,
  shopId: number,
  { currency, today, weeks }: { currency: string; today: string; weeks: number },
): Promise<PlannedPurchase[]> {
  const { rows } = await sql.query<Omit<PlannedPurchase, 'minor'> & { minor: string }>(
    `with needs as (
       select v.supplier_id, c.cost, v.suggested,
         greatest(0, coalesce(v.order_by_on - $3::date, 0)) as order_day,
         (v.plan->'plan'->>'weeklyDemand')::float as weekly,
         coalesce((v.plan->'plan'->'leadTime'->>'p50')::float, 0) as lead_days,
         v.stock_out_p50_on - $3::date as out_day
         from variant_plans v
         left join supplier_items i on i.shop_id = v.shop_id and i.variant_id = v.variant_id
         left join stock_items k on k.shop_id = v.shop_id and k.variant_id = v.variant_id
        cross join lateral (select case when i.cost_minor is null then k.cost_minor else i.cost_minor end as cost,
           case when i.cost_minor is null then k.cost_currency else i.currency end as currency) c
        where v.shop_id = $1 and v.kind = 'stocked' and c.currency = $2 and not v.is_dead
     ), orders as (
       select supplier_id, lead_days, floor(order_day / 7.0)::int as week, suggested * cost as minor from needs
        where suggested > 0
       union all
       -- Once the suggested order, or what there is and is underway, is used up to the lead time, the shop buys what it
       -- sells; what does not run out within the plan's horizon (no day) is not bought.
       select supplier_id, lead_days, w, weekly * cost from needs
        cross join generate_series(0, $4::int - 1) w
        where weekly > 0 and 7 * w >= case when suggested > 0
          then order_day + 7 * suggested / weekly else out_day - lead_days end
     )
     select coalesce(s.name, '') as supplier, coalesce(s.deposit_bp, 0) as "depositBp",
       coalesce(s.balance_days, 0)::int as "balanceDays", coalesce(s.balance_from, 'ordered') as "balanceFrom",
       round(avg(o.lead_days))::int as "leadDays", o.week, round(sum(o.minor))::bigint::text as minor
       from orders o left join suppliers s on s.shop_id = $1 and s.supplier_id = o.supplier_id
      where o.week < $4 group by s.supplier_id, s.name, s.deposit_bp, s.balance_days, s.balance_from, o.week
      order by 1, o.week`,
    [shopId, currency, today, weeks],
  );
  return rows.map(({ minor, ...purchase }) => ({ ...purchase, minor: Number(minor) }));
}
