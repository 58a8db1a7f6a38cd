import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { exchangedToken, httpServer } from '#tests/integration/shopify/http-server.ts';
import { adminQuery, sessionToken, webProcess } from '#tests/integration/shopify/web-process.ts';
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
const shopify = await httpServer();
shopify.answerWith((_request, response) => exchangedToken(response));
const web = await webProcess({
  DATABASE_URL: database.runtimeUrl,
  DATABASE_MIGRATION_URL: database.ownerUrl,
  LASTSCAN_KEYS: keys,
  SHOPIFY_PLATFORM_ORIGIN: shopify.origin,
});
const owner = new Client({ connectionString: database.adminUrl });
await owner.connect();
afterAll(() => owner.end());

const BROWSER =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';
const PLANTED = 'planted-secret-of-the-order';

const shop = await shopperShop();
const order = await shopperOrder(shop);
const sameShops = await shopperOrder(shop);
const otherShops = await shopperOrder(await shopperShop());
await owner.query(`update orders set name = '#' || $2 where order_id = $1`, [
  order.orderId,
  PLANTED,
]);
await owner.query(
  `update shopper_views set parcels = jsonb_build_array(jsonb_build_object('id', $2::text, 'number', $3::text))
   where order_id = $1`,
  [order.orderId, order.parcelId, PLANTED],
);

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

async function ask(
  address: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(`${web.origin}${address}`, {
    method,
    redirect: 'manual',
    headers: { 'user-agent': BROWSER, ...headers },
    ...(method === 'POST' && { body: BODY }),
  });
  const seen = Object.fromEntries(response.headers);
  delete seen['date'];
  // Counts down with each request of the asker's, whatever it asks for.
  delete seen['x-ratelimit-remaining'];
  return { status: response.status, headers: seen, body: await response.text() };
}

/** What a shopper may send, about the planted order. */
const BODY = JSON.stringify({
  intent: 'ask',
  requestKey: 'a request of these tests',
  parcelId: order.parcelId,
  kind: 'other',
  text: 'Where is it?',
  language: 'en',
});

const SECRETS = [order, sameShops, otherShops].flatMap((each) => [
  each.orderKey,
  each.customer,
  each.parcelId,
]);
SECRETS.push(PLANTED, shop.domain);

function saysNothing({ headers, body }: Answer): void {
  const said = `${JSON.stringify(headers)}${body}`;
  expect(SECRETS.filter((secret) => said.includes(secret))).toEqual([]);
}

const nowSeconds = Math.floor(Date.now() / 1_000);
const sub = order.customer;
const changed = (token: string, change: object) => {
  const [head = '', body = '', signature = ''] = token.split('.');
  const claims: object = JSON.parse(Buffer.from(body, 'base64url').toString());
  const forged = Buffer.from(JSON.stringify({ ...claims, ...change })).toString('base64url');
  return `${head}.${forged}.${signature}`;
};
const own = () => customerToken(shop.domain, { sub });
const other = (id: number) => `gid://shopify/Customer/${id}`;

/** Tokens that are whole, of somebody the order is not. */
const STRANGERS: Record<string, () => string> = {
  'another customer’s token': () => customerToken(shop.domain, { sub: other(1) }),
  'another shop’s token': () => customerToken(otherShops.domain, { sub: other(2) }),
  'another shop’s token of the same customer': () => customerToken(otherShops.domain, { sub }),
  'a token of nobody': () => customerToken(shop.domain, { sid: 'a session' }),
  'a token of an unknown shop': () => customerToken('unknown.myshopify.com', { sub }),
};

