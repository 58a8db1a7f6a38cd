import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type AskState, MOST_ANSWERS_OF_AN_ASK } from '#app/contracts/asks.ts';
import { loadAsk } from '#app/services/load-ask.server.ts';
import { loadAsks } from '#app/services/load-asks.server.ts';
import { loadHome } from '#app/services/load-home.server.ts';
import {
  askStand,
  FRIDAY,
  MONDAY,
  later,
  send,
  anAsk,
  seen,
  asked,
  staff,
  anAnswer,
} from '#tests/integration/shopper/ask-stand.ts';
import {
  shopperOrder,
  shopperShop,
  type OrderOnHand,
} from '#tests/integration/shopper/shoppers-on-hand.ts';

await askStand();

describe('staff', () => {
  test('answers, and the shopper reads what was written and not by whom', async () => {
    const order = await shopperOrder(await shopperShop());
    const askId = await asked(order);
    expect(await staff(order, askId, anAnswer())).toEqual({
      ok: true,
      done: 'answer',
      state: 'answered',
    });
    const [ask] = (await seen(order)).asks;
    expect(ask).toMatchObject({ state: 'answered' });
    expect(ask?.messages[1]).toEqual({
      author: 'staff',
      text: 'We send another one.',
      at: later(FRIDAY, 1).toISOString(),
    });
    const view = await loadAsk({ shopId: order.shopId, askId, now: FRIDAY });
    expect(view?.messages.map(({ by }) => by)).toEqual(['shopper', 'user:9']);
    expect(view).toMatchObject({
      parcel: { id: order.parcelId, verdict: 'on_track' },
      firstLine: 'The lamp is broken.',
      suggestions: ['send_photos', 'send_again_or_refund'],
    });
  });

  test('answers once, however often the same request comes', async () => {
    const order = await shopperOrder(await shopperShop());
    const askId = await asked(order);
    const answer = anAnswer();
    await Promise.all([1, 2, 3].map(() => staff(order, askId, answer)));
    expect((await seen(order)).asks[0]?.messages).toHaveLength(2);
  });

  test('answers and closes at once, and is refused to answer a closed ask', async () => {
    const order = await shopperOrder(await shopperShop());
    const askId = await asked(order);
    expect(await staff(order, askId, anAnswer({ close: true }))).toMatchObject({ state: 'closed' });
    expect(await staff(order, askId, anAnswer())).toEqual({
      ok: false,
      code: 'closed',
      field: null,
    });
    const view = await loadAsk({ shopId: order.shopId, askId, now: FRIDAY });
    expect(view).toMatchObject({ closedBy: 'user:9', closedAt: later(FRIDAY, 1).toISOString() });
  });

  test.each<[string, object[], AskState]>([
    ['waits again when nobody had answered', [], 'open'],
    ['is answered again when staff wrote last', [anAnswer()], 'answered'],
  ])('that takes a closing back finds an ask that %s', async (_fact, before, state) => {
    const order = await shopperOrder(await shopperShop());
    const askId = await asked(order);
    for (const body of before) await staff(order, askId, body);
    await staff(order, askId, { intent: 'close' });
    expect(await staff(order, askId, { intent: 'close' })).toMatchObject({ state: 'closed' });
    const reopened = { ok: true, done: 'reopen', state };
    expect(await staff(order, askId, { intent: 'reopen' })).toEqual(reopened);
    expect(await staff(order, askId, { intent: 'reopen' })).toEqual(reopened);
    const view = await loadAsk({ shopId: order.shopId, askId, now: FRIDAY });
    expect(view).toMatchObject({ state, dueAt: MONDAY, closedAt: null, closedBy: null });
  });

  test('is told what to mend', async () => {
    const order = await shopperOrder(await shopperShop());
    const askId = await asked(order);
    const refusal = (code: string, field: string | null) => ({ ok: false, code, field });
    expect(await staff(order, askId, anAnswer({ text: ' \u200b' }))).toEqual(
      refusal('empty', 'text'),
    );
    const long = anAnswer({ text: 'x'.repeat(2_001) });
    expect(await staff(order, askId, long)).toEqual(refusal('too_long', 'text'));
    expect(await staff(order, askId, anAnswer({ requestKey: '' }))).toEqual(
      refusal('bad_input', 'requestKey'),
    );
    expect(await staff(order, askId, { intent: 'forget' })).toEqual(refusal('bad_input', 'intent'));
    expect(await staff(order, askId, [])).toMatchObject({ code: 'bad_input' });
    for (let index = 0; index < MOST_ANSWERS_OF_AN_ASK; index += 1)
      await staff(order, askId, anAnswer());
    expect(await staff(order, askId, anAnswer())).toEqual(refusal('too_many', null));
  });

  test('of another shop finds nothing of it', async () => {
    const [order, stranger] = [
      await shopperOrder(await shopperShop()),
      await shopperOrder(await shopperShop()),
    ];
    const askId = await asked(order);
    const gone = { ok: false, code: 'gone', field: null };
    for (const id of [askId, randomUUID(), 'x'])
      for (const body of [anAnswer(), { intent: 'close' }, { intent: 'reopen' }])
        expect(await staff(stranger, id, body)).toEqual(gone);
    for (const id of [askId, randomUUID(), 'x'])
      expect(await loadAsk({ shopId: stranger.shopId, askId: id, now: FRIDAY })).toBeNull();
    expect((await loadAsk({ shopId: order.shopId, askId, now: FRIDAY }))?.messages).toHaveLength(1);
  });
});

