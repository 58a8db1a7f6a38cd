import type { PoolClient } from 'pg';
import {
  completePrivacyRequest,
  heldAboutOrders,
  openPrivacyRequests,
  redactOrders,
} from '#app/db/privacy.server.ts';
import type { PrivacyRequest } from '#app/db/privacy.server.ts';
import { eraseSlice } from '#app/db/privacy-erase.server.ts';
import { anyDomain } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { AGAIN, DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';

/**
 * Answers the shop's oldest compliance request. Needs no token: `shop/redact` comes when the app is long gone.
 * - `customers/data_request`: what is held about the orders named is stored with the request, for the merchant.
 * - `customers/redact`: what could point at the buyer is taken off the orders named, for good.
 * - `shop/redact`: everything of the shop is erased, unless it has installed the app again.
 */
export async function processPrivacyRequests({
  shopId,
  now,
}: {
  shopId: number;
  now: Date;
}): Promise<Step> {
  return withShopSql(shopId, async (sql) => {
    const shop = await anyDomain(sql, shopId);
    const [request] = await openPrivacyRequests(sql, shopId);
    if (shop === null || request === undefined) return DONE;
    if (request.topic === 'shop/redact' && !shop.isInstalled) {
      const isErased = await eraseSlice(sql, shopId, { domain: shop.domain, now });
      return isErased ? DONE : AGAIN;
    }
    const result = await answer(sql, { shopId, domain: shop.domain, request, now });
    await completePrivacyRequest(sql, shopId, { requestId: request.requestId, result, now });
    return AGAIN;
  });
}

async function answer(
  sql: PoolClient,
  {
    shopId,
    domain,
    request,
    now,
  }: {
    shopId: number;
    domain: string;
    request: PrivacyRequest;
    now: Date;
  },
): Promise<unknown> {
  const { topic, orderIds } = request;
  if (topic === 'customers/data_request') {
    return { held: await heldAboutOrders(sql, shopId, orderIds) };
  }
  if (topic === 'customers/redact') {
    await redactOrders(sql, shopId, { domain, orderIds, now });
    return { redactedOrders: orderIds.length };
  }
  return { kept: 'installed again' };
}