/** Tokens that are not whole, of the order's own customer. */
const BROKEN: Record<string, () => string> = {
  'an expired token': () =>
    customerToken(shop.domain, { sub, exp: nowSeconds - 60, nbf: nowSeconds - 360 }),
  'a token of later': () => customerToken(shop.domain, { sub, nbf: nowSeconds + 600 }),
  'a token without end': () => customerToken(shop.domain, { sub, exp: undefined }),
  'an unsigned token': () => {
    const [, body = ''] = own().split('.');
    return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`;
  },
  'a token for another app': () => customerToken(shop.domain, { sub, aud: 'another-app' }),
  'a token signed with another secret': () =>
    customerToken(shop.domain, { sub }, { secret: 'another secret' }),
  'a token without a shop': () => customerToken(shop.domain, { sub, dest: undefined }),
  'a token of a stranger’s host': () => customerToken('https://evil.example', { sub }),
  'a token of a host that looks like a shop': () =>
    customerToken('evil.example/one.myshopify.com', { sub }),
  'a token that was changed to another customer': () =>
    changed(customerToken(shop.domain, { sub: other(3) }), { sub }),
  'a token that was changed to another shop': () =>
    changed(customerToken(otherShops.domain, { sub }), { dest: shop.domain }),
  'the admin’s token of the shop': () => sessionToken(shop.domain),
  'no token that is one': () => 'x'.repeat(200),
  'no token': () => '',
};

/** The order's own id first; then others', guessed ones, and what is none. */
const IDS = [
  order.orderId,
  sameShops.orderId,
  otherShops.orderId,
  String(Number(order.orderId) + 1_000_000),
  '1',
  String(2 ** 53),
  '9'.repeat(30),
  '-1',
  '0x10',
  'x',
  "1' or '1'='1",
  '../../app',
  '\u0000',
  randomUUID(),
  'gid://shopify/Order/1',
];

/** A door that needs no session of the admin's: how it is tried and what it says to whoever has no business there. */
interface Door {
  addressOf: (id: string) => string;
  methods: Record<string, Record<'stranger' | 'broken', number>>;
}

const same = (status: number) => ({ stranger: status, broken: status });
const DOORS: Record<string, Door> = {
  'shopper.orders.$id.tsx': {
    addressOf: (id) => `/shopper/orders/${encodeURIComponent(id)}`,
    methods: {
      GET: { stranger: 404, broken: 401 },
      POST: { stranger: 404, broken: 401 },
      DELETE: same(405),
    },
  },
  'sources.$address.tsx': {
    addressOf: (id) => `/sources/${encodeURIComponent(id)}`,
    methods: { GET: same(405), POST: same(404) },
  },
  'webhooks.tsx': { addressOf: () => '/webhooks', methods: { GET: same(405), POST: same(401) } },
  'log.$id.$.tsx': {
    addressOf: (id) => `/log/${encodeURIComponent(id)}/checkpoint`,
    methods: { GET: same(404) },
  },
  '_index.tsx': { addressOf: () => '/', methods: { GET: same(200) } },
  'verify.tsx': { addressOf: () => '/verify', methods: { GET: same(200) } },
};

const ROUTES = path.resolve(import.meta.dirname, '../../../app/routes');
const files = readdirSync(ROUTES).filter((file) => /\.tsx?$/.test(file));
/** Those in whose text nobody asks for a session of the admin's. */
const publicFiles = files.filter(
  (file) =>
    !/\b(requireShop|authenticateAdmin)\(/.test(readFileSync(path.join(ROUTES, file), 'utf8')),
);

test('every door that needs no session of the admin’s is tried here', () => {
  expect(publicFiles.length).toBeGreaterThan(3);
  expect(publicFiles.filter((file) => DOORS[file] === undefined)).toEqual([]);
});

test('the order’s own customer is shown it: the tries below could succeed', async () => {
  const headers = { authorization: `Bearer ${own()}`, 'x-lastscan-order-key': order.orderKey };
  const answer = await ask(`/shopper/orders/${order.orderId}`, { headers });
  expect([answer.status, answer.body.includes(PLANTED)]).toEqual([200, true]);
});

describe.each(publicFiles)('%s', (file) => {
  const door = DOORS[file] ?? { addressOf: () => '/', methods: {} };
  const kinds = [
    ['stranger', STRANGERS],
    ['broken', BROKEN],
  ] as const;
  for (const [method, statuses] of Object.entries(door.methods))
    for (const [kind, tokens] of kinds)
      test(`${method} says the same, and nothing, to every ${kind}, whatever the id`, async () => {
        const heard = new Map<string, string>();
        // A door that takes no id is tried once.
        const addresses = [...new Set(IDS.map(door.addressOf))];
        for (const [what, token] of Object.entries(tokens)) {
          const headers: Record<string, string> = { 'content-type': 'application/json' };
          if (token() !== '') headers['authorization'] = `Bearer ${token()}`;
          // The key alone, with a token of nobody, is what shows an order to somebody who is not signed in.
          if (what !== 'a token of nobody') headers['x-lastscan-order-key'] = order.orderKey;
          const answers = await Promise.all(
            addresses.map((address) => ask(address, { method, headers })),
          );
          for (const [index, answer] of answers.entries()) {
            const which = [what, addresses[index]];
            expect([...which, answer.status]).toEqual([...which, statuses[kind]]);
            saysNothing(answer);
            heard.set(JSON.stringify(answer), which.join(': '));
          }
        }
        expect([...heard.values()].slice(1)).toEqual([]);
      });
});

describe('a shopper’s token', () => {
  test('opens no page of the admin’s, also once the shop’s own session is there', async () => {
    const opened = await ask(`/app?${adminQuery(shop.domain, sessionToken(shop.domain))}`);
    expect(opened.status).toBe(200);
    const addresses = files
      .filter((file) => !publicFiles.includes(file) && !file.startsWith('auth.'))
      .map((file) => addressOf(file, order));
    expect(addresses.length).toBeGreaterThan(30);
    const tokens = [
      own(),
      customerToken(`https://${shop.domain}`, { sub, iss: `https://${shop.domain}/admin` }),
    ];
    for (const token of tokens)
      for (const method of ['GET', 'POST']) {
        const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
        const answers = await Promise.all(
          addresses.map((address) => ask(address, { method, headers })),
        );
        for (const [index, answer] of answers.entries()) {
          // 405: the page does nothing.
          const status = method === 'POST' && answer.status === 405 ? 405 : 401;
          const which = [addresses[index], method];
          expect([...which, answer.status]).toEqual([...which, status]);
          expect(answer.body).not.toContain(PLANTED);
        }
      }
  });
});

