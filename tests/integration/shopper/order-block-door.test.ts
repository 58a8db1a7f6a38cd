import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { findShop } from '#app/db/shops.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { exchangedToken, httpServer } from '#tests/integration/shopify/http-server.ts';
import { sessionToken } from '#tests/integration/shopify/web-process.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
const shopify = await httpServer();
shopify.answerWith((_request, response) => exchangedToken(response));
process.env['SHOPIFY_PLATFORM_ORIGIN'] = shopify.origin;
process.env['LASTSCAN_KEYS'] = `test:${randomBytes(32).toString('base64')}`;
// After the environment: Shopify's library reads it as soon as it is imported.
const route = await import('#app/routes/order-block.$id.tsx');

const SHOP = 'mine.myshopify.com';
const ORDER = '7001';
const FROM_AN_EXTENSION = {
  origin: 'https://extensions.shopifycdn.com',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/153.0.0.0 Safari/537.36',
};

async function ask(
  id: string,
  { token, method = 'GET', body }: { token?: string; method?: string; body?: string },
): Promise<{ status: number; headers: Headers; body: unknown }> {
  const request = new Request(`http://127.0.0.1/order-block/${id}?locale=en`, {
    method,
    headers: {
      ...FROM_AN_EXTENSION,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body }),
  });
  const handle = method === 'POST' ? route.action : route.loader;
  const answer = await handle({ request, params: { id }, context: {} });
  const text = await answer.text();
  const { status, headers } = answer;
  return { status, headers, body: text === '' ? null : JSON.parse(text) };
}

/** Installs the shop by its first request, with one order. */
async function installed(domain: string): Promise<string> {
  const token = sessionToken(domain);
  await ask('1', { token });
  const shop = await findShop(domain);
  if (shop === null) throw new Error(`${domain} was not installed`);
  await withShopSql(shop.shopId, (sql) =>
    sql.query(
      `insert into orders (shop_id, order_id, name, created_at, updated_at, currency, total_minor)
       values ($1, $2, '#7001', '2026-11-01', '2026-11-01', 'USD', 1999) on conflict do nothing`,
      [shop.shopId, ORDER],
    ),
  );
  return token;
}

describe('the door for the extension on an order’s page', () => {
  test('answers the shop’s own order to another origin, and is kept by nobody', async () => {
    const { status, headers, body } = await ask(ORDER, { token: await installed(SHOP) });
    expect(status).toBe(200);
    expect(body).toMatchObject({ parcels: [], isRechecking: false });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('tells a browser beforehand what it may send', async () => {
    const { status, headers } = await ask(ORDER, { method: 'OPTIONS' });
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-headers')).toBe('Authorization, Content-Type');
    expect(headers.get('access-control-allow-methods')).toContain('POST');
  });

  test('gives one answer for an order of another shop and for one that is nowhere', async () => {
    await installed(SHOP);
    const stranger = sessionToken('stranger.myshopify.com');
    const recheck = JSON.stringify({ intent: 'recheck' });
    const answers = await Promise.all([
      ask(ORDER, { token: stranger }),
      ask('7002', { token: stranger }),
      ask('none', { token: stranger }),
      ask(ORDER, { token: stranger, method: 'POST', body: recheck }),
      ask('7002', { token: stranger, method: 'POST', body: recheck }),
    ]);
    for (const { status, body } of answers)
      expect([status, body]).toEqual([404, { outcome: 'not_found' }]);
  });

  test.each<[string, string | undefined]>([
    ['no token', undefined],
    ['an expired one', sessionToken(SHOP, { exp: 1_700_000_000, nbf: 1_699_999_000 })],
    ['one signed by somebody else', sessionToken(SHOP, {}, 'another secret')],
    ['one for another app', sessionToken(SHOP, { aud: 'another-app' })],
    ['one that never ends', sessionToken(SHOP, { exp: undefined })],
    ['nonsense', 'nonsense'],
  ])(
    'opens to nobody with %s, and says so where the extension can read it',
    async (_name, token) => {
      await installed(SHOP);
      for (const method of ['GET', 'POST']) {
        const asked = { method, ...(token !== undefined && { token }) };
        const { status, headers, body } = await ask(ORDER, asked);
        expect(status).toBe(401);
        expect(headers.get('access-control-allow-origin')).toBe('*');
        expect(JSON.stringify(body)).not.toContain('parcels');
      }
    },
  );

  test('queues a recheck, and nothing for what it cannot read', async () => {
    const token = await installed(SHOP);
    for (const body of ['', 'null', '[]', '{"intent":"delete"}', 'x'.repeat(1_000)]) {
      expect((await ask(ORDER, { token, method: 'POST', body })).status).toBe(400);
    }
    expect((await ask(ORDER, { token })).body).toMatchObject({ isRechecking: false });
    const body = JSON.stringify({ intent: 'recheck' });
    expect((await ask(ORDER, { token, method: 'POST', body })).status).toBe(202);
    expect((await ask(ORDER, { token })).body).toMatchObject({ isRechecking: true });
  });
});
