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
  const { rows } = await sql.query<{ fulfillmentId: string }>(
    `with next as (
       select fulfillment_id, position from parcels_to_score where shop_id = $1
       order by fulfillment_id, position limit $2 for update skip locked
     )
     delete from parcels_to_score m using next n
     where m.shop_id = $1 and m.fulfillment_id = n.fulfillment_id and m.position = n.position
     returning m.fulfillment_id as "fulfillmentId"`,
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
