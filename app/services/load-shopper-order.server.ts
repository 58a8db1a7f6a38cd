import type { PoolClient } from 'pg';
import { METAFIELD_VERSION, MOST_OPEN_ASKS } from '#app/contracts/shopper.ts';
import type { ShopperAsk, ShopperNotice, ShopperOrder } from '#app/contracts/shopper.ts';
import { asksOfOrder } from '#app/db/asks.server.ts';
import type { AskRecord, MessageRecord } from '#app/db/asks.server.ts';
import { orderNotices } from '#app/db/shopper-notices.server.ts';
import type { Shopper } from '#app/services/identify-shopper.server.ts';
import { openNotice } from '#app/services/open-notice.ts';
import { answeredBy } from '#app/services/shopper-deed.ts';
import { withWordingIn } from '#app/services/shopper-wording.ts';

/** The order as its shopper sees it now: the parcels, and for a signed-in customer what was asked and is to be answered. */
export async function loadShopperOrder(
  sql: PoolClient,
  {
    shopId,
    timeZone,
    shopper,
    language,
    now,
  }: { shopId: number; timeZone: string; shopper: Shopper; language: string | null; now: Date },
): Promise<ShopperOrder> {
  const { orderId, customerHash, settings } = shopper;
  const parcels = withWordingIn(shopper.parcels, { settings, language });
  const order = { version: METAFIELD_VERSION, at: now.toISOString(), parcels };
  if (customerHash === null) return { ...order, signedIn: null };
  const asks = await asksOfOrder(sql, shopId, { orderId, customerHash });
  const open = asks.filter(({ state, kind }) => state === 'open' && kind !== 'cancel').length;
  const notice = settings.notices.isOn
    ? openNotice(await orderNotices(sql, shopId, { orderId }))
    : null;
  return {
    ...order,
    signedIn: {
      canAsk: settings.asks.isOn && open < MOST_OPEN_ASKS,
      asks: asks.map(askOf),
      answerBy: answerIfAskedNow({ settings, timeZone, now }),
      notice: notice === null ? null : noticeOf(notice),
    },
  };
}

/**
 * To the minute: the same for all who ask in it, and working it out through a zone's calendar is a sixth of the answer's cost
 * (`npm run bench:shopper`). What an ask is promised is worked out when it is asked.
 */
function answerIfAskedNow({
  settings,
  timeZone,
  now,
}: {
  settings: Shopper['settings'];
  timeZone: string;
  now: Date;
}): string {
  const minute = Math.floor(now.getTime() / MINUTE_MS);
  if (minute !== knownMinute) {
    known.clear();
    knownMinute = minute;
  }
  const { asks, quietHours } = settings;
  const key = JSON.stringify([timeZone, asks.answerHours, quietHours]);
  const at =
    known.get(key) ??
    answeredBy({ settings, timeZone, now: new Date(minute * MINUTE_MS) }).toISOString();
  known.set(key, at);
  return at;
}

const MINUTE_MS = 60_000;
let knownMinute = -1;
const known = new Map<string, string>();

/** Of staff a shopper learns what it wrote, not who. */
function askOf(ask: AskRecord & { messages: MessageRecord[] }): ShopperAsk {
  const { askId, fulfillmentId, position, kind, state, askedAt, dueAt, messages } = ask;
  return {
    askId,
    parcelId: fulfillmentId === null || position === null ? null : `${fulfillmentId}-${position}`,
    kind,
    state,
    askedAt: askedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    messages: messages.map(({ author, text, at }) => ({ author, text, at: at.toISOString() })),
  };
}

function noticeOf({
  noticeId,
  sentAt,
  newShipBy,
  answer,
}: {
  noticeId: string;
  sentAt: Date;
  newShipBy: Date | null;
  answer: ShopperNotice['answer'];
}): ShopperNotice {
  return {
    noticeId,
    sentAt: sentAt.toISOString(),
    newShipBy: newShipBy?.toISOString() ?? null,
    answer,
  };
}
