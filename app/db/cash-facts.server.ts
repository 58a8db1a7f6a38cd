import type { PoolClient } from 'pg';

/** Amounts are minor units of the currency asked for; days are ISO dates in the shop's zone. */
interface Window {
  currency: string;
  timeZone: string;
  fromOn: string;
  /** The first day that is not in it. */
  untilOn: string;
}

/** Orders that were placed and not cancelled, by day; a day without any is left out. */
export async function readSalesByDay(
  sql: PoolClient,
  shopId: number,
  { currency, timeZone, fromOn, untilOn }: Window,
): Promise<{ on: string; minor: number; orders: number }[]> {
  const { rows } = await sql.query<{ on: string; minor: string; orders: number }>(
    `select (created_at at time zone $3)::date::text as "on", sum(total_minor)::text as minor, count(*)::int as orders
       from orders
      where shop_id = $1 and currency = $2 and cancelled_at is null
        and coalesce(financial_status, '') not in ('VOIDED', 'EXPIRED')
        and created_at >= ($4::date)::timestamp at time zone $3 and created_at < ($5::date)::timestamp at time zone $3
      group by 1 order by 1`,
    [shopId, currency, timeZone, fromOn, untilOn],
  );
  return rows.map(({ minor, ...day }) => ({ ...day, minor: Number(minor) }));
}

export interface GatewaySales {
  gateway: string;
  isManual: boolean;
  /** Of all that was paid, 0 to 1. */
  share: number;
}

/**
 * How what buyers paid divides over gateways, the largest first. Store credit and gift cards bring no money: they are left out,
 * so that the shares add up to less than 1 by what they paid.
 */
export async function readGatewaySales(
  sql: PoolClient,
  shopId: number,
  { currency, timeZone, fromOn, untilOn }: Window,
): Promise<GatewaySales[]> {
  const { rows } = await sql.query<GatewaySales>(
    `select gateway, "isManual", share from (
       select gateway, "isManual", is_credit, (minor / nullif(sum(minor) over (), 0))::float as share from (
         select p->>'gateway' as gateway, (p->>'isStoreCredit')::boolean as is_credit,
           bool_or((p->>'isManual')::boolean) as "isManual", sum((p->>'minor')::bigint) as minor
           from orders o join order_details d using (shop_id, order_id)
          cross join jsonb_array_elements(d.details->'payments') p
          where o.shop_id = $1 and o.currency = $2 and o.cancelled_at is null
            and o.created_at >= ($4::date)::timestamp at time zone $3 and o.created_at < ($5::date)::timestamp at time zone $3
            and p->>'kind' in ('SALE', 'CAPTURE') and p->>'status' = 'SUCCESS'
          group by 1, 2
       ) paid
     ) shares where share > 0 and not is_credit order by share desc, gateway`,
    [shopId, currency, timeZone, fromOn, untilOn],
  );
  return rows;
}

/** Sales of one gateway by day: what its payouts on the bank account are held against. */
export async function readGatewaySalesByDay(
  sql: PoolClient,
  shopId: number,
  { gateway, currency, timeZone, fromOn, untilOn }: Window & { gateway: string },
): Promise<{ on: string; minor: number }[]> {
  const { rows } = await sql.query<{ on: string; minor: string }>(
    `select ((p->>'at')::timestamptz at time zone $3)::date::text as "on", sum((p->>'minor')::bigint)::text as minor
       from orders o join order_details d using (shop_id, order_id)
      cross join jsonb_array_elements(d.details->'payments') p
      where o.shop_id = $1 and o.currency = $2
        and o.created_at >= ($4::date)::timestamp at time zone $3 and o.created_at < ($5::date)::timestamp at time zone $3
        and p->>'gateway' = $6 and p->>'kind' in ('SALE', 'CAPTURE') and p->>'status' = 'SUCCESS'
      group by 1 order by 1`,
    [shopId, currency, timeZone, fromOn, untilOn, gateway],
  );
  return rows.map(({ on, minor }) => ({ on, minor: Number(minor) }));
}

/** Payouts that Shopify has issued or scheduled and not marked as paid. */
export async function readPayoutsUnderway(
  sql: PoolClient,
  shopId: number,
  { currency, timeZone }: Pick<Window, 'currency' | 'timeZone'>,
): Promise<{ minor: number; issuedOn: string }[]> {
  const { rows } = await sql.query<{ minor: string; issuedOn: string }>(
    `select net_minor::text as minor, (issued_at at time zone $3)::date::text as "issuedOn" from payouts
      where shop_id = $1 and currency = $2 and status in ('SCHEDULED', 'IN_TRANSIT') order by issued_at, payout_id`,
    [shopId, currency, timeZone],
  );
  return rows.map(({ minor, issuedOn }) => ({ minor: Number(minor), issuedOn }));
}

/** Balance transactions that no payout holds yet, net, by day. */
export async function readBalanceWaiting(
  sql: PoolClient,
  shopId: number,
  { currency, timeZone }: Pick<Window, 'currency' | 'timeZone'>,
): Promise<{ minor: number; on: string }[]> {
  const { rows } = await sql.query<{ minor: string; on: string }>(
    `select (at at time zone $3)::date::text as "on", sum(net_minor)::text as minor from balance_transactions
      where shop_id = $1 and currency = $2 and (payout_id is null or payout_status = 'PENDING')
      group by 1 order by 1`,
    [shopId, currency, timeZone],
  );
  return rows.map(({ minor, on }) => ({ minor: Number(minor), on }));
}

