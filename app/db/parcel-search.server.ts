import type { PoolClient } from 'pg';
import { numberKey } from '#app/domain/numbers/normalise.ts';

/** Parcels as two columns of equal length. */
export interface ParcelIds {
  fulfillmentIds: string[];
  positions: number[];
}

/**
 * Parcels of the transaction's shop whose order name or any tracking number, current or replaced, contains the text, any
 * case. Two characters are looked for at the beginning of a name (with or without its `#`) or number only, because the
 * trigram index knows no piece so short from the middle; three and more are found anywhere.
 * A whole tracking number, with or without its spaces and dashes, finds the parcels that have or had it, and no other.
 * At most `FOUND_AT_MOST`; `complete` is false when there are more, and then which of them is not defined.
 *
 * Row-level security keeps the runtime role from using the trigram index itself (ILIKE is not leakproof), so the search
 * goes through functions that take the shop from the transaction's setting.
 */
export async function searchParcelIds(
  sql: PoolClient,
  { shopId, text }: { shopId: number; text: string },
): Promise<{ ids: ParcelIds; complete: boolean }> {
  const exact = await parcelsOfNumber(sql, { shopId, key: numberKey(text) });
  const rows = exact.length > 0 ? exact : await parcelsContaining(sql, text);
  const found = rows.slice(0, FOUND_AT_MOST);
  return {
    ids: {
      fulfillmentIds: found.map((row) => row.fulfillment_id),
      positions: found.map((row) => row.position),
    },
    complete: rows.length <= FOUND_AT_MOST,
  };
}

interface FoundId {
  fulfillment_id: string;
  position: number;
}

async function parcelsOfNumber(
  sql: PoolClient,
  { shopId, key }: { shopId: number; key: string },
): Promise<FoundId[]> {
  if (key.length < SHORTEST_WHOLE_NUMBER) return [];
  const { rows } = await sql.query<FoundId>(
    `select fulfillment_id::text as fulfillment_id, position from (
       select fulfillment_id, position from parcels where shop_id = $1 and number_key = $2
       union select fulfillment_id, position from legs where shop_id = $1 and number_key = $2
     ) found limit $3`,
    [shopId, key, FOUND_AT_MOST + 1],
  );
  return rows;
}

async function parcelsContaining(sql: PoolClient, text: string): Promise<FoundId[]> {
  const isShort = [...text].length < SHORTEST_FOUND_ANYWHERE;
  const { rows } = await sql.query<FoundId>(
    `select fulfillment_id::text as fulfillment_id, position
     from ${isShort ? 'search_parcel_beginnings' : 'search_parcel_ids'}($1, $2)`,
    [isShort ? beginnings(literal(text)) : `%${literal(text)}%`, FOUND_AT_MOST + 1],
  );
  return rows;
}

/** A search that finds more is told to say more. */
const FOUND_AT_MOST = 500;
const SHORTEST_FOUND_ANYWHERE = 3;
/** Shorter texts are order names or pieces more often than whole numbers. */
const SHORTEST_WHOLE_NUMBER = 8;

/** The text in LIKE's language, its own signs taken literally. */
function literal(text: string): string {
  return text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&');
}

/** The order name stands first in the searched text, the numbers behind it, each after a space. */
function beginnings(text: string): string[] {
  return [`${text}%`, `#${text}%`, `% ${text}%`];
}