describe('the queue of asks', () => {
  test('is sorted by the time promised, page after page, and counts what is overdue', async () => {
    const shop = await shopperShop();
    const { shopId } = shop;
    const orders: OrderOnHand[] = [];
    // Two of each instant: ties must neither be lost nor come twice.
    for (const hour of [3, 1, 2, 3, 1, 2]) {
      const order = await shopperOrder(shop);
      orders.push(order);
      await send(order, anAsk(order), { now: later(FRIDAY, hour) });
    }
    const now = new Date('2026-11-23T13:30:00Z');
    const due: string[] = [];
    const ids = new Set<string>();
    let cursor: string | null = null;
    for (let pages = 0; pages < 3; pages += 1) {
      const page = await loadAsks({ shopId, tab: 'open', cursor, now, rowsPerPage: 2 });
      due.push(...page.rows.map(({ dueAt }) => dueAt));
      for (const { id } of page.rows) ids.add(id);
      expect(page.counts).toEqual({
        open: 6,
        overdue: 2,
        oldestDueAt: later(new Date(MONDAY), 1).toISOString(),
      });
      cursor = page.nextCursor;
    }
    expect(cursor).toBeNull();
    expect(ids.size).toBe(6);
    expect(due).toEqual(due.toSorted());
    const { rows: first } = await loadAsks({ shopId, tab: 'open', cursor: null, now });
    expect(first.map(({ isOverdue }) => isOverdue)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(first[0]).toMatchObject({
      orderName: expect.stringMatching(/^#\d+$/),
      parcel: { verdict: 'on_track' },
      kind: 'damaged',
      firstLine: 'The lamp is broken.',
    });
    expect((await loadHome({ shopId, now })).home.asks).toEqual({
      open: 6,
      overdue: 2,
      oldestDueAt: '2026-11-23T13:00:00.000Z',
    });
  });

  test('has answered and closed ones behind tabs of their own, the newest first', async () => {
    const shop = await shopperShop();
    const { shopId } = shop;
    const ids: string[] = [];
    for (const hour of [1, 2, 3, 4]) {
      const order = await shopperOrder(shop);
      const askId = await asked(order);
      ids.push(askId);
      const body = anAnswer({ close: hour > 2 });
      await staff(order, askId, body, later(FRIDAY, hour));
    }
    const [first, second, third, fourth] = ids;
    const tab = async (name: AskState, cursor: string | null = null) => {
      const page = await loadAsks({ shopId, tab: name, cursor, now: FRIDAY, rowsPerPage: 1 });
      return { ids: page.rows.map(({ id }) => id), next: page.nextCursor };
    };
    const answered = await tab('answered');
    expect(answered.ids).toEqual([second]);
    expect((await tab('answered', answered.next)).ids).toEqual([first]);
    const closed = await tab('closed');
    expect(closed.ids).toEqual([fourth]);
    expect((await tab('closed', closed.next)).ids).toEqual([third]);
    // Another tab's cursor, and what is none, begin at the beginning.
    expect((await tab('closed', answered.next)).ids).toEqual([fourth]);
    expect((await tab('closed', 'nonsense')).ids).toEqual([fourth]);
    expect((await tab('open')).ids).toEqual([]);
  });
});
