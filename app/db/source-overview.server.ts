import type { PoolClient } from 'pg';
import { z } from 'zod';

/** Numbers that a source is asked about, on one line of the polling plan. */
export interface PaceCount {
  source: string;
  pace: string;
  count: number;
  /** Of them those that are due, and since when the oldest is. */
  due: number;
  oldestDueAt: Date | null;
}

/** What waits at each source, by line of the plan. Numbers that are not asked any more are not counted. */
export async function readPaces(sql: PoolClient, shopId: number, now: Date): Promise<PaceCount[]> {
  const { rows } = await sql.query(
    `select source, pace, count(*)::int as count, count(*) filter (where next_poll_at <= $2)::int as due,
       min(next_poll_at) filter (where next_poll_at <= $2) as "oldestDueAt"
       from source_numbers where shop_id = $1 and next_poll_at is not null group by source, pace order by source, pace`,
    [shopId, now],
  );
  return pacesSchema.parse(rows);
}

/** Parcels still on their way by the carrier's name as Shopify gives it; empty text = it gives none. */
export async function readOpenCarriers(
  sql: PoolClient,
  shopId: number,
): Promise<{ carrierKey: string; parcels: number }[]> {
  const { rows } = await sql.query(
    `select carrier_key as "carrierKey", sum(count)::int as parcels from parcel_facets
      where shop_id = $1 and count > 0 and verdict not in ('delivered', 'unassessed')
      group by carrier_key order by parcels desc, carrier_key`,
    [shopId],
  );
  return carriersSchema.parse(rows);
}

/** Open parcels that are alike in what the polling plan looks at. */
export interface OpenGroup {
  /** Null = no scan yet. */
  milestone: string | null;
  /** Hours since the last scan, or since the number was seen: the middle of the group's range. */
  silentHours: number;
  parcels: number;
}

/** Ends of the ranges, hours: where the plan's lines change, and a last one without end. */
const RANGES = [24, 48, 96, 144, 240, 480];

/**
 * Open parcels with a number, grouped by milestone and silence. Of a very large shop the newest `atMost` are looked at
 * and stand for the rest; `parcels` is how many were.
 */
export async function readOpenGroups(
  sql: PoolClient,
  shopId: number,
  { now, atMost }: { now: Date; atMost: number },
): Promise<{ groups: OpenGroup[]; parcels: number }> {
  const { rows } = await sql.query(
    `select milestone, width_bucket(extract(epoch from $2 - since)::float8 / 3600, $3::float8[]) as range,
       count(*)::int as parcels
       from (select milestone, coalesce(last_scan_at, number_seen_at, shipped_at) as since from parcels
         where shop_id = $1 and number_key is not null and delivered_at is null and not cancelled
         order by shipped_at desc, fulfillment_id desc, position desc limit $4) open
      group by milestone, range order by milestone, range`,
    [shopId, now, RANGES, atMost],
  );
  const groups = groupsSchema.parse(rows).map(({ range, ...group }) => {
    const from = RANGES[range - 1] ?? 0;
    return { ...group, silentHours: (from + (RANGES[range] ?? from * 2)) / 2 };
  });
  return { groups, parcels: groups.reduce((sum, group) => sum + group.parcels, 0) };
}

/** Numbers first seen in the days before `now`, on average a day. */
export async function readNewPerDay(
  sql: PoolClient,
  shopId: number,
  { now, days }: { now: Date; days: number },
): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count from parcels
      where shop_id = $1 and number_key is not null and shipped_at > $2::timestamptz - $3 * interval '1 day'
        and shipped_at <= $2`,
    [shopId, now, days],
  );
  return (rows[0]?.count ?? 0) / days;
}

/** When Shopify last answered; null = it has not yet. */
export async function readShopifyAnswer(sql: PoolClient, shopId: number): Promise<Date | null> {
  const { rows } = await sql.query<{ at: Date | null }>(
    `select source_answered_at as at from sync_state where shop_id = $1`,
    [shopId],
  );
  return rows[0]?.at ?? null;
}

/** When scans were last uploaded as a file; null = never. */
export async function readLastScanUpload(sql: PoolClient, shopId: number): Promise<Date | null> {
  const { rows } = await sql.query<{ at: Date | null }>(
    `select max(applied_at) as at from uploads where shop_id = $1 and kind = 'scans' and state = 'applied'`,
    [shopId],
  );
  return rows[0]?.at ?? null;
}

/** Scopes the shop has granted. */
export async function readScopes(sql: PoolClient, shopId: number): Promise<string[]> {
  const { rows } = await sql.query<{ scopes: string }>(
    `select scopes from shops where shop_id = $1`,
    [shopId],
  );
  return (rows[0]?.scopes ?? '').split(',').map((scope) => scope.trim());
}

const pacesSchema = z.array(
  z.object({
    source: z.string(),
    pace: z.string(),
    count: z.number(),
    due: z.number(),
    oldestDueAt: z.date().nullable(),
  }),
);
const carriersSchema = z.array(z.object({ carrierKey: z.string(), parcels: z.number() }));
const groupsSchema = z.array(
  z.object({ milestone: z.string().nullable(), range: z.number(), parcels: z.number() }),
);
