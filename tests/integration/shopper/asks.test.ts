import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { resealAsks } from '#app/db/asks.server.ts';
import { DEFAULT_SHOPPER_SETTINGS } from '#app/domain/shopper/shopper-settings.ts';
import { loadAsk } from '#app/services/load-ask.server.ts';
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
import { shopperOrder, shopperShop } from '#tests/integration/shopper/shoppers-on-hand.ts';

const { rows } = await askStand();

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
