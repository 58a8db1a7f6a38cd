import type { PoolClient } from 'pg';
import { ORDER_KEY_HEADER } from '#app/contracts/shopper.ts';
import type { ShopperAction, ShopperOrder, ShopperRefusal } from '#app/contracts/shopper.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';
import { answerDelayNotice } from '#app/services/answer-delay-notice.server.ts';
import { askAboutParcel } from '#app/services/ask-about-parcel.server.ts';
import { findShopQuickly } from '#app/services/find-shop-quickly.server.ts';
import { identifyShopper } from '#app/services/identify-shopper.server.ts';
import { loadShopperOrder } from '#app/services/load-shopper-order.server.ts';
import { readShopperBody } from '#app/services/read-shopper-body.server.ts';
import { secondsToWait } from '#app/services/request-limits.server.ts';
import type { ShopperDeed } from '#app/services/shopper-deed.ts';
import { writeToAsk } from '#app/services/write-to-ask.server.ts';
import { readCustomerToken } from '#app/shopify/customer-token.server.ts';
import type { CustomerToken } from '#app/shopify/customer-token.server.ts';

/**
 * Answers an order status page (contracts/shopper.ts): reading the order, and what its shopper does there, which is answered
 * with the order as it then is. A token that is not whole is 401, always the same. Whatever of shop, customer and key does
 * not fit is the same 404 as an order that is nowhere. Refusals are codes; nothing of a request is repeated or logged.
 */
export async function answerShopper(
  request: Request,
  { orderId, now }: { orderId: string; now: Date },
): Promise<Response> {
  const { method } = request;
  if (method === 'OPTIONS') return new Response(null, { status: 204, headers: HEADERS });
  const isWriting = method === 'POST';
  if (!isWriting && method !== 'GET' && method !== 'HEAD')
    return refuse({ refused: 'bad_field', field: 'method' }, 405);
  const token = await readCustomerToken(request.headers.get('authorization'));
  if (token === null) return refuse({ refused: 'not_signed_in' }, 401);
  const retryAfterSeconds = await secondsToWait(isWriting ? 'write' : 'read', token);
  if (retryAfterSeconds !== null) return refuse({ refused: 'too_often', retryAfterSeconds });
  const action = isWriting ? await readShopperBody(request) : null;
  if (action !== null && 'refused' in action) return refuse(action);
  const orderKey = request.headers.get(ORDER_KEY_HEADER);
  const language = new URL(request.url).searchParams.get('language');
  const answer = await answerToken({ token, orderId, orderKey, language, action, now });
  return 'refused' in answer ? refuse(answer) : Response.json(answer, { headers: HEADERS });
}

interface Asked {
  token: CustomerToken;
  orderId: string;
  orderKey: string | null;
  /** Of the merchant's own sentences (BCP 47); null: as they are stored. */
  language: string | null;
  /** Null: to be shown the order. */
  action: ShopperAction | null;
  now: Date;
}

async function answerToken(asked: Asked): Promise<ShopperOrder | ShopperRefusal> {
  const { token, orderId, orderKey, language, action, now } = asked;
  const shop = await findShopQuickly(token.domain);
  if (shop?.status !== 'installed') return { refused: 'not_found' };
  const { shopId } = shop;
  const timeZone = shop.timeZone ?? 'UTC';
  return withShopSql(shopId, async (sql) => {
    const { customer } = token;
    const shopper = await identifyShopper(sql, { shopId, orderId, orderKey, customer });
    if (shopper === null) return { refused: 'not_found' };
    if (action !== null) {
      const { customerHash, settings } = shopper;
      if (customerHash === null) return { refused: 'not_signed_in' };
      const order = { shopId, timeZone, orderId: shopper.orderId };
      const refusal = await act(sql, { ...order, customerHash, settings, now }, action);
      if (refusal !== null) return refusal;
    }
    return loadShopperOrder(sql, { shopId, timeZone, shopper, language, now });
  });
}

async function act(
  sql: PoolClient,
  deed: ShopperDeed,
  action: ShopperAction,
): Promise<ShopperRefusal | null> {
  switch (action.intent) {
    case 'ask':
      return askAboutParcel(sql, deed, action);
    case 'write':
      return writeToAsk(sql, deed, action);
    case 'answer_notice':
      return answerDelayNotice(sql, deed, action);
    default:
      return assertExhaustive(action);
  }
}

/** Extensions run on an origin of Shopify's own; no answer is anybody else's, or is kept. */
const HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
  'Access-Control-Allow-Headers': `Authorization, Content-Type, ${ORDER_KEY_HEADER}`,
  'Access-Control-Expose-Headers': 'Retry-After',
  'Access-Control-Max-Age': '7200',
  'Cache-Control': 'no-store',
  Vary: `Authorization, ${ORDER_KEY_HEADER}`,
};

const STATUS: Record<ShopperRefusal['refused'], number> = {
  not_signed_in: 403,
  too_long: 413,
  empty: 422,
  too_many_open: 409,
  too_often: 429,
  no_attachments: 415,
  bad_field: 422,
  closed: 409,
  not_found: 404,
  too_late: 409,
};

function refuse(refusal: ShopperRefusal, status = STATUS[refusal.refused]): Response {
  const response = Response.json(refusal, { status, headers: HEADERS });
  const { retryAfterSeconds } = refusal;
  if (retryAfterSeconds !== undefined)
    response.headers.set('Retry-After', String(retryAfterSeconds));
  return response;
}
