import { createHmac, timingSafeEqual } from 'node:crypto';
import type { PoolClient } from 'pg';
import { env } from '#app/env.server.ts';
import type { Shop } from '#app/db/shops.server.ts';
import { deleteProducts } from '#app/db/products-write.server.ts';
import { customerHash, customerKey } from '#app/db/privacy-keys.server.ts';
import { recordPrivacyRequest } from '#app/db/privacy.server.ts';
import { removeStockOfProduct } from '#app/db/stock-items.server.ts';
import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { noteWebhook } from '#app/db/sync-state.server.ts';
import { storeOrderWebhook, storeWebhook } from '#app/db/webhook-inbox.server.ts';
import type { StoredWebhook } from '#app/db/webhook-inbox.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';
import { enqueue, enqueueArguments } from '#app/jobs/enqueue.server.ts';
import { findShopQuickly } from '#app/services/find-shop-quickly.server.ts';
import { readWebhook } from '#app/services/receive-webhook-reading.server.ts';
import type { WebhookEffect } from '#app/services/receive-webhook-reading.server.ts';
import { uninstallShop } from '#app/services/uninstall-shop.server.ts';

/** How a delivery ended. Anything but 200 makes Shopify deliver it again, up to eight times in four hours. */
export interface WebhookReceipt {
  status: 200 | 400 | 401;
  /** A short code for the answer's body and the log; never contents. */
  outcome:
    | 'stored'
    | 'repeated'
    | 'unknown_shop'
    | 'bad_signature'
    | 'header_missing'
    | 'not_json'
    | 'body_incomplete';
}

/**
 * Takes one webhook delivery. The answer 200 means that it is stored: the inbox row, the mark on the order and the
 * job are one committed transaction. Only ids and times are kept.
 *
 * - A wrong or missing signature is 401 and leaves nothing.
 * - A shop we do not know, or whose data has been erased, gets 200 and leaves nothing: there is no tenant to hold it,
 *   and a refusal would only make Shopify repeat it.
 * - A signed body that is no JSON is kept as failed (size and digest, not the text) and answered 400. One that lacks
 *   the id it should carry is kept as failed and answered 200; the sweep repairs what it would have said.
 */
export async function receiveWebhook(delivery: {
  headers: Headers;
  rawBody: Buffer;
  now: Date;
}): Promise<WebhookReceipt> {
  const { headers, rawBody, now } = delivery;
  if (!isSigned(rawBody, headers.get('x-shopify-hmac-sha256'))) {
    return { status: 401, outcome: 'bad_signature' };
  }
  const domain = headers.get('x-shopify-shop-domain');
  const topic = headers.get('x-shopify-topic');
  const webhookId = headers.get('x-shopify-webhook-id');
  if (domain === null || topic === null || webhookId === null) {
    return { status: 400, outcome: 'header_missing' };
  }
  const shop = await findShopQuickly(domain);
  if (shop === null) return { status: 200, outcome: 'unknown_shop' };

  const { shopId } = shop;
  const reading = readWebhook(topic, rawBody);
  const { effect, error } = reading;
  const triggeredAt = instantOrNull(headers.get('x-shopify-triggered-at'));
  const webhook: StoredWebhook = {
    webhookId,
    eventId: headers.get('x-shopify-event-id'),
    topic,
    apiVersion: headers.get('x-shopify-api-version'),
    triggeredAt,
    receivedAt: now,
    payload: reading.payload,
    state: error !== null ? 'failed' : isWaiting(effect, shop) ? 'stored' : 'done',
    error,
  };
  return withShopSql(shopId, async (sql) => {
    if (effect.kind === 'order' && shop.status === 'installed') {
      const { orderId } = effect;
      const job = enqueueArguments('refetch-orders', { shopId });
      const isNew = await storeOrderWebhook(sql, shopId, { webhook, orderId, job });
      return { status: 200, outcome: isNew ? 'stored' : 'repeated' };
    }
    const kept = await withCustomerHash(sql, { shopId, webhook, customer: reading.customer });
    if (!(await storeWebhook(sql, shopId, kept))) return { status: 200, outcome: 'repeated' };
    await noteWebhook(sql, shopId, now);
    await takeEffect(sql, { shop, effect, topic, webhookId, triggeredAt, now });
    if (error === 'not_json') return { status: 400, outcome: 'not_json' };
    return { status: 200, outcome: error === null ? 'stored' : 'body_incomplete' };
  });
}

