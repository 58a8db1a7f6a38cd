import { z } from 'zod';
import { METAFIELD_KEY, METAFIELD_NAMESPACE } from '#app/contracts/shopper.ts';
import { writeOrderMetafield } from '#app/contracts/write-order-metafield.ts';
import {
  noteWriteError,
  readShopperState,
  type ShopperWriteError,
} from '#app/db/shopper-state.server.ts';
import {
  noteUnwritten,
  noteWritten,
  readWritableViews,
  type WritableView,
} from '#app/db/shopper-views.server.ts';
import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { env } from '#app/env.server.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import type { Sending } from '#app/services/outbox-sending.ts';
import { setMetafields, type OrderMetafield } from '#app/services/send-shopper-views-set.server.ts';
import { openSource } from '#app/services/sync-source.server.ts';
import { AdminApiError } from '#app/shopify/admin-failure.ts';

/** Shopify's limit of metafields in one call. */
export const ORDERS_OF_A_WRITE = 25;

/** An order is written once a minute at most. */
const AGAIN_AFTER_MS = 60_000;

/** What a queued write says: whose metafields. What they are to say is read when it is sent. */
export const shopperWriteSchema = z.object({
  orderIds: z.array(z.string().regex(/^\d+$/)).max(ORDERS_OF_A_WRITE),
});

/**
 * Writes what shoppers see into their orders' metafields, as it is now. An order that Shopify refuses is left as it is and
 * stops no other. Never throws for what Shopify answers.
 */
export async function sendShopperViews({
  shopId,
  payload,
  now,
}: {
  shopId: number;
  payload: unknown;
  now: Date;
}): Promise<Sending> {
  const { orderIds } = shopperWriteSchema.parse(payload);
  const found = await withShopSql(shopId, async (sql) => {
    const domain = await installedDomain(sql, shopId);
    const { isOn, writeError } = await readShopperState(sql, shopId);
    // Queued before the permission was found missing: Shopify would answer all of them alike.
    if (writeError === 'scope_missing') return { domain, views: [] };
    return { domain, views: await readWritableViews(sql, shopId, { orderIds, isOn }) };
  });
  const { domain, views } = found;
  if (domain === null || views.length === 0)
    return { outcome: { kind: 'cancelled' }, conclude: async () => {} };
  const { error, waitMs } = await write({ shopId, domain, views, now });
  return {
    outcome:
      error === null
        ? { kind: 'sent' }
        : { kind: 'failed', code: error, isRetryable: error === 'unreachable', waitMs },
    conclude: async (sql, end) => {
      if (end !== 'sent' && end !== 'failed') return;
      await noteWriteError(sql, shopId, error);
      // What was refused is not tried again until it changes; what never got there is.
      if (error !== 'unreachable') return noteWritten(sql, shopId, { written: views, now });
      await noteUnwritten(sql, shopId, { orderIds, now });
      await enqueue(sql, 'write-shopper-views', { shopId }, { delayMs: AGAIN_AFTER_MS });
    },
  };
}

interface Written {
  /** Null also when some orders were refused, but not all. */
  error: ShopperWriteError | null;
  waitMs: number | null;
}

async function write({
  shopId,
  domain,
  views,
  now,
}: {
  shopId: number;
  domain: string;
  views: readonly WritableView[];
  now: Date;
}): Promise<Written> {
  // The answer says nothing of parcels, so that it does not count for the source's clock.
  const source = openSource({ shopId, domain, now });
  try {
    return { error: await setMetafields(source, views.map(metafieldOf)), waitMs: null };
  } catch (error) {
    if (!(error instanceof AdminApiError)) throw error;
    if (error.kind === 'forbidden') return { error: 'scope_missing', waitMs: null };
    if (error.kind === 'refused') return { error: 'refused', waitMs: null };
    return { error: 'unreachable', waitMs: error.waitMs };
  }
}

function metafieldOf({ orderId, parcels, orderKey: key, madeAt }: WritableView): OrderMetafield {
  return {
    ownerId: `gid://shopify/Order/${orderId}`,
    namespace: METAFIELD_NAMESPACE,
    key: METAFIELD_KEY,
    type: 'json',
    value: writeOrderMetafield({
      at: madeAt.toISOString(),
      api: env().SHOPIFY_APP_URL,
      key,
      parcels,
    }),
  };
}