/** What payments cost through Shopify Payments: fees ÷ charges, in basis points; null: no charges. */
export async function readChargeFees(
  sql: PoolClient,
  shopId: number,
  { currency, timeZone, fromOn, untilOn }: Window,
): Promise<number | null> {
  const { rows } = await sql.query<{ feeBp: number | null }>(
    `select round(10000.0 * sum(fee_minor) / nullif(sum(amount_minor), 0))::int as "feeBp" from balance_transactions
      where shop_id = $1 and currency = $2 and type = 'CHARGE'
        and at >= ($4::date)::timestamp at time zone $3 and at < ($5::date)::timestamp at time zone $3`,
    [shopId, currency, timeZone, fromOn, untilOn],
  );
  return rows[0]?.feeBp ?? null;
}

/** For each paid payout, the day of its middle charge and the day it was issued. */
export async function readPayoutLags(
  sql: PoolClient,
  shopId: number,
  { currency, timeZone, fromOn, untilOn }: Window,
): Promise<{ soldOn: string; issuedOn: string }[]> {
  const { rows } = await sql.query<{ soldOn: string; issuedOn: string }>(
    `select percentile_disc(0.5) within group (order by (t.at at time zone $3)::date)::text as "soldOn",
       (p.issued_at at time zone $3)::date::text as "issuedOn"
       from payouts p join balance_transactions t using (shop_id, payout_id)
      where p.shop_id = $1 and p.currency = $2 and p.status = 'PAID' and t.type = 'CHARGE'
        and p.issued_at >= ($4::date)::timestamp at time zone $3 and p.issued_at < ($5::date)::timestamp at time zone $3
      group by p.payout_id, p.issued_at order by p.issued_at`,
    [shopId, currency, timeZone, fromOn, untilOn],
  );
  return rows;
}

/** What Shopify Payments keeps back now: reserved funds of all payouts, released ones taken off. Positive = held. */
export async function readHeldReserve(
  sql: PoolClient,
  shopId: number,
  currency: string,
): Promise<number> {
  const { rows } = await sql.query<{ held: string }>(
    `select coalesce(-sum((summary->>'reservedFundsGrossMinor')::bigint), 0)::text as held from payouts
      where shop_id = $1 and currency = $2 and status <> 'CANCELED'`,
    [shopId, currency],
  );
  return Math.max(0, Number(rows[0]?.held ?? 0));
}

/**
 * Parcels whose money may still go back, by verdict and by weeks since they came under it, those of before `fromOn` left out:
 * who wanted it back has said so by then. Orders that were refunded or disputed have had it. `days`: the middle of that week.
 */
export async function readParcelsAtRisk(
  sql: PoolClient,
  shopId: number,
  { currency, timeZone, fromOn, untilOn }: Window,
): Promise<{ verdict: string; parcels: number; minor: number; days: number }[]> {
  const { rows } = await sql.query<{
    verdict: string;
    parcels: number;
    minor: string;
    days: number;
  }>(
    `select p.verdict, 7 * (age.days / 7) + 3 as days, count(*)::int as parcels,
       sum(p.value_minor)::text as minor
       from parcels p join orders o using (shop_id, order_id)
      cross join lateral (select greatest(0, $5::date
        - (coalesce(p.delivered_at, p.verdict_since, p.shipped_at) at time zone $3)::date) as days) age
      where p.shop_id = $1 and p.currency = $2 and p.verdict <> 'unassessed' and not p.cancelled
        and coalesce(p.delivered_at, p.verdict_since, p.shipped_at) >= ($4::date)::timestamp at time zone $3
        and p.shipped_at >= ($4::date)::timestamp at time zone $3 - interval '${MOST_UNDERWAY_DAYS} days'
        and o.cancelled_at is null
        and coalesce(o.financial_status, '') not in ('REFUNDED', 'PARTIALLY_REFUNDED', 'VOIDED', 'EXPIRED')
        and not exists (select from disputes d where d.shop_id = $1 and d.order_id = p.order_id)
      group by 1, 2 order by 1, 2`,
    [shopId, currency, timeZone, fromOn, untilOn],
  );
  return rows.map(({ minor, ...sum }) => ({ ...sum, minor: Number(minor) }));
}

/** A parcel that was sent before so many days more is nobody's case any longer. */
const MOST_UNDERWAY_DAYS = 120;

/** Currencies in which there is money of any kind, or goods will be bought, beside the shop's own. */
export async function readCurrencies(sql: PoolClient, shopId: number): Promise<string[]> {
  const { rows } = await sql.query<{ currency: string }>(
    `select currency from payouts where shop_id = $1
     union select currency from cash_items where shop_id = $1 and removed_at is null
     union select currency from purchase_orders where shop_id = $1 and status in ('sent', 'partly_received')
     union select case when i.cost_minor is null then k.cost_currency else i.currency end
       from variant_plans v
       left join supplier_items i on i.shop_id = v.shop_id and i.variant_id = v.variant_id
       left join stock_items k on k.shop_id = v.shop_id and k.variant_id = v.variant_id
      where v.shop_id = $1 and v.suggested > 0 and not v.is_dead
        and (i.cost_minor is not null or k.cost_minor is not null)
     order by 1`,
    [shopId],
  );
  return rows.map(({ currency }) => currency);
}

export interface OpenBill {
  purchaseOrderId: number;
  number: string;
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
  { currency, timeZone, fromOn }: Pick<Window, 'currency' | 'timeZone' | 'fromOn'>,
): Promise<(OpenBill & { arrivedOn: string | null })[]> {
  const { rows } = await sql.query<
    Omit<OpenBill, 'minor'> & { minor: string; arrivedOn: string | null }
  >(
    `select o.purchase_order_id as "purchaseOrderId", o.number, s.name as supplier,
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
  { currency, timeZone, fromOn, untilOn }: Window,
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
