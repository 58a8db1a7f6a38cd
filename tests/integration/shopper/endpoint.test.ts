import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { shopperOrderSchema } from '#app/contracts/shopper.ts';
import { webProcess } from '#tests/integration/shopify/web-process.ts';
import {
  customerToken,
  shopperOrder,
  shopperShop,
  type OrderOnHand,
} from '#tests/integration/shopper/shoppers-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';

const database = await testDatabase();
const keys = `test:${randomBytes(32).toString('base64')}`;
process.env['LASTSCAN_KEYS'] = keys;
const PREVIOUS_SECRET = 'the secret before the last rotation';
const web = await webProcess({
  DATABASE_URL: database.runtimeUrl,
  DATABASE_MIGRATION_URL: database.ownerUrl,
  LASTSCAN_KEYS: keys,
  SHOPIFY_API_SECRET_PREVIOUS: PREVIOUS_SECRET,
});
const owner = new Client({ connectionString: database.adminUrl });
await owner.connect();
afterAll(() => owner.end());
const rows = async (text: string, values: unknown[] = []) =>
  (await owner.query<Record<string, unknown>>(text, values)).rows;

interface Asking {
  /** Null: nobody is signed in. */
  customer?: string | null;
  /** Null: none is sent. */
  orderKey?: string | null;
  token?: string;
  orderId?: string;
  init?: RequestInit;
}

function ask(order: OrderOnHand, asking: Asking = {}): Promise<Response> {
  const { customer = order.customer, orderKey = order.orderKey, init = {} } = asking;
  const sub = customer === null ? {} : { sub: customer };
  const token = asking.token ?? customerToken(order.domain, sub);
  return fetch(`${web.origin}/shopper/orders/${asking.orderId ?? order.orderId}?language=de`, {
    ...init,
    headers: {
      // Shopify's crawler checks and browsers without a screen are shoppers too.
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/150.0.0.0',
      authorization: `Bearer ${token}`,
      ...(orderKey === null ? {} : { 'x-lastscan-order-key': orderKey }),
      ...Object.fromEntries(new Headers(init.headers)),
    },
  });
}

const post = (order: OrderOnHand, body: object, asking: Asking = {}) =>
  ask(order, {
    ...asking,
    init: {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    },
  });

const anAsk = (order: OrderOnHand, change: object = {}) => ({
  intent: 'ask',
  requestKey: randomUUID(),
  parcelId: order.parcelId,
  kind: 'other',
  text: 'Where is it?',
  language: 'de',
  ...change,
});

/** Everything an asker can tell two answers apart by, but for when they were given. */
async function answerOf(response: Response): Promise<unknown> {
  const headers = Object.fromEntries(response.headers);
  delete headers['date'];
  return { status: response.status, headers, body: await response.text() };
}

const signedInOf = async (response: Response) =>
  shopperOrderSchema.parse(await response.json()).signedIn;

