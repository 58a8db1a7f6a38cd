import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { WaitingShop } from '#app/db/cross-shop.server.ts';
import { runtimePool } from '#app/db/pool.server.ts';

/**
 * Takes the marks off the next parcels to be counted, in order of id, and returns their fulfillments. A mark that somebody
 * is making right now is left for the next time: what was written with it cannot be read yet.
 */
export async function takeParcelsToScore(
  sql: PoolClient,
  shopId: number,
  limit: number,
): Promise<string[]> {
  // By place and not by key: statistics are of a table that is nearly always empty, and a plan made by them would compare
  // every mark of the shop with each of these.
  const { rows } = await sql.query<{ fulfillmentId: string }>(
    `delete from parcels_to_score where shop_id = $1 and ctid = any(array(
       select ctid from parcels_to_score where shop_id = $1
       order by fulfillment_id, position limit $2 for update skip locked))
     returning fulfillment_id as "fulfillmentId"`,
    [shopId, limit],
  );
  return rows.map(({ fulfillmentId }) => fulfillmentId);
}

/** Installed shops with parcels that have changed since they were last counted; the longest-waiting first. */
export async function shopsWithParcelsToScore(limit: number): Promise<WaitingShop[]> {
  const pool = await runtimePool();
  const { rows } = await pool.query('select shop_id, since from shops_with_parcels_to_score($1)', [
    limit,
  ]);
  return waitingSchema.parse(rows).map(({ shop_id: shopId, since }) => ({ shopId, since }));
}

const waitingSchema = z.array(z.object({ shop_id: z.number(), since: z.date() }));
