import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { ShopperAction, ShopperRefusal } from '#app/contracts/shopper.ts';
import { askOfRequest, lockCustomer } from '#app/db/ask-limits.server.ts';
import { addAsk, setAskState } from '#app/db/asks.server.ts';
import { answerNotice } from '#app/db/delay-notices.server.ts';
import { addFindingEvent } from '#app/db/finding-detail.server.ts';
import { findingsOfOrder, orderNotices } from '#app/db/shopper-notices.server.ts';
import { ruleById } from '#app/domain/findings/rules/catalogue.ts';
import { languageOf } from '#app/services/ask-about-parcel.server.ts';
import { openNotice } from '#app/services/open-notice.ts';
import { answeredBy } from '#app/services/shopper-deed.ts';
import type { ShopperDeed } from '#app/services/shopper-deed.ts';

type Answer = Extract<ShopperAction, { intent: 'answer_notice' }>;

/**
 * Keeps what a shopper answered to the open notice of delay, as staff does by hand; the order is judged again by its trigger.
 * Cancelling opens an ask for staff, who cancels at Shopify: nothing is cancelled here. The same answer again changes nothing.
 */
export async function answerDelayNotice(
  sql: PoolClient,
  deed: ShopperDeed,
  { noticeId, answer, language }: Answer,
): Promise<ShopperRefusal | null> {
  const { shopId, orderId, customerHash, settings } = deed;
  if (!settings.notices.isOn) return { refused: 'closed' };
  await lockCustomer(sql, shopId, customerHash);
  const order = await orderNotices(sql, shopId, { orderId, lock: true });
  const stored = order.notices.find((notice) => notice.noticeId === noticeId);
  if (stored?.answer === answer) return null;
  const isOpen = openNotice(order)?.noticeId === noticeId && stored?.answer !== 'cancelled';
  if (!isOpen) return { refused: 'too_late' };
  await answerNotice(sql, shopId, { orderId, noticeId, answer });
  await noteAnswer(sql, deed, answer);
  if (answer === 'cancelled') await askToCancel(sql, deed, { noticeId, language });
  return null;
}

/** In the history of every finding that reads the order's notices. */
async function noteAnswer(
  sql: PoolClient,
  { shopId, orderId, now }: ShopperDeed,
  answer: Answer['answer'],
): Promise<void> {
  for (const { findingId, ruleId } of await findingsOfOrder(sql, shopId, orderId)) {
    if (ruleById(ruleId)?.requires.facts.includes('order.notices') !== true) continue;
    const event = { findingId, at: now, kind: 'notice_answered', actor: 'shopper' };
    await addFindingEvent(sql, shopId, { ...event, detail: { answer } });
  }
}

/** No limit of asks applies: a buyer may always cancel. One that staff took back and the shopper gives again is opened again. */
async function askToCancel(
  sql: PoolClient,
  deed: ShopperDeed,
  { noticeId, language }: Pick<Answer, 'noticeId' | 'language'>,
): Promise<void> {
  const { shopId, orderId, customerHash, now } = deed;
  const requestKey = `notice:${noticeId}`;
  const dueAt = answeredBy(deed);
  const askId = await askOfRequest(sql, shopId, { orderId, requestKey });
  if (askId !== null)
    return setAskState(sql, shopId, { askId, state: 'open', dueAt, closed: null });
  await addAsk(sql, shopId, {
    askId: randomUUID(),
    orderId,
    fulfillmentId: null,
    position: null,
    kind: 'cancel',
    customerHash,
    language: languageOf(language),
    requestKey,
    askedAt: now,
    dueAt,
  });
}