describe('an order is shown', () => {
  test('to the customer who first brings its key, and from then on without it', async () => {
    const order = await shopperOrder(await shopperShop());
    expect((await ask(order, { orderKey: null })).status).toBe(404);
    const first = await ask(order);
    expect(first.status).toBe(200);
    expect(shopperOrderSchema.parse(await first.json())).toMatchObject({
      parcels: [{ id: order.parcelId, state: 'silent' }],
      signedIn: { canAsk: true, asks: [], notice: null },
    });
    expect((await ask(order, { orderKey: null })).status).toBe(200);
    const stored = await rows(`select * from shopper_views where shop_id = $1`, [order.shopId]);
    expect(JSON.stringify(stored)).not.toContain(order.customer);
  });

  test('to one customer, of those who bring its key at once', async () => {
    const order = await shopperOrder(await shopperShop());
    const customers = [1, 2, 3, 4, 5].map((id) => `gid://shopify/Customer/${id}`);
    const answers = await Promise.all(customers.map((customer) => ask(order, { customer })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404, 404, 404, 404]);
  });

  test('to whoever brings its key without being signed in, and then nothing of its customer', async () => {
    const order = await shopperOrder(await shopperShop());
    await post(order, anAsk(order));
    const answer = await ask(order, { customer: null });
    expect(answer.status).toBe(200);
    expect(await signedInOf(answer)).toBeNull();
    const refused = await post(order, anAsk(order), { customer: null });
    expect([refused.status, await refused.json()]).toEqual([403, { refused: 'not_signed_in' }]);
  });

  test('to tokens signed with the secret before the last rotation', async () => {
    const order = await shopperOrder(await shopperShop());
    const token = customerToken(order.domain, { sub: order.customer }, { secret: PREVIOUS_SECRET });
    expect((await ask(order, { token })).status).toBe(200);
  });

  test('to no other: whatever is wrong, it is the same answer as for an order that is nowhere', async () => {
    const shop = await shopperShop();
    const [order, bound, other] = [
      await shopperOrder(shop),
      await shopperOrder(shop),
      await shopperOrder(await shopperShop()),
    ];
    await ask(bound);
    const nowhere = await answerOf(await ask(order, { orderId: '999999999999' }));
    expect(nowhere).toMatchObject({ status: 404, body: '{"refused":"not_found"}' });
    const stranger = 'gid://shopify/Customer/666';
    const wrong: [string, OrderOnHand, Asking][] = [
      ['a wrong key', order, { orderKey: 'x'.repeat(22) }],
      ['no key', order, { orderKey: null }],
      ['no key, not signed in', order, { orderKey: null, customer: null }],
      ['a wrong key, not signed in', order, { orderKey: bound.orderKey, customer: null }],
      ['another customer with its key', bound, { customer: stranger }],
      ['another customer without', bound, { customer: stranger, orderKey: null }],
      ['another shop', other, { orderId: order.orderId, orderKey: order.orderKey }],
      ['a shop we do not know', { ...order, domain: 'nobody.myshopify.com' }, {}],
      ...['0', '-1', '1e3', '01', 'x', '9'.repeat(40), '%00', '..%2f', `${order.orderId}%20`].map(
        (orderId): [string, OrderOnHand, Asking] => [`the id ${orderId}`, order, { orderId }],
      ),
    ];
    for (const [what, whose, asking] of wrong) {
      expect([what, await answerOf(await ask(whose, asking))]).toEqual([what, nowhere]);
      const posted = await answerOf(await post(whose, anAsk(whose), asking));
      expect([what, posted]).toEqual([what, nowhere]);
    }
    await rows(`update shopper_state set is_on = false where shop_id = $1`, [other.shopId]);
    expect(await answerOf(await ask(other))).toEqual(nowhere);
    const gone = await shopperOrder(await shopperShop());
    await rows(`update shops set status = 'uninstalled' where shop_id = $1`, [gone.shopId]);
    expect(await answerOf(await ask(gone))).toEqual(nowhere);
    expect(await rows(`select from asks where order_id = $1`, [order.orderId])).toEqual([]);
  });
});

