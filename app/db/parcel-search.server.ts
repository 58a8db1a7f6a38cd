import type { PoolClient } from 'pg';

/** Parcels as two columns of equal length. */
export interface ParcelIds {
  fulfillmentIds: string[];
  positions: number[];
}

/**
 * Parcels of the transaction's shop whose order name or any tracking number, current or replaced, contains the text, any
 * case. Two characters are looked for at the edges of names and numbers and of their parts (`EU-77` has the parts `EU` and
 * `77`), because the trigram index knows no piece so short from the middle; three and more are found anywhere.
 * At most `FOUND_AT_MOST`; `complete` is false when there are more, and then which of them is not defined.
 *
 * Row-level security keeps the runtime role from using the trigram index itself (neither ILIKE nor a regular expression
 * is leakproof), so the search goes through functions that take the shop from the transaction's setting.
 */
export async function searchParcelIds(
  sql: PoolClient,
  text: string,
): Promise<{ ids: ParcelIds; complete: boolean }> {
  const isShort = [...text].length < SHORTEST_FOUND_ANYWHERE;
  const { rows } = await sql.query<{ fulfillment_id: string; position: number }>(
    `select fulfillment_id::text as fulfillment_id, position
     from ${isShort ? 'search_parcel_edges' : 'search_parcel_ids'}($1, $2)`,
    [isShort ? edgePattern(text) : likePattern(text), FOUND_AT_MOST + 1],
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
const SHORTEST_FOUND_ANYWHERE = 3;

/** `%text%` with LIKE's own signs taken literally. */
function likePattern(text: string): string {
  return `%${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
}

/** The text at the edge of a word, as a regular expression in which the text itself is taken literally. */
function edgePattern(text: string): string {
  const literal = text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '\\$&');
  return `(^|[^[:alnum:]])${literal}|${literal}($|[^[:alnum:]])`;
}
