import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { WaitingShop } from '#app/db/cross-shop.server.ts';
import { runtimePool } from '#app/db/pool.server.ts';

/** From now on stock is recorded and the shop is planned, everything due at once; true when it had no state before. */
export async function ensurePlanningState(
  sql: PoolClient,
  shopId: number,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into planning_state (shop_id, watching_since, next_stock_at, next_payments_at, next_plan_at, next_cash_at)
     values ($1, $2, $2, $2, $2, $2) on conflict do nothing`,
    [shopId, now],
  );
  return rowCount === 1;
}

/** Installed shops whose next look at stock, payments, plans or cash is due, or one of whose passes is under way. */
export async function shopsWithDuePlanning(
  what: 'stock' | 'payments' | 'plan' | 'cash',
  now: Date,
  limit: number,
): Promise<WaitingShop[]> {
  const pool = await runtimePool();
  const { rows } = await pool.query(
    'select shop_id, since from shops_with_due_planning($1, $2, $3)',
    [what, now, limit],
  );
  return waitingSchema.parse(rows).map(({ shop_id: shopId, since }) => ({ shopId, since }));
}

const waitingSchema = z.array(z.object({ shop_id: z.number(), since: z.date() }));
