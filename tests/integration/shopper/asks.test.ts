import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import type { AskState } from '#app/contracts/asks.ts';
import { MOST_ANSWERS_OF_AN_ASK } from '#app/contracts/asks.ts';
import { shopperOrderSchema } from '#app/contracts/shopper.ts';
import type { ShopperAction, ShopperOrder } from '#app/contracts/shopper.ts';
import { resealAsks } from '#app/db/asks.server.ts';
import { DEFAULT_SHOPPER_SETTINGS } from '#app/domain/shopper/shopper-settings.ts';
import { actOnAsk } from '#app/services/act-on-ask.server.ts';
import { answerShopper } from '#app/services/answer-shopper.server.ts';
import { loadAsk } from '#app/services/load-ask.server.ts';
import { loadAsks } from '#app/services/load-asks.server.ts';
import { loadHome } from '#app/services/load-home.server.ts';
import { aFinding, putFindings } from '#tests/integration/findings/findings-on-hand.ts';
import {
  customerToken,
  shopperOrder,
  shopperShop,
  type OrderOnHand,
} from '#tests/integration/shopper/shoppers-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';

const database = await testDatabase();
process.env['LASTSCAN_KEYS'] = `first:${randomBytes(32).toString('base64')}`;
const owner = new Client({ connectionString: database.adminUrl });
await owner.connect();
afterAll(() => owner.end());
const rows = async (text: string, values: unknown[] = []) =>
  (await owner.query<Record<string, unknown>>(text, values)).rows;

/** A Friday noon: with the usual quiet hours and Sundays closed, 24 hours on are Monday at noon. */
const FRIDAY = new Date('2026-11-20T12:00:00Z');
const MONDAY = '2026-11-23T12:00:00.000Z';
const later = (from: Date, hours: number) => new Date(from.getTime() + hours * 3_600_000);

