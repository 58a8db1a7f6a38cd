import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { parseParcelId } from '#app/contracts/parcel-query.ts';
import { MOST_OPEN_ASKS } from '#app/contracts/shopper.ts';
import type { ShopperAction, ShopperRefusal } from '#app/contracts/shopper.ts';
import {
  askOfRequest,
  countOpenAsks,
  isParcelOfOrder,
  lockCustomer,
} from '#app/db/ask-limits.server.ts';
import { addAsk, addShopperMessage } from '#app/db/asks.server.ts';
import { cleanAskText } from '#app/services/ask-text.ts';
import { answeredBy } from '#app/services/shopper-deed.ts';
import type { ShopperDeed } from '#app/services/shopper-deed.ts';
import { writingLimit } from '#app/services/writing-limit.server.ts';

type Ask = Extract<ShopperAction, { intent: 'ask' }>;

/** Keeps what a shopper asks about a parcel, with the time by which it is answered; null: kept, now or by the same request before. */
export async function askAboutParcel(
  sql: PoolClient,
  deed: ShopperDeed,
  ask: Ask,
): Promise<ShopperRefusal | null> {
  const { shopId, orderId, customerHash, settings, now } = deed;
  const text = cleanAskText(ask.text);
  if (text === '') return { refused: 'empty' };
  const requestKey = `shopper:${ask.requestKey}`;
  await lockCustomer(sql, shopId, customerHash);
  if ((await askOfRequest(sql, shopId, { orderId, requestKey })) !== null) return null;
  if (!settings.asks.isOn) return { refused: 'closed' };
  const parcel = parseParcelId(ask.parcelId);
  if (parcel === null || !(await isParcelOfOrder(sql, shopId, { orderId, ...parcel })))
    return { refused: 'bad_field', field: 'parcelId' };
  if ((await countOpenAsks(sql, shopId, orderId)) >= MOST_OPEN_ASKS)
    return { refused: 'too_many_open', limit: MOST_OPEN_ASKS };
  const tooOften = await writingLimit(sql, { shopId, customerHash, now });
  if (tooOften !== null) return tooOften;
  const askId = randomUUID();
  const isKept = await addAsk(sql, shopId, {
    askId,
    orderId,
    ...parcel,
    kind: ask.kind,
    customerHash,
    language: languageOf(ask.language),
    requestKey,
    askedAt: now,
    dueAt: answeredBy(deed),
  });
  if (!isKept) return { refused: 'not_found' };
  await addShopperMessage(sql, shopId, { askId, text, requestKey, at: now });
  return null;
}

/** A BCP 47 tag; `und` (undetermined) for what is none. */
export function languageOf(tag: string): string {
  return /^[a-z]{2,3}(-[a-z\d]{2,8}){0,3}$/i.test(tag) ? tag : 'und';
}