/** What a customer wrote hangs on the customer too, not on the orders alone that a privacy request names. */
async function withCustomerHash(
  sql: PoolClient,
  { shopId, webhook, customer }: { shopId: number; webhook: StoredWebhook; customer?: string },
): Promise<StoredWebhook> {
  if (customer === undefined) return webhook;
  const hash = customerHash(await customerKey(sql, shopId), customer);
  return { ...webhook, payload: { ...webhook.payload, customerHash: hash } };
}

interface Delivered {
  shop: Shop;
  effect: WebhookEffect;
  topic: string;
  webhookId: string;
  triggeredAt: Date | null;
  now: Date;
}

async function takeEffect(sql: PoolClient, delivered: Delivered): Promise<void> {
  const { shop, effect, topic, webhookId, triggeredAt, now } = delivered;
  const { shopId } = shop;
  const isInstalled = shop.status === 'installed';
  switch (effect.kind) {
    case 'none':
    // Of a shop that has left: what it says about orders is no longer our concern.
    case 'order':
      return;
    case 'job':
      // Asked again here: the uninstall may have come while this delivery was being stored.
      if (!isInstalled || (await installedDomain(sql, shopId)) === null) return;
      return enqueue(sql, effect.job, { shopId }, { sooner: true });
    case 'product':
      if (!isInstalled || (await installedDomain(sql, shopId)) === null) return;
      // An id is never given out again, so whatever else is said of it comes too late.
      if (effect.isGone) {
        await deleteProducts(sql, shopId, [effect.productId]);
        return removeStockOfProduct(sql, shopId, effect.productId);
      }
      return enqueue(sql, 'read-products', { shopId });
    case 'stock':
      if (!isInstalled || (await installedDomain(sql, shopId)) === null) return;
      return enqueue(sql, 'read-stock', { shopId });
    case 'uninstall':
      return uninstallShop(sql, { shopId, triggeredAt: triggeredAt ?? now, now });
    case 'privacy':
      // Holds for a shop that has left, too: `shop/redact` comes two days after the uninstall.
      await recordPrivacyRequest(sql, shopId, { requestId: webhookId, topic, receivedAt: now });
      return enqueue(sql, 'process-privacy', { shopId });
    default:
      return assertExhaustive(effect);
  }
}

/** Whether something is still to be done about it after this transaction, which will then mark it done. */
function isWaiting(effect: WebhookEffect, shop: Shop): boolean {
  if (effect.kind === 'privacy' || effect.kind === 'uninstall') return true;
  if (shop.status !== 'installed') return false;
  if (effect.kind === 'product') return !effect.isGone;
  return (
    effect.kind === 'order' ||
    effect.kind === 'stock' ||
    (effect.kind === 'job' && effect.job === 'refresh-shop')
  );
}

/** Compares the signature over the raw bytes with both secrets that may be in use while one is being rotated. */
function isSigned(rawBody: Buffer, signature: string | null): boolean {
  if (signature === null) return false;
  const given = Buffer.from(signature, 'base64');
  const { SHOPIFY_API_SECRET, SHOPIFY_API_SECRET_PREVIOUS } = env();
  return [SHOPIFY_API_SECRET, SHOPIFY_API_SECRET_PREVIOUS].some((secret) => {
    if (secret === undefined) return false;
    const expected = createHmac('sha256', secret).update(rawBody).digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function instantOrNull(text: string | null): Date | null {
  if (text === null) return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at;
}
