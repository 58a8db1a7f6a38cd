import { forgetDirty, takeDirty } from '#app/db/dirty-orders.server.ts';
import type { DirtyOrder } from '#app/db/dirty-orders.server.ts';
import { deleteOrders, noteOrdersRead, ordersCreatedSince } from '#app/db/orders.server.ts';
import { grantedScopes, installedDomain, lockSync } from '#app/db/sync-lifecycle.server.ts';
import { noteGaps } from '#app/db/sync-state.server.ts';
import { finishWebhooksOfOrders } from '#app/db/webhook-inbox.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { AGAIN, DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { assessParcels } from '#app/services/assess-parcels.server.ts';
import { ORDERS_PER_READ, readOrders } from '#app/services/refetch-read-orders.server.ts';
import type { ReadOrders } from '#app/services/refetch-read-orders.server.ts';
import { openSource } from '#app/services/sync-source.server.ts';
import type { Source } from '#app/services/sync-source.server.ts';
import { writeOrders } from '#app/services/sync-write-orders.server.ts';

/** Shopify shows orders of the last sixty days without `read_all_orders`: an older one that is not shown may exist. */
const SURELY_SHOWN_MS = 59 * 24 * 3_600_000;

/**
 * Reads the orders that something said have changed, a batch at a time, writes them, judges their parcels and closes
 * the webhooks about them, in one transaction. What the webhook said plays no part, so order and repetition do not either.
 */
export async function refetchOrders({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  const found = await withShopSql(shopId, async (sql) => {
    const domain = await installedDomain(sql, shopId);
    return domain === null
      ? null
      : {
          domain,
          dirty: await takeDirty(sql, shopId, ORDERS_PER_READ),
          mayReadReturns: (await grantedScopes(sql, shopId)).has('read_returns'),
        };
  });
  if (found === null || found.dirty.length === 0) return DONE;
  const { domain, dirty, mayReadReturns } = found;
  const source = openSource({ shopId, domain, now });
  const read = await readOrders(
    source,
    dirty.map((order) => order.orderId),
    { mayReadReturns },
  );
  await storeRead({ shopId, domain, dirty, read, source, now });
  return dirty.length < ORDERS_PER_READ ? DONE : AGAIN;
}

async function storeRead(step: {
  shopId: number;
  domain: string;
  dirty: readonly DirtyOrder[];
  read: ReadOrders;
  source: Source;
  now: Date;
}): Promise<void> {
  const { shopId, domain, dirty, read, source, now } = step;
  await withShopSql(shopId, async (sql) => {
    if ((await installedDomain(sql, shopId)) === null) return;
    await lockSync(sql, shopId);
    await source.report(sql);
    const { fulfillmentIds } = await writeOrders(sql, {
      shopId,
      domain,
      orders: read.orders,
      now,
    });
    await noteOrdersRead(
      sql,
      shopId,
      read.orders.map((order) => order.orderId),
      now,
    );
    const since = new Date(now.getTime() - SURELY_SHOWN_MS);
    const gone = await ordersCreatedSince(sql, shopId, { orderIds: read.missing, since });
    await deleteOrders(sql, shopId, gone);
    const scope = { kind: 'fulfillments', fulfillmentIds } as const;
    await assessParcels(sql, { shopId, scope, occasion: 'sync', now });
    await noteGaps(
      sql,
      shopId,
      read.unreadable.map(({ reason }) => ({ path: 'order', message: reason })),
      now,
    );
    const settled = await forgetDirty(sql, shopId, dirty);
    await finishWebhooksOfOrders(sql, shopId, settled, now);
  });
}
