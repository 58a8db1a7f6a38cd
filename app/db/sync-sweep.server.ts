import type { PoolClient } from 'pg';

/** Where a sweep stands between two of its slices. */
export interface SweepProgress {
  /** When this sweep began: becomes the mark once it has come to the end. */
  startedAt: Date;
  /** Shopify's cursor; null = the first page is next. */
  cursor: string | null;
  orders: number;
  /** Orders that had changed without a webhook having told us. */
  repaired: number;
}

/** The sweep under way; null when none is. */
export async function readSweep(sql: PoolClient, shopId: number): Promise<SweepProgress | null> {
  const { rows } = await sql.query<{
    startedAt: Date | null;
    cursor: string | null;
    orders: string;
    repaired: string;
  }>(
    `select sweep_started_at as "startedAt", sweep_cursor as cursor, sweep_orders as orders, sweep_repaired as repaired
       from sync_state where shop_id = $1`,
    [shopId],
  );
  const [row] = rows;
  if (row === undefined || row.startedAt === null) return null;
  const { startedAt, cursor } = row;
  return { startedAt, cursor, orders: Number(row.orders), repaired: Number(row.repaired) };
}

/** Notes where the sweep stands; null = none is under way. */
export async function writeSweep(
  sql: PoolClient,
  shopId: number,
  sweep: SweepProgress | null,
): Promise<void> {
  await sql.query(
    `update sync_state set sweep_started_at = $2, sweep_cursor = $3, sweep_orders = $4, sweep_repaired = $5
      where shop_id = $1`,
    [
      shopId,
      sweep?.startedAt ?? null,
      sweep?.cursor ?? null,
      sweep?.orders ?? 0,
      sweep?.repaired ?? 0,
    ],
  );
}
