import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { loadAsks } from '#app/services/load-asks.server.ts';
import { aFinding, putFindings } from '#tests/integration/findings/findings-on-hand.ts';
import {
  askStand,
  FRIDAY,
  MONDAY,
  send,
  anAsk,
  seen,
  staff,
} from '#tests/integration/shopper/ask-stand.ts';
import {
  shopperOrder,
  shopperShop,
  type OrderOnHand,
} from '#tests/integration/shopper/shoppers-on-hand.ts';

const { rows } = await askStand();

describe('an open notice of delay', () => {
  async function noticed(
    order: OrderOnHand,
    { sentAt = '2026-11-10T12:00:00Z', answer = 'none' } = {},
  ): Promise<string> {
    const [row] = await rows(
      `insert into delay_notices (shop_id, order_id, sent_at, new_ship_by, answer, recorded_by, recorded_at)
       values ($1, $2, $3, '2026-12-01T12:00:00Z', $4, 'user:9', $3) returning notice_id as id`,
      [order.shopId, order.orderId, sentAt, answer],
    );
    return String(row?.['id']);
  }
  const answering = (noticeId: string, answer: 'accepted' | 'cancelled') => ({
    intent: 'answer_notice',
    noticeId,
    answer,
    language: 'de',
  });

  test('is answered by waiting: its order is judged again, and the finding says so', async () => {
    const order = await shopperOrder(await shopperShop());
    const finding = aFinding({ orderId: Number(order.orderId), subjectId: order.orderId });
    const other = aFinding({
      orderId: Number(order.orderId),
      subjectId: order.orderId,
      ruleId: 'US-FTC-01',
    });
    await putFindings(order.shopId, [finding, other]);
    await rows(
      `insert into compliance_state (shop_id, watching_since, next_facts_at, last_full_at) values ($1, now(), now(), now())`,
      [order.shopId],
    );
    const noticeId = await noticed(order);
    await rows(`delete from subjects_to_judge where shop_id = $1`, [order.shopId]);
    expect((await seen(order)).notice).toEqual({
      noticeId,
      sentAt: '2026-11-10T12:00:00.000Z',
      newShipBy: '2026-12-01T12:00:00.000Z',
      answer: 'none',
    });
    const { body } = await send(order, answering(noticeId, 'accepted'));
    expect(body).toMatchObject({ signedIn: { notice: { answer: 'accepted' }, asks: [] } });
    await send(order, answering(noticeId, 'accepted'));
    const events = await rows(
      `select finding_id as id, kind, actor, detail from finding_events where shop_id = $1 and kind like 'notice%'`,
      [order.shopId],
    );
    expect(events).toEqual([
      { id: finding.id, kind: 'notice_answered', actor: 'shopper', detail: { answer: 'accepted' } },
    ]);
    expect(
      await rows(
        `select subject_id, groups from subjects_to_judge where shop_id = $1 and subject_kind = 'order'`,
        [order.shopId],
      ),
    ).toEqual([{ subject_id: order.orderId, groups: ['order.notices'] }]);
  });

  test('is answered by cancelling, also after having agreed: staff is asked to cancel, once', async () => {
    const order = await shopperOrder(await shopperShop());
    const noticeId = await noticed(order);
    await send(order, answering(noticeId, 'accepted'));
    await Promise.all([1, 2, 3].map(() => send(order, answering(noticeId, 'cancelled'))));
    const { notice, asks } = await seen(order);
    expect(notice).toMatchObject({ answer: 'cancelled' });
    expect(asks).toMatchObject([
      { kind: 'cancel', parcelId: null, state: 'open', dueAt: MONDAY, messages: [] },
    ]);
    expect(await send(order, answering(noticeId, 'accepted'))).toEqual({
      status: 409,
      body: { refused: 'too_late' },
    });
    const page = await loadAsks({
      shopId: order.shopId,
      tab: 'open',
      cursor: null,
      now: FRIDAY,
    });
    expect(page.rows).toMatchObject([{ kind: 'cancel', parcel: null, firstLine: null }]);
  });

  test('that staff takes back and the shopper cancels again asks staff again', async () => {
    const order = await shopperOrder(await shopperShop());
    const noticeId = await noticed(order);
    await send(order, answering(noticeId, 'cancelled'));
    const askId = (await seen(order)).asks[0]?.askId ?? '';
    await staff(order, askId, { intent: 'close' });
    await rows(`update delay_notices set answer = 'none' where notice_id = $1`, [noticeId]);
    await send(order, answering(noticeId, 'cancelled'));
    expect((await seen(order)).asks).toMatchObject([{ askId, state: 'open' }]);
  });

  test('may be cancelled while five questions are open', async () => {
    const order = await shopperOrder(await shopperShop());
    for (let index = 0; index < 5; index += 1) await send(order, anAsk(order));
    expect((await send(order, answering(await noticed(order), 'cancelled'))).status).toBe(200);
    expect((await seen(order)).asks).toHaveLength(6);
  });

  test('is the newest one alone', async () => {
    const order = await shopperOrder(await shopperShop());
    const older = await noticed(order, { sentAt: '2026-11-01T12:00:00Z' });
    const newer = await noticed(order);
    expect((await seen(order)).notice?.noticeId).toBe(newer);
    const tooLate = { status: 409, body: { refused: 'too_late' } };
    expect(await send(order, answering(older, 'accepted'))).toEqual(tooLate);
    expect(await send(order, answering(randomUUID(), 'accepted'))).toEqual(tooLate);
  });

  test.each([
    ['behind a cancellation', { answer: 'cancelled', sentAt: '2026-11-01T12:00:00Z' }, null],
    ['of a cancelled order', {}, `update orders set cancelled_at = now() where order_id = $1`],
    [
      'of an order whose parcels a carrier has',
      {},
      `update parcels set last_physical_at = now() where order_id = $1`,
    ],
    ['of a delivered order', {}, `update parcels set delivered_at = now() where order_id = $1`],
  ])('%s is none', async (_fact, earlier, change) => {
    const order = await shopperOrder(await shopperShop());
    if ('answer' in earlier) await noticed(order, earlier);
    const noticeId = await noticed(order);
    if (change !== null) await rows(change, [order.orderId]);
    expect((await seen(order)).notice).toBeNull();
    expect(await send(order, answering(noticeId, 'cancelled'))).toMatchObject({
      body: { refused: 'too_late' },
    });
  });

  test('of an order that counts as shipped while no carrier has a parcel can be answered', async () => {
    const order = await shopperOrder(await shopperShop());
    const noticeId = await noticed(order);
    expect((await send(order, answering(noticeId, 'accepted'))).status).toBe(200);
  });

  test('of another order cannot be answered, and is not told apart from none', async () => {
    const shop = await shopperShop();
    const [order, other] = [await shopperOrder(shop), await shopperOrder(shop)];
    const noticeId = await noticed(order);
    expect(await send(other, answering(noticeId, 'cancelled'))).toEqual(
      await send(other, answering(randomUUID(), 'cancelled')),
    );
    expect((await seen(order)).notice).toMatchObject({ answer: 'none' });
  });

  test('is not asked about where the shop does not want it', async () => {
    const order = await shopperOrder(await shopperShop({ notices: { isOn: false } }));
    const noticeId = await noticed(order);
    expect((await seen(order)).notice).toBeNull();
    expect(await send(order, answering(noticeId, 'accepted'))).toEqual({
      status: 409,
      body: { refused: 'closed' },
    });
  });
});
