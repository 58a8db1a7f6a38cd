import { markDirty } from '#app/db/dirty-orders.server.ts';
import { isOrderKnown } from '#app/db/order-block.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { isOrderId } from '#app/services/load-order-block.server.ts';

/** Asks Shopify again about an order and all its parcels, soon. False when the shop has no such order or the id is none. */
export async function recheckOrder({
  shopId,
  orderId,
  now,
}: {
  shopId: number;
  orderId: string;
  now: Date;
}): Promise<boolean> {
  if (!isOrderId(orderId)) return false;
  return withShopSql(shopId, async (sql) => {
    if (!(await isOrderKnown(sql, { shopId, orderId }))) return false;
    await markDirty(sql, shopId, { orderIds: [orderId], reason: 'recheck', now });
    await enqueue(sql, 'refetch-orders', { shopId });
    return true;
  });
}
