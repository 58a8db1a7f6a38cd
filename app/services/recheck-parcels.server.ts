import { markDirty } from '#app/db/dirty-orders.server.ts';
import { ordersOfFulfillments } from '#app/db/orders.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';

/**
 * Asks Shopify again about these parcels (`${fulfillmentId}-${position}`), soon. Returns how many orders will be read;
 * ids of no parcel of this shop are left out.
 */
export async function recheckParcels({
  shopId,
  parcelIds,
  now,
}: {
  shopId: number;
  parcelIds: readonly string[];
  now: Date;
}): Promise<{ orders: number }> {
  const fulfillmentIds = parcelIds
    .map((id) => /^([0-9]{1,19})-[0-9]{1,5}$/.exec(id)?.[1])
    .filter((id) => id !== undefined);
  return withShopSql(shopId, async (sql) => {
    const orderIds = await ordersOfFulfillments(sql, shopId, fulfillmentIds);
    if (orderIds.length === 0) return { orders: 0 };
    await markDirty(sql, shopId, { orderIds, reason: 'recheck', now });
    await enqueue(sql, 'refetch-orders', { shopId });
    return { orders: orderIds.length };
  });
}