/** Where a route's data is fetched: `app.parcels.$id_.messages.tsx` is `/app/parcels/1/messages.data`. */
function addressOf(file: string, { orderId }: OrderOnHand): string {
  const parts = file.replace(/\.tsx?$/, '').split('.');
  const isPage = parts[0] === 'app';
  const filled = parts
    .filter((part) => part !== '_index')
    .map((part) => (part.startsWith('$') ? orderId : part.replace(/_$/, '')));
  return `/${filled.join('/')}${isPage ? '.data' : ''}`;
}

describe('what the process says of itself', () => {
  test.each(['/healthz', '/readyz', '/metrics'])(
    '%s names no shop, order or customer',
    async (address) => {
      const answer = await ask(address);
      expect(answer.status).toBe(200);
      saysNothing(answer);
      expect(answer.body).not.toContain(order.orderId);
    },
  );

  test('is at no other address', () => {
    const server = readFileSync(path.resolve(ROUTES, '../workers/web.server.ts'), 'utf8');
    expect([...server.matchAll(/app\.(?:get|post|all)\('([^']+)'/g)].map(([, at]) => at)).toEqual([
      '/healthz',
      '/readyz',
      '/metrics',
      '*',
    ]);
  });
});

test('nothing of all this was kept', async () => {
  const { rows } = await owner.query(`select (select count(*) from asks)::int as asks,
    (select count(*) from webhook_inbox)::int as webhooks, (select count(*) from source_pushes)::int as pushes,
    (select count(*) from shopper_views where customer_hash is not null)::int as bound`);
  expect(rows).toEqual([{ asks: 0, webhooks: 0, pushes: 0, bound: 1 }]);
});