async function send(
  order: OrderOnHand,
  body: object | null,
  { now = FRIDAY, customer = order.customer }: { now?: Date; customer?: string } = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const request = new Request(`http://app.example/shopper/orders/${order.orderId}`, {
    ...(body === null ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: {
      authorization: `Bearer ${customerToken(order.domain, { sub: customer })}`,
      'content-type': 'application/json',
      'x-lastscan-order-key': order.orderKey,
    },
  });
  const response = await answerShopper(request, { orderId: order.orderId, now });
  return { status: response.status, body: await response.json() };
}

const anAsk = (
  order: OrderOnHand,
  change: Partial<Extract<ShopperAction, { intent: 'ask' }>> = {},
) => ({
  intent: 'ask',
  requestKey: randomUUID(),
  parcelId: order.parcelId,
  kind: 'damaged',
  text: 'The lamp is broken.',
  language: 'de',
  ...change,
});

/** The order as its shopper sees it, read as the extension reads it. */
async function seen(
  order: OrderOnHand,
  now = FRIDAY,
): Promise<NonNullable<ShopperOrder['signedIn']>> {
  const { signedIn } = shopperOrderSchema.parse((await send(order, null, { now })).body);
  if (signedIn === null) throw new Error('nobody is signed in');
  return signedIn;
}

async function asked(order: OrderOnHand, now = FRIDAY): Promise<string> {
  expect((await send(order, anAsk(order), { now })).status).toBe(200);
  return (await seen(order, now)).asks[0]?.askId ?? '';
}

const staff = (order: OrderOnHand, askId: string, body: object, now = later(FRIDAY, 1)) =>
  actOnAsk({ shopId: order.shopId, askId, actor: 'user:9', body, now });
const anAnswer = (change: object = {}) => ({
  intent: 'answer',
  requestKey: randomUUID(),
  text: 'We send another one.',
  ...change,
});

describe('what a shopper asks', () => {
  test('is kept, sealed, with the time by which it is answered', async () => {
    const order = await shopperOrder(await shopperShop());
    const { body } = await send(order, anAsk(order, { text: 'My lamp\r\nis \u202ebroken' }));
    const ask = {
      kind: 'damaged',
      parcelId: order.parcelId,
      state: 'open',
      askedAt: FRIDAY.toISOString(),
      dueAt: MONDAY,
      messages: [{ author: 'shopper', text: 'My lamp\nis broken', at: FRIDAY.toISOString() }],
    };
    expect(body).toMatchObject({ signedIn: { canAsk: true, asks: [ask], answerBy: MONDAY } });
    expect((await seen(order)).asks).toMatchObject([ask]);
    const stored = await rows(
      `select row(a)::text as a, row(m)::text as m, (select string_agg(q::text, '') from evidence_queue q) as q
       from asks a join ask_messages m using (shop_id, ask_id) where a.shop_id = $1`,
      [order.shopId],
    );
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toMatch(/lamp|gid:|Customer/);
  });

  test('is kept once, however often the same request comes', async () => {
    const order = await shopperOrder(await shopperShop());
    // Bound to its customer: from now on nothing but the limits' own lock makes requests wait for each other.
    await seen(order);
    const ask = anAsk(order);
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(order, ask)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await seen(order)).asks).toHaveLength(1);
  });

  test.each(['with a \u0000 in it', 'with a \ud800 in it', 'with a \u202e in it'])(
    'is refused under a key %j, which the database could not hold or keep apart',
    async (requestKey) => {
      const order = await shopperOrder(await shopperShop());
      const refused = { status: 422, body: { refused: 'bad_field', field: 'requestKey' } };
      expect(await send(order, anAsk(order, { requestKey }))).toEqual(refused);
    },
  );

  test('must be about a parcel of the order: another’s and none are the same to it', async () => {
    const shop = await shopperShop();
    const [order, other] = [await shopperOrder(shop), await shopperOrder(shop)];
    for (const parcelId of [other.parcelId, '999-0', 'x', ''])
      expect(await send(order, anAsk(order, { parcelId }))).toEqual({
        status: 422,
        body: { refused: 'bad_field', field: 'parcelId' },
      });
    expect((await seen(order)).asks).toEqual([]);
  });

  test('is at most five open questions an order, also when they come together', async () => {
    const order = await shopperOrder(await shopperShop());
    await seen(order);
    const sent = Array.from({ length: 9 }, () => send(order, anAsk(order)));
    const refused = (await Promise.all(sent)).filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(4);
    expect(refused[0]).toEqual({ status: 409, body: { refused: 'too_many_open', limit: 5 } });
    const { asks, canAsk } = await seen(order);
    expect([asks.length, canAsk]).toEqual([5, false]);
    await staff(order, asks[0]?.askId ?? '', anAnswer());
    expect((await seen(order)).canAsk).toBe(true);
  });

  test('is at most ten writings an hour over all of a customer’s orders', async () => {
    const shop = await shopperShop();
    const first = await shopperOrder(shop);
    const second = await shopperOrder(shop, first.customer);
    const third = await shopperOrder(shop, first.customer);
    const orders = [first, second, third];
    for (const order of orders) await seen(order);
    const sent = orders.flatMap((order) => [1, 2, 3, 4, 5].map(() => send(order, anAsk(order))));
    const answers = await Promise.all(sent);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    const fourth = await shopperOrder(shop, first.customer);
    expect(await send(fourth, anAsk(fourth), { now: later(FRIDAY, 0.5) })).toEqual({
      status: 429,
      body: { refused: 'too_often', limit: 10, retryAfterSeconds: 1_800 },
    });
    expect((await send(fourth, anAsk(fourth), { now: later(FRIDAY, 1) })).status).toBe(200);
  });

  test('is refused while the shop takes no questions, and what was asked can still be read', async () => {
    const asks = { isOn: false, answerHours: 24 };
    const order = await shopperOrder(await shopperShop({ asks }));
    expect(await send(order, anAsk(order))).toEqual({ status: 409, body: { refused: 'closed' } });
    expect(await seen(order)).toMatchObject({ canAsk: false, asks: [] });
  });

  test('is refused when nothing of it can be seen', async () => {
    const order = await shopperOrder(await shopperShop());
    for (const text of ['', '  ', '\u200b\u202e'])
      expect(await send(order, anAsk(order, { text }))).toEqual({
        status: 422,
        body: { refused: 'empty' },
      });
  });

  test('of an unknown language is kept as undetermined', async () => {
    const order = await shopperOrder(await shopperShop());
    await send(order, anAsk(order, { language: '<b>' }));
    expect(await rows(`select language from asks where shop_id = $1`, [order.shopId])).toEqual([
      { language: 'und' },
    ]);
  });
});

