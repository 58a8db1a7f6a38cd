import type { PoolClient } from 'pg';
import { z } from 'zod';

/** Where reading stock stands between two slices. */
export interface StockPass {
  /** The last variant read; null = from the start. */
  cursor: string | null;
  /** When the pass began: becomes the mark once it has come to its end. */
  startedAt: Date;
  /** Variants changed before it are here; null: all of them are read, and what is not among them is gone. */
  since: Date | null;
}

export interface StockState {
  nextStockAt: Date;
  /** Up to when stock is known; null: it has not been read to its end. */
  stockReadAt: Date | null;
  /** Null: none is under way. */
  pass: StockPass | null;
}

/** Null for a shop whose first import has not ended. */
export async function readStockState(sql: PoolClient, shopId: number): Promise<StockState | null> {
  const { rows } = await sql.query<Omit<StockState, 'pass'> & { pass: unknown }>(
    `select next_stock_at as "nextStockAt", stock_read_at as "stockReadAt", stock_pass as pass
       from planning_state where shop_id = $1`,
    [shopId],
  );
  const [row] = rows;
  return row === undefined ? null : { ...row, pass: passSchema.nullable().parse(row.pass) };
}

/** Notes where the pass stands. */
export async function writeStockPass(
  sql: PoolClient,
  shopId: number,
  pass: StockPass,
): Promise<void> {
  await sql.query(`update planning_state set stock_pass = $2 where shop_id = $1`, [
    shopId,
    JSON.stringify(pass),
  ]);
}

/** Ends the pass; `readAt` = what was changed before it is here, null = it was given up. */
export async function endStockPass(
  sql: PoolClient,
  shopId: number,
  { readAt, nextAt }: { readAt: Date | null; nextAt: Date },
): Promise<void> {
  await sql.query(
    `update planning_state set stock_pass = null, stock_read_at = coalesce($2, stock_read_at), next_stock_at = $3
      where shop_id = $1`,
    [shopId, readAt, nextAt],
  );
}

const passSchema = z.object({
  cursor: z.string().nullable(),
  startedAt: z.coerce.date(),
  since: z.coerce.date().nullable(),
});
