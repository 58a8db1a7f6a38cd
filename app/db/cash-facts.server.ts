import type { PoolClient } from 'pg';

/** Amounts are minor units of the currency asked for; days are ISO dates in the shop's zone. */
export interface CashWindow {
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
  { currency, timeZone, fromOn, untilOn }: CashWindow,
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

/** What each category is planned to sell a week in this currency, and its year as it was learned; null: it was not. */
export async function readCategorySales(
  sql: PoolClient,
  shopId: number,
  currency: string,
): Promise<{ minor: number; season: number[] | null; weeks: number }[]> {
  const { rows } = await sql.query<{ minor: number; season: number[] | null; weeks: number }>(
    `select sold.minor, d.demand->'season' as season, coalesce((d.demand->>'weeks')::int, 0) as weeks from (
       select k.category, sum((v.plan->'plan'->>'weeklyDemand')::float * k.price_minor) as minor
         from variant_plans v join stock_items k using (shop_id, variant_id)
        where v.shop_id = $1 and k.price_currency = $2 group by 1
     ) sold left join category_demand d on d.shop_id = $1 and d.category = sold.category
     where sold.minor > 0 order by sold.category`,
    [shopId, currency],
  );
  return rows;
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
  { currency, timeZone, fromOn, untilOn }: CashWindow,
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
  { gateway, currency, timeZone, fromOn, untilOn }: CashWindow & { gateway: string },
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
  { currency, timeZone }: Pick<CashWindow, 'currency' | 'timeZone'>,
): Promise<{ minor: number; issuedOn: string }[]> {
  const { rows } = await sql.query<{ minor: string; issuedOn: string }>(
    `select net_minor::text as minor, (issued_at at time zone $3)::date::text as "issuedOn" from payouts
      where shop_id = $1 and currency = $2 and status in ('SCHEDULED', 'IN_TRANSIT') order by issued_at, payout_id`,
    [shopId, currency, timeZone],
  );
  return rows.map(({ minor, issuedOn }) => ({ minor: Number(minor), issuedOn }));
}

/**
 * Balance transactions that no payout holds yet, net, by day; and what a bank sent back lately, by the day it was paid out,
 * until a later payout tries it again.
 */
export async function readBalanceWaiting(
  sql: PoolClient,
  shopId: number,
  { currency, timeZone }: Pick<CashWindow, 'currency' | 'timeZone'>,
): Promise<{ minor: number; on: string }[]> {
  const { rows } = await sql.query<{ minor: string; on: string }>(
    `select (at at time zone $3)::date::text as "on", sum(net_minor)::text as minor from (
       select at, net_minor from balance_transactions
        where shop_id = $1 and currency = $2 and (payout_id is null or payout_status = 'PENDING')
       union all
       select f.issued_at, f.net_minor from payouts f
        where f.shop_id = $1 and f.currency = $2 and f.status = 'FAILED'
          and f.issued_at > (select max(issued_at) - interval '30 days' from payouts where shop_id = $1)
          and not exists (select from payouts r where r.shop_id = $1 and r.currency = $2 and r.issued_at > f.issued_at
            and (r.summary->>'retriedPayoutsGrossMinor')::bigint <> 0)
     ) waiting group by 1 order by 1`,
    [shopId, currency, timeZone],
  );
  return rows.map(({ minor, on }) => ({ minor: Number(minor), on }));
}

/** What payments cost through Shopify Payments: fees ÷ charges, in basis points; null: no charges. */
export async function readChargeFees(
  sql: PoolClient,
  shopId: number,
  { currency, timeZone, fromOn, untilOn }: CashWindow,
): Promise<number | null> {
  const { rows } = await sql.query<{ feeBp: number | null }>(
    `select round(10000.0 * sum(fee_minor) / nullif(sum(amount_minor), 0))::int as "feeBp" from balance_transactions
      where shop_id = $1 and currency = $2 and type = 'CHARGE'
        and at >= ($4::date)::timestamp at time zone $3 and at < ($5::date)::timestamp at time zone $3`,
    [shopId, currency, timeZone, fromOn, untilOn],
  );
  return rows[0]?.feeBp ?? null;
}

/**
 * For each paid payout, the day of its middle charge, the day it was issued, and the one on which a bank statement shows its
 * amount; null: no statement does.
 */
export async function readPayoutLags(
  sql: PoolClient,
  shopId: number,
  { currency, timeZone, fromOn, untilOn }: CashWindow,
): Promise<{ soldOn: string; issuedOn: string; bankOn: string | null }[]> {
  const { rows } = await sql.query<{ soldOn: string; issuedOn: string; bankOn: string | null }>(
    `select percentile_disc(0.5) within group (order by (t.at at time zone $3)::date)::text as "soldOn",
       (p.issued_at at time zone $3)::date::text as "issuedOn",
       (select min(b.booked_on)::text from bank_lines b where b.shop_id = $1 and b.currency = $2
         and b.booked_on between (p.issued_at at time zone $3)::date
           and (p.issued_at at time zone $3)::date + ${MOST_BANK_DAYS}
         and b.amount_minor = p.net_minor) as "bankOn"
       from payouts p join balance_transactions t using (shop_id, payout_id)
      where p.shop_id = $1 and p.currency = $2 and p.status = 'PAID' and t.type = 'CHARGE'
        and p.issued_at >= ($4::date)::timestamp at time zone $3 and p.issued_at < ($5::date)::timestamp at time zone $3
      group by p.payout_id, p.issued_at, p.net_minor order by p.issued_at`,
    [shopId, currency, timeZone, fromOn, untilOn],
  );
  return rows;
}

/** A payout that is not on the statement by then did not come as one line. */
const MOST_BANK_DAYS = 10;

/** What buyers paid, or will pay at the door, through each gateway by day of the order; orders that were taken back left out. */
export async function readRecentGatewaySales(
  sql: PoolClient,
  shopId: number,
  { currency, timeZone, fromOn, untilOn }: CashWindow,
): Promise<{ gateway: string; on: string; minor: number }[]> {
  const { rows } = await sql.query<{ gateway: string; on: string; minor: string }>(
    `select p->>'gateway' as gateway, (o.created_at at time zone $3)::date::text as "on",
       sum((p->>'minor')::bigint)::text as minor
       from orders o join order_details d using (shop_id, order_id)
      cross join jsonb_array_elements(d.details->'payments') p
      where o.shop_id = $1 and o.currency = $2 and o.cancelled_at is null
        and o.created_at >= ($4::date)::timestamp at time zone $3 and o.created_at < ($5::date)::timestamp at time zone $3
        and p->>'kind' in ('SALE', 'CAPTURE') and not (p->>'isStoreCredit')::boolean
        and (p->>'status' = 'SUCCESS' or p->>'status' = 'PENDING' and (p->>'isManual')::boolean)
      group by 1, 2 order by 1, 2`,
    [shopId, currency, timeZone, fromOn, untilOn],
  );
  return rows.map(({ minor, ...sales }) => ({ ...sales, minor: Number(minor) }));
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
  { currency, timeZone, fromOn, untilOn }: CashWindow,
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
