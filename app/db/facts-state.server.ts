import type { PoolClient } from 'pg';
import { z } from 'zod';

/** Where reading the catalogue stands between two slices. */
export interface CataloguePass {
  /**
   * `products` (changed since the last pass) → `prices` (of market countries) → `ids` (what is gone) → `disputes`; the
   * middle two once a day.
   */
  step: 'products' | 'prices' | 'ids' | 'disputes';
  /** Where the step goes on; null = from its start. */
  cursor: string | null;
  /** When the pass began: becomes the mark once it has come to its end. */
  startedAt: Date;
  /** Products changed before it are here; null: none have been read yet. */
  since: Date | null;
  isDaily: boolean;
}

export interface FactsState {
  watchingSince: Date;
  /** Up to when the catalogue is known; null: it has not been read to its end. */
  productsReadAt: Date | null;
  /** Null: none is under way. */
  pass: CataloguePass | null;
  nextFactsAt: Date;
}

/** The shop's state; one that has none gets it, with everything due at once. */
export async function readFactsState(
  sql: PoolClient,
  shopId: number,
  now: Date,
): Promise<FactsState> {
  await ensureFactsState(sql, shopId, now);
  const { rows } = await sql.query<Omit<FactsState, 'pass'> & { cursor: string | null }>(
    `select watching_since as "watchingSince", products_read_at as "productsReadAt", products_cursor as cursor,
       next_facts_at as "nextFactsAt" from compliance_state where shop_id = $1`,
    [shopId],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('The state was inserted just now');
  const { cursor, ...state } = row;
  return { ...state, pass: cursor === null ? null : passSchema.parse(JSON.parse(cursor)) };
}

/** From now on prices and policies are recorded; true when the shop had no state before. */
export async function ensureFactsState(
  sql: PoolClient,
  shopId: number,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into compliance_state (shop_id, watching_since, next_facts_at) values ($1, $2, $2) on conflict do nothing`,
    [shopId, now],
  );
  return rowCount === 1;
}

/** Notes where the pass stands; null = none is under way. */
export async function writePass(
  sql: PoolClient,
  shopId: number,
  pass: CataloguePass | null,
): Promise<void> {
  await sql.query(`update compliance_state set products_cursor = $2 where shop_id = $1`, [
    shopId,
    pass === null ? null : JSON.stringify(pass),
  ]);
}

/** Ends the pass: what was changed before `readAt` is here. */
export async function finishPass(
  sql: PoolClient,
  shopId: number,
  { readAt, nextAt }: { readAt: Date; nextAt: Date },
): Promise<void> {
  await sql.query(
    `update compliance_state set products_cursor = null, products_read_at = $2, next_facts_at = $3 where shop_id = $1`,
    [shopId, readAt, nextAt],
  );
}

/** Gives a pass up until `nextAt`. */
export async function postpone(sql: PoolClient, shopId: number, nextAt: Date): Promise<void> {
  await sql.query(
    `update compliance_state set products_cursor = null, next_facts_at = $2 where shop_id = $1`,
    [shopId, nextAt],
  );
}

const passSchema = z.object({
  step: z.enum(['products', 'prices', 'ids', 'disputes']),
  cursor: z.string().nullable(),
  startedAt: z.coerce.date(),
  since: z.coerce.date().nullable(),
  isDaily: z.boolean(),
});
