import type { PoolClient } from 'pg';
import type { VerdictKind } from '#app/domain/verdicts/verdict.ts';

/** Of the newest orders only, so that it costs the same however large the shop is. */
const NEWEST_ORDERS = 20_000;
const MOST_OPEN_ORDERS = 500;
/** Verdicts of parcels that have not arrived and may still. */
const ON_THEIR_WAY = [
  'unassessed',
  'on_track',
  'late',
  'stalled',
  'never_scanned',
  'missing_number',
  'customs_hold',
  'wrong_number',
  'wrong_parcel',
  'source_blind',
] as const satisfies readonly (VerdictKind | 'unassessed')[];

export interface MeasuredDays {
  n: number;
  p50: number;
  p90: number;
}

/** How long the parcels of the last ninety days took, by destination; calendar days from the order on. */
export async function measureDestinations(
  sql: PoolClient,
  shopId: number,
  { countries, now }: { countries: readonly string[]; now: Date },
): Promise<Map<string, { toScan: MeasuredDays | null; toDoor: MeasuredDays | null }>> {
  const { rows } = await sql.query<{
    country: string;
    scanned: number;
    scan50: number | null;
    scan90: number | null;
    arrived: number;
    door50: number | null;
    door90: number | null;
  }>(
    `with newest as (
       select order_id, destination_country as country, coalesce(processed_at, created_at) as ordered_at
         from orders
        where shop_id = $1 and updated_at > date_trunc('day', $3::timestamptz, 'UTC') - interval '90 days'
          and created_at > date_trunc('day', $3::timestamptz, 'UTC') - interval '90 days' and destination_country = any($2::text[])
        order by updated_at desc limit ${NEWEST_ORDERS}
     ), told as (
       select n.country, extract(epoch from s.at - n.ordered_at)::float8 / 86400 as scan_days,
         extract(epoch from p.delivered_at - n.ordered_at)::float8 / 86400 as door_days
       from newest n
       join parcels p on p.shop_id = $1 and p.order_id = n.order_id and not p.cancelled
       left join lateral (
         select min(s.occurred_at) as at from scans s
          where s.shop_id = $1 and s.fulfillment_id = p.fulfillment_id and s.physical
            and (s.position is null or s.position = p.position) and s.occurred_at <= $3
       ) s on true
       where p.verdict not in ('wrong_number', 'wrong_parcel')
     )
     select country, count(scan_days)::int as scanned,
       percentile_cont(0.5) within group (order by scan_days) as scan50,
       percentile_cont(0.9) within group (order by scan_days) as scan90,
       count(door_days)::int as arrived,
       percentile_cont(0.5) within group (order by door_days) as door50,
       percentile_cont(0.9) within group (order by door_days) as door90
     from told group by country`,
    [shopId, countries, now],
  );
  const measured = (n: number, p50: number | null, p90: number | null) =>
    p50 === null || p90 === null ? null : { n, p50, p90 };
  return new Map(
    rows.map((row) => [
      row.country.trim(),
      {
        toScan: measured(row.scanned, row.scan50, row.scan90),
        toDoor: measured(row.arrived, row.door50, row.door90),
      },
    ]),
  );
}

/** Paid orders of the last half year that have not arrived, by destination, the oldest first. */
export async function openOrdersTo(
  sql: PoolClient,
  shopId: number,
  { countries, now }: { countries: readonly string[]; now: Date },
): Promise<Map<string, { country: string; orderedAt: Date; minor: number; currency: string }[]>> {
  const { rows } = await sql.query<{
    country: string;
    orderedAt: Date;
    minor: string;
    currency: string;
  }>(
    `with waiting as (
       select order_id from orders
        where shop_id = $1 and updated_at > date_trunc('day', $3::timestamptz, 'UTC') - interval '180 days'
          and fulfillment_status is distinct from 'FULFILLED'
       union
       select order_id from parcels
        where shop_id = $1 and verdict = any($4::text[]) and shipped_at > date_trunc('day', $3::timestamptz, 'UTC') - interval '180 days'
          and not cancelled and delivered_at is null
     ), open as (
       select o.destination_country as country, coalesce(o.processed_at, o.created_at) as ordered_at, o.total_minor,
         o.currency, row_number() over (partition by o.destination_country order by o.created_at, o.order_id) as place
         from waiting w join orders o on o.shop_id = $1 and o.order_id = w.order_id
        where o.destination_country = any($2::text[]) and o.cancelled_at is null
          and o.created_at > date_trunc('day', $3::timestamptz, 'UTC') - interval '180 days'
          and o.financial_status in ('PAID', 'PARTIALLY_PAID', 'PARTIALLY_REFUNDED')
     )
     select trim(country) as country, ordered_at as "orderedAt", total_minor as minor, currency from open
      where place <= ${MOST_OPEN_ORDERS} order by country, place`,
    [shopId, countries, now, ON_THEIR_WAY],
  );
  const orders = rows.map((row) => ({ ...row, minor: Number(row.minor) }));
  return Map.groupBy(orders, ({ country }) => country);
}

/** Orders of the last two weeks by destination and currency, cancelled ones left out. */
export async function recentOrdersByDestination(
  sql: PoolClient,
  shopId: number,
  now: Date,
): Promise<{ country: string | null; minor: number; currency: string; count: number }[]> {
  const { rows } = await sql.query<{
    country: string | null;
    minor: string;
    currency: string;
    count: number;
  }>(
    `select destination_country as country, currency, sum(total_minor)::text as minor, count(*)::int as count
       from orders
      where shop_id = $1 and updated_at > date_trunc('day', $2::timestamptz, 'UTC') - interval '14 days'
        and created_at > date_trunc('day', $2::timestamptz, 'UTC') - interval '14 days' and cancelled_at is null
      group by 1, 2 order by 1, 2`,
    [shopId, now],
  );
  return rows.map((row) => ({ ...row, minor: Number(row.minor) }));
}
