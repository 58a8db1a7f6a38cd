import type { PoolClient } from 'pg';

/** The parcels a search found, as two columns of equal length. */
export interface FoundParcels {
  ids: { fulfillmentIds: string[]; positions: number[] };
  /** False when there were more than are returned. */
  complete: boolean;
}

/**
 * Parcels of the shop whose order name or any tracking number, current or replaced, contains the text (at least two
 * characters, any case). At most `FOUND_AT_MOST`.
 * Row-level security keeps the runtime role from using the trigram index itself (ILIKE is not leakproof), so the
 * search goes through `search_parcel_ids`, which reads the shop from the transaction's setting.
 */
export async function searchParcelIds(
  sql: PoolClient,
  shopId: number,
  text: string,
): Promise<FoundParcels> {
  const { rows } = await sql.query<{ fulfillment_id: string; position: number }>(
    `select found.fulfillment_id::text as fulfillment_id, found.position
     from search_parcel_ids($1, $2) found
     join parcels p on p.shop_id = $3
       and p.fulfillment_id = found.fulfillment_id and p.position = found.position`,
    [likePattern(text), FOUND_AT_MOST + 1, shopId],
  );
  const found = rows.slice(0, FOUND_AT_MOST);
  return {
    ids: {
      fulfillmentIds: found.map((row) => row.fulfillment_id),
      positions: found.map((row) => row.position),
    },
    complete: rows.length <= FOUND_AT_MOST,
  };
}

/** A search that finds more is told to say more. */
const FOUND_AT_MOST = 1_000;

/** `%text%` with LIKE's own signs taken literally. */
export function likePattern(text: string): string {
  return `%${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
}
