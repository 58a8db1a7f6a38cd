import type { PoolClient } from 'pg';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { shopWith } from '#tests/integration/pages/parcels-on-hand.ts';
import type { ParcelOnHand } from '#tests/integration/pages/parcels-on-hand.ts';

/** A Friday. */
export const NOW = new Date('2026-11-20T12:00:00Z');

export function hoursAgo(hours: number, from: Date = NOW): Date {
  return new Date(from.getTime() - hours * 3_600_000);
}

/** A shop whose parcels have their numbers as first legs, as a sync writes them. */
export async function shopOnTheWay(parcels: readonly ParcelOnHand[]): Promise<number> {
  const shopId = await shopWith(parcels);
  await withShopSql(shopId, (sql) =>
    sql.query(
      `insert into legs (shop_id, fulfillment_id, position, seq, kind, number, number_key, carrier, carrier_key,
         started_at, started_basis, linked_by)
       select shop_id, fulfillment_id, position, 0, 'unknown', number, number_key, carrier, carrier_key, shipped_at,
         'fulfillment_created', 'shopify' from parcels where shop_id = $1 and number is not null`,
      [shopId],
    ),
  );
  return shopId;
}

/** Connects a source that is asked about every carrier. */
export async function connect(
  shopId: number,
  source: 'seventeen_track' | 'aftership',
  { rank = 0 }: { rank?: number } = {},
): Promise<void> {
  await withShopSql(shopId, (sql) =>
    sql.query(
      `insert into source_connections (shop_id, source, state, rank, connected_at, answered_at)
       values ($1, $2, 'connected', $3, $4, $4)`,
      [shopId, source, rank, NOW],
    ),
  );
}

export interface PlannedRow {
  source: string;
  numberKey: string;
  state: string;
  pace: string;
  carrier: string | null;
  nextPollAt: Date | null;
}

export async function plans(shopId: number): Promise<PlannedRow[]> {
  return ask(shopId, async (sql) => {
    const { rows } = await sql.query<PlannedRow>(
      `select source, number_key as "numberKey", state, pace, carrier, next_poll_at as "nextPollAt"
       from source_numbers where shop_id = $1 order by number_key, source`,
      [shopId],
    );
    return rows;
  });
}

export function ask<T>(shopId: number, work: (sql: PoolClient) => Promise<T>): Promise<T> {
  return withShopSql(shopId, work);
}