describe('writing again', () => {
  const aWriting = (askId: string, change: object = {}) => ({
    intent: 'write',
    requestKey: randomUUID(),
    askId,
    text: 'And the box is wet.',
    ...change,
  });

  test('opens an answered ask, with a new time', async () => {
    const order = await shopperOrder(await shopperShop());
    const askId = await asked(order);
    await staff(order, askId, anAnswer());
    const monday = new Date(MONDAY);
    const { body } = await send(order, aWriting(askId), { now: monday });
    expect(body).toMatchObject({
      signedIn: { asks: [{ state: 'open', dueAt: '2026-11-25T12:00:00.000Z' }] },
    });
  });

  test('to one that waits leaves the time that was promised', async () => {
    const order = await shopperOrder(await shopperShop());
    const askId = await asked(order);
    await send(order, aWriting(askId), { now: later(FRIDAY, 2) });
    const [ask] = (await seen(order)).asks;
    expect([ask?.dueAt, ask?.messages.length]).toEqual([MONDAY, 2]);
  });

  test('does once what is sent twice', async () => {
    const order = await shopperOrder(await shopperShop());
    const writing = aWriting(await asked(order));
    await Promise.all([send(order, writing), send(order, writing)]);
    expect((await seen(order)).asks[0]?.messages).toHaveLength(2);
  });

  test('is not possible to a closed ask, another order’s or none', async () => {
    const shop = await shopperShop();
    const [order, other] = [await shopperOrder(shop), await shopperOrder(shop)];
    const askId = await asked(order);
    const notFound = { status: 404, body: { refused: 'not_found' } };
    expect(await send(other, aWriting(askId))).toEqual(notFound);
    expect(await send(other, aWriting(randomUUID()))).toEqual(notFound);
    await staff(order, askId, { intent: 'close' });
    expect(await send(order, aWriting(askId))).toEqual({
      status: 409,
      body: { refused: 'closed' },
    });
  });

  test('ends at twenty messages, and asking anew is open', async () => {
    const order = await shopperOrder(await shopperShop());
    const askId = await asked(order);
    await rows(
      `insert into ask_messages (shop_id, ask_id, author, actor, request_key, at)
       select $1, $2, 'shopper', 'shopper', 'earlier-' || n, $3::timestamptz - interval '2 hours' from generate_series(1, 18) n`,
      [order.shopId, askId, FRIDAY],
    );
    expect((await send(order, aWriting(askId))).status).toBe(200);
    expect(await send(order, aWriting(askId))).toEqual({
      status: 409,
      body: { refused: 'closed', limit: 20 },
    });
    expect((await seen(order)).canAsk).toBe(true);
  });
});

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

describe('texts', () => {
  test('that were erased are gone for the shopper and for staff, and the ask stays', async () => {
    const order = await shopperOrder(await shopperShop());
    const askId = await asked(order);
    await rows(`update ask_messages set ciphertext = null, key_id = null where ask_id = $1`, [
      askId,
    ]);
    expect((await seen(order)).asks[0]?.messages).toMatchObject([{ text: null }]);
    const view = await loadAsk({ shopId: order.shopId, askId, now: FRIDAY });
    expect([view?.firstLine, view?.messages[0]?.text]).toEqual([null, null]);
  });

  test('are sealed again under a new key', async () => {
    const order = await shopperOrder(await shopperShop());
    const askId = await asked(order);
    expect(await resealAsks(order.shopId)).toBe(0);
    const before = process.env['LASTSCAN_KEYS'];
    process.env['LASTSCAN_KEYS'] = `second:${randomBytes(32).toString('base64')},${before}`;
    expect(await resealAsks(order.shopId)).toBe(1);
    expect(await rows(`select key_id from ask_messages where ask_id = $1`, [askId])).toEqual([
      { key_id: 'second' },
    ]);
    expect((await loadAsk({ shopId: order.shopId, askId, now: FRIDAY }))?.firstLine).toBe(
      'The lamp is broken.',
    );
  });
});

test('the time promised is counted in the shop’s hours', async () => {
  const quietHours = { from: '00:00', until: '00:00', closedWeekdays: [] };
  const asks = { isOn: true, answerHours: 3 };
  const order = await shopperOrder(
    await shopperShop({ ...DEFAULT_SHOPPER_SETTINGS, quietHours, asks }),
  );
  expect((await seen(order)).answerBy).toBe(later(FRIDAY, 3).toISOString());
});
