import type { PoolClient } from 'pg';
import { lockLog } from '#app/db/evidence-logs.server.ts';

/**
 * Destroys what the log says of these orders, with its salts, so that nobody can even try what it may have been: their leaves
 * keep the commitment alone, and the log verifies as before. What still waits for the log never gets there.
 */
export async function eraseEvidence(
  sql: PoolClient,
  shopId: number,
  orderIds: readonly string[],
): Promise<void> {
  // A batch that is being sealed holds records that are in neither table for us.
  await lockLog(sql, shopId);
  await sql.query(
    `delete from evidence_queue where shop_id = $1 and (order_id = any($2::bigint[]) or order_id is null
       and fulfillment_id in (${FULFILLMENTS}))`,
    [shopId, orderIds],
  );
  for (const whose of [
    'order_id = any($2::bigint[])',
    `order_id is null and fulfillment_id in (${FULFILLMENTS})`,
  ])
    await sql.query(
      `update evidence_leaves set salt = null, record = null, sealed = null, key_id = null
        where shop_id = $1 and ${whose} and salt is not null`,
      [shopId, orderIds],
    );
}

const FULFILLMENTS =
  'select fulfillment_id from fulfillments where shop_id = $1 and order_id = any($2::bigint[])';
