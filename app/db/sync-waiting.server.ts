import { z } from 'zod';
import type { WaitingShop } from '#app/db/cross-shop.server.ts';
import { runtimePool } from '#app/db/pool.server.ts';

const waitingSchema = z.array(z.object({ shop_id: z.number(), since: z.date() }));

/** Installed shops whose local day has changed since their daily counts were written. */
export async function shopsWithNewDay(now: Date, limit: number): Promise<WaitingShop[]> {
  return ask('select shop_id, since from shops_with_new_day($1, $2)', [now, limit]);
}

/** Shops, installed or not, with a compliance request that is not answered yet. */
export async function shopsWithOpenPrivacyRequests(limit: number): Promise<WaitingShop[]> {
  return ask('select shop_id, since from shops_with_open_privacy_requests($1)', [limit]);
}

async function ask(text: string, values: unknown[]): Promise<WaitingShop[]> {
  const pool = await runtimePool();
  const { rows } = await pool.query(text, values);
  return waitingSchema.parse(rows).map((row) => ({ shopId: row.shop_id, since: row.since }));
}
