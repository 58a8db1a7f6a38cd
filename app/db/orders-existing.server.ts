import type { PoolClient } from 'pg';
import type { StoredLeg } from '#app/db/parcels-assess.server.ts';
import { loadLegs } from '#app/db/parcels-assess.server.ts';
import type { ExistingParcel } from '#app/domain/parcels/reconcile.ts';

/** What is stored of some orders' fulfillments and parcels, for comparison with what Shopify says now. */
export interface ExistingFulfillments {
  /** Fulfillments seen before. */
  known: ReadonlySet<string>;
  /** Parcels with their numbers, by fulfillment. */
  parcels: ReadonlyMap<string, ExistingParcel[]>;
}

/** Loads what is stored of these fulfillments, in two questions whatever their number. */
export async function loadExisting(
  sql: PoolClient,
  shopId: number,
  fulfillmentIds: readonly string[],
): Promise<ExistingFulfillments> {
  if (fulfillmentIds.length === 0) return { known: new Set(), parcels: new Map() };
  const { rows } = await sql.query<{
    fulfillment_id: string;
    position: number | null;
    number: string | null;
    number_key: string | null;
    number_seen_at: Date | null;
    cancelled: boolean | null;
  }>(
    `select f.fulfillment_id, p.position, p.number, p.number_key, p.number_seen_at, p.cancelled
       from fulfillments f
       left join parcels p on p.shop_id = f.shop_id and p.fulfillment_id = f.fulfillment_id
      where f.shop_id = $1 and f.fulfillment_id = any($2::bigint[])
      order by f.fulfillment_id, p.position`,
    [shopId, fulfillmentIds],
  );
  if (rows.length === 0) return { known: new Set(), parcels: new Map() };
  const legs = await loadLegs(
    sql,
    shopId,
    rows.map((row) => row.fulfillment_id),
  );
  const parcels = new Map<string, ExistingParcel[]>();
  for (const row of rows) {
    if (row.position === null) continue;
    const { fulfillment_id: id, position } = row;
    const list = parcels.get(id) ?? [];
    list.push({
      position,
      number: row.number,
      numberKey: row.number_key,
      numberSeenAt: row.number_seen_at,
      cancelled: row.cancelled ?? false,
      legs: (legs.get(id) ?? []).filter((leg: StoredLeg) => leg.position === position),
    });
    parcels.set(id, list);
  }
  return { known: new Set(rows.map((row) => row.fulfillment_id)), parcels };
}