describe('the answer', () => {
  test('may be read by extensions, wherever they run, and is kept nowhere', async () => {
    const order = await shopperOrder(await shopperShop());
    const preflight = await fetch(`${web.origin}/shopper/orders/${order.orderId}`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://extensions.shopifycdn.com',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,x-lastscan-order-key',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-max-age')).toBe('7200');
    const answers = [preflight, await ask(order), await ask(order, { token: 'nonsense' })];
    for (const { headers } of answers) {
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('access-control-allow-headers')).toBe(
        'Authorization, Content-Type, X-Lastscan-Order-Key',
      );
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('vary')).toContain('Authorization, X-Lastscan-Order-Key');
    }
  });

  test('to another method is that there is none', async () => {
    const order = await shopperOrder(await shopperShop());
    for (const method of ['PUT', 'PATCH', 'DELETE'])
      expect((await ask(order, { init: { method } })).status).toBe(405);
  });

  test('to one who asks too often says when to ask again, and others are answered', async () => {
    const shop = await shopperShop();
    const [order, other] = [await shopperOrder(shop), await shopperOrder(shop)];
    const answers = await Promise.all(Array.from({ length: 125 }, () => ask(order)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(5);
    const seconds = Number(refused[0]?.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(await refused[0]?.json()).toEqual({ refused: 'too_often', retryAfterSeconds: seconds });
    expect((await ask(other)).status).toBe(200);
    // Writing has an allowance of its own.
    expect((await post(order, anAsk(order))).status).toBe(200);
  });
});

describe('what is sent', () => {
  const send = async (order: OrderOnHand, body: BodyInit, type?: string) => {
    const headers = new Headers(type === undefined ? [] : [['content-type', type]]);
    const init: RequestInit = { method: 'POST', body, headers };
    // A stream has no length to announce.
    const answer = await ask(order, {
      init: body instanceof ReadableStream ? Object.assign(init, { duplex: 'half' }) : init,
    });
    return { status: answer.status, body: await answer.json() };
  };
  const long = (order: OrderOnHand) => JSON.stringify(anAsk(order, { text: 'x'.repeat(100_000) }));

  test('too long is refused with the limit, announced or not', async () => {
    const order = await shopperOrder(await shopperShop());
    const tooLong = { status: 413, body: { refused: 'too_long', limit: 2_000 } };
    const { body: stream } = new Response(long(order));
    if (stream === null) throw new Error('a text is a stream');
    expect(await send(order, stream, 'application/json')).toEqual(tooLong);
    expect(await send(order, long(order), 'application/json')).toEqual(tooLong);
    const over = anAsk(order, { text: 'ü'.repeat(2_001) });
    expect(await send(order, JSON.stringify(over), 'application/json')).toEqual(tooLong);
    const just = anAsk(order, { text: 'ü'.repeat(2_000) });
    expect((await send(order, JSON.stringify(just), 'application/json')).status).toBe(200);
  });

  test('with files is refused for them', async () => {
    const order = await shopperOrder(await shopperShop());
    const form = new FormData();
    for (let index = 0; index < 50; index += 1) {
      form.append('file', new Blob(['x'.repeat(1_000)]), `photo-${index}.jpg`);
    }
    const attachments = Array.from({ length: 50 }, (_, index) => ({ name: `photo-${index}.jpg` }));
    const refused = { status: 415, body: { refused: 'no_attachments' } };
    expect(await send(order, form)).toEqual(refused);
    expect(await send(order, 'x', 'image/png')).toEqual(refused);
    const attached = JSON.stringify(anAsk(order, { attachments }));
    expect(await send(order, attached, 'application/json')).toEqual(refused);
  });

  test.each([
    ['no JSON', 'nonsense', undefined],
    ['no object', '[1]', undefined],
    ['an unknown intent', '{"intent":"refund"}', 'intent'],
    ['an unknown field', { other: 1 }, 'other'],
    ['an unknown kind', { kind: 'cancel' }, 'kind'],
    ['a text that is none', { text: 7 }, 'text'],
    ['no request key', { requestKey: '' }, 'requestKey'],
  ])('as %s is refused by the field to mend', async (_fact, change, field) => {
    const order = await shopperOrder(await shopperShop());
    const body = typeof change === 'string' ? change : JSON.stringify(anAsk(order, change));
    expect(await send(order, body, 'application/json')).toEqual({
      status: 422,
      body: { refused: 'bad_field', ...(field !== undefined && { field }) },
    });
    expect(await rows(`select from asks where shop_id = $1`, [order.shopId])).toEqual([]);
  });

  test('as script stays the text that it is', async () => {
    const order = await shopperOrder(await shopperShop());
    const text = `<script>alert(1)</script> {{constructor}} ' or 1=1 --`;
    const answer = await post(order, anAsk(order, { text }));
    expect((await signedInOf(answer))?.asks[0]?.messages[0]?.text).toBe(text);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('a thousand times is kept within the limits, each refusal says why, and the process stays well', async () => {
    const order = await shopperOrder(await shopperShop());
    const answers: { status: number; refused: string }[] = [];
    for (let batch = 0; batch < 20; batch += 1) {
      const sent = Array.from({ length: 50 }, async () => {
        const answer = await post(order, anAsk(order));
        const { refused = '' } = await answer.json();
        return { status: answer.status, refused };
      });
      answers.push(...(await Promise.all(sent)));
    }
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    expect(new Set(answers.map(({ refused }) => refused))).toEqual(
      new Set(['', 'too_many_open', 'too_often']),
    );
    expect(
      await rows(
        `select count(*)::int as asks, (select count(*)::int from ask_messages where shop_id = $1) as messages
         from asks where shop_id = $1`,
        [order.shopId],
      ),
    ).toEqual([{ asks: 5, messages: 5 }]);
    expect(await (await fetch(`${web.origin}/healthz`)).text()).toBe('ok');
    const other = await shopperOrder(order);
    expect((await ask(other)).status).toBe(200);
  });
});

test('the process has logged no token, no key of an order and no text', () => {
  expect(web.logs()).not.toMatch(/eyJ[\w-]{8,}\.|Where is it|gid:\/\/shopify\/Customer/);
});
