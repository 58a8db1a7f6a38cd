import type { PoolClient } from 'pg';

/** What was ordered of one variant in one week, and what of it is still open. */
export interface WeekOfOrders {
  variantId: string;
  /** 0 = the week that begins on `firstMonday`. */
  week: number;
  /** Ordered, neither cancelled nor taken out of the order before it was shipped. */
  units: number;
  /** Days of the week on which at least one was. */
  days: number;
  /** Paid and not shipped. */
  open: number;
  openMinor: number;
  /** Of what is open; null: nothing is, or of several currencies. */
  openCurrency: string | null;
  openCurrencies: number;
  /** The earliest day named on an open order. */
  openPromisedAt: Date | null;
  /** When the oldest open order without such a day was made. */
  openOrderedAt: Date | null;
}

/**
 * Orders of these variants week by week, weeks without any left out. An order counts on the day it was made, in the shop's
 * zone. A cancelled order is no demand; neither are pieces taken out of an order before they were shipped, as far as Shopify's
 * figures tell: of an order without a fulfillment, and of a line that is in none of several fulfillments. A return lowers
 * nothing: the piece was wanted, and comes back to stock. Orders made for trying out are not told apart by what is stored.
 */
export async function readWeeksOfOrders(
  sql: PoolClient,
  shopId: number,
  {
    variantIds,
    firstMonday,
    since,
    until,
    timeZone,
  }: {
    variantIds: readonly string[];
    firstMonday: string;
    /** When that day began. */
    since: Date;
    /** Sales from then on are not counted yet; what is open is. */
    until: Date;
    timeZone: string;
  },
): Promise<WeekOfOrders[]> {
  const { rows } = await sql.query<Omit<WeekOfOrders, 'openMinor'> & { openMinor: string }>(
    `select "variantId", week, sum(units)::int as units, count(distinct day) filter (where units > 0)::int as days,
       sum(open)::int as open, coalesce(sum(value) filter (where open > 0), 0)::bigint as "openMinor",
       case when count(distinct currency) filter (where open > 0) = 1 then min(currency) filter (where open > 0) end
         as "openCurrency",
       (count(distinct currency) filter (where open > 0))::int as "openCurrencies",
       min(promised) filter (where open > 0) as "openPromisedAt",
       min(ordered_at) filter (where open > 0 and promised is null) as "openOrderedAt"
     from (
       select l.variant_id as "variantId", l.ordered_at, local.day, (local.day - $3::date) / 7 as week, l.currency,
         case when l.ordered_at >= $6 then 0 when l.unfulfilled_quantity >= l.quantity then l.quantity else case shipped.live
           when 0 then l.unfulfilled_quantity when 1 then l.quantity
           else case when ${IS_IN_A_FULFILLMENT} then l.quantity else l.unfulfilled_quantity end
         end end as units,
         still.open, round(l.total_minor::numeric * still.open / greatest(l.quantity, 1)) as value,
         case when still.open > 0 then (select least((d.details ->> 'deliverBy')::timestamptz,
             (d.details ->> 'fulfillBy')::timestamptz)
           from order_details d where d.shop_id = $1 and d.order_id = l.order_id) end as promised
       from order_lines l join orders o on o.shop_id = $1 and o.order_id = l.order_id and o.cancelled_at is null
       cross join lateral (select (l.ordered_at at time zone $5)::date as day) local
       cross join lateral (select case when l.requires_shipping and o.financial_status in ('PAID', 'PARTIALLY_REFUNDED')
         then l.unfulfilled_quantity else 0 end as open) still
       cross join lateral (select case when l.unfulfilled_quantity < l.quantity then (
         select count(*)::int from fulfillments f
          where f.shop_id = $1 and f.order_id = l.order_id and f.status <> 'CANCELLED') end as live) shipped
       where l.shop_id = $1 and l.variant_id = any($2) and l.ordered_at >= $4
       -- Keeps a line's figures from being worked out once for each sum.
       offset 0
     ) lines group by 1, 2 order by 1, 2`,
    [shopId, variantIds, firstMonday, since, timeZone, until],
  );
  return rows.map((row) => ({ ...row, openMinor: Number(row.openMinor) }));
}

const IS_IN_A_FULFILLMENT = `coalesce((select d.details -> 'fulfillmentLines' = 'null'::jsonb
    or jsonb_path_exists(d.details -> 'fulfillmentLines', '$.*[*] ? (@ == $id)', jsonb_build_object('id', l.line_id::text))
  from order_details d where d.shop_id = $1 and d.order_id = l.order_id), true)`;

/** A time in which a variant had nothing to sell; `until` null: it still has not. */
export interface Outage {
  variantId: string;
  from: Date;
  until: Date | null;
}

/** Times without stock as the record of it tells, oldest first; it begins with the first look at the shop's stock. */
export async function readOutages(
  sql: PoolClient,
  shopId: number,
  { variantIds, since }: { variantIds: readonly string[]; since: Date },
): Promise<Outage[]> {
  const { rows } = await sql.query<Outage>(
    `select variant_id as "variantId", seen_at as from, until from (
       select variant_id, seen_at, available, lead(seen_at) over (partition by variant_id order by seen_at) as until
         from stock_points where shop_id = $1 and variant_id = any($2)
     ) p where available <= 0 and (until is null or until > $3) order by 1, 2`,
    [shopId, variantIds, since],
  );
  return rows;
}

/** When the shop's record of orders begins: its first order by number, which Shopify counts up. Null: it has none. */
export async function readFirstOrderAt(sql: PoolClient, shopId: number): Promise<Date | null> {
  const { rows } = await sql.query<{ at: Date }>(
    `select least(created_at, processed_at) as at from orders where shop_id = $1 order by order_id limit 1`,
    [shopId],
  );
  return rows[0]?.at ?? null;
}
