import { createHmac, randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '#tests/setup/database.ts';
import { exchangedToken, httpServer } from './http-server.ts';
import { adminQuery, sessionToken, webProcess } from './web-process.ts';

const BROWSER =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';
const ADMIN_ORIGIN = 'http://127.0.0.1:9';

const database = await testDatabase();
const shopify = await httpServer();
shopify.answerWith((_request, response) => exchangedToken(response));
const web = await webProcess({
  DATABASE_URL: database.runtimeUrl,
  DATABASE_MIGRATION_URL: database.ownerUrl,
  SHOPIFY_PLATFORM_ORIGIN: shopify.origin,
  SHOPIFY_ADMIN_ORIGIN: ADMIN_ORIGIN,
  APP_BRIDGE_URL: `${ADMIN_ORIGIN}/app-bridge.js`,
  LASTSCAN_KEYS: `test:${randomBytes(32).toString('base64')}`,
});

function ask(path: string, headers: Record<string, string> = {}, init: RequestInit = {}) {
  return fetch(`${web.origin}${path}`, {
    redirect: 'manual',
    ...init,
    headers: { 'user-agent': BROWSER, ...headers },
  });
}

async function rows(text: string): Promise<Record<string, unknown>[]> {
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  try {
    return (await admin.query(text)).rows;
  } finally {
    await admin.end();
  }
}

describe('the first visit', () => {
  const shop = 'first.myshopify.com';

  test('exchanges the token once, installs the shop, starts its import and shows the app', async () => {
    const answer = await ask(`/app?${adminQuery(shop, sessionToken(shop))}`);
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain('ui-nav-menu');
    // App Bridge is the first script of the head.
    expect(page.indexOf(`src="${ADMIN_ORIGIN}/app-bridge.js"`)).toBeGreaterThan(0);
    expect(page.indexOf('<script')).toBe(
      page.indexOf(`<script src="${ADMIN_ORIGIN}/app-bridge.js"`),
    );
    expect(shopify.asked.map((asked) => JSON.parse(asked.body).grant_type)).toEqual([
      'urn:ietf:params:oauth:grant-type:token-exchange',
    ]);
    expect(shopify.asked[0]?.headers['x-forwarded-host']).toBe(shop);
    expect(JSON.parse(shopify.asked[0]?.body ?? '{}')).toMatchObject({ expiring: '1' });
    expect(await rows(`select status from shops where domain = '${shop}'`)).toEqual([
      { status: 'installed' },
    ]);
    expect(await rows(`select kind, state from sync_runs`)).toEqual([
      { kind: 'import', state: 'running' },
    ]);
  });

  test('lets only this shop’s admin frame the page', async () => {
    const answer = await ask(`/app?${adminQuery(shop, sessionToken(shop))}`);
    expect(answer.headers.get('content-security-policy')).toBe(
      `frame-ancestors https://${shop} https://admin.shopify.com ${ADMIN_ORIGIN}; base-uri 'self'; object-src 'none';`,
    );
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-powered-by')).toBeNull();
  });

  test('does not exchange again while the stored token lasts', async () => {
    shopify.asked.length = 0;
    await ask(`/app?${adminQuery(shop, sessionToken(shop))}`);
    expect(shopify.asked).toEqual([]);
  });

  test('of a shop that had left installs it again', async () => {
    await rows(`update shops set status = 'uninstalled' where domain = '${shop}'`);
    const answer = await ask(`/app?${adminQuery(shop, sessionToken(shop))}`);
    expect(answer.status).toBe(200);
    expect(await rows(`select status from shops where domain = '${shop}'`)).toEqual([
      { status: 'installed' },
    ]);
  });
});

describe('a fetch', () => {
  const shop = 'fetch.myshopify.com';
  const now = () => Math.floor(Date.now() / 1_000);

  test('with a valid session token is answered', async () => {
    const answer = await ask('/app.data', { authorization: `Bearer ${sessionToken(shop)}` });
    expect(answer.status).toBe(200);
  });

  test.each<[string, () => string]>([
    ['an expired token', () => sessionToken(shop, { exp: now() - 60, nbf: now() - 120 })],
    ['a token signed by somebody else', () => sessionToken(shop, {}, 'another secret')],
    ['a token for another app', () => sessionToken(shop, { aud: 'another-app' })],
    [
      'a token issued by another shop',
      () => sessionToken(shop, { iss: 'https://other.myshopify.com/admin' }),
    ],
    ['a token that never ends', () => sessionToken(shop, { exp: undefined })],
    ['no token at all', () => 'nonsense'],
  ])('with %s gets 401 and is told to fetch a fresh one', async (_name, token) => {
    for (const path of ['/app.data', '/app/parcels.data']) {
      const answer = await ask(path, { authorization: `Bearer ${token()}` });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('x-shopify-retry-invalid-session-request')).toBe('1');
    }
  });
});

describe('a document', () => {
  const shop = 'document.myshopify.com';

  test('without a session token goes over the bounce page, which our admin may frame', async () => {
    const query = adminQuery(shop, '').replace(/&id_token=.*/, '');
    const answer = await ask(`/app/parcels?${query}`);
    expect(answer.status).toBe(302);
    const bounce = answer.headers.get('location') ?? '';
    expect(bounce).toMatch(/^\/auth\/session-token\?.*shopify-reload=/);
    const page = await ask(bounce);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain(`${ADMIN_ORIGIN}/app-bridge.js`);
    expect(page.headers.get('content-security-policy')).toContain(ADMIN_ORIGIN);
  });

  test('with an expired token goes over the bounce page too', async () => {
    const expired = sessionToken(shop, { exp: 1, nbf: 0 });
    const answer = await ask(`/app?${adminQuery(shop, expired)}`);
    expect(answer.headers.get('location')).toMatch(/^\/auth\/session-token/);
  });

  test.each(['/app', '/app/parcels?status=late', '/auth/login'])(
    'asked for outside the admin (%s) leads to the door, which has no form',
    async (path) => {
      let answer = await ask(path);
      for (let hops = 0; answer.status === 302 && hops < 3; hops += 1) {
        answer = await ask(answer.headers.get('location') ?? '');
      }
      const page = await answer.text();
      expect(answer.status).toBe(200);
      expect(page).toContain('Open Lastscan from your Shopify admin');
      expect(page).not.toMatch(/<form|<input/);
    },
  );

  test('is not for bots: 410, headless browsers included', async () => {
    const answer = await ask(`/app?${adminQuery(shop, sessionToken(shop))}`, {
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/150.0.0.0',
    });
    expect(answer.status).toBe(410);
  });

  test('with a hostile shop name keeps it out of the policy', async () => {
    const answer = await ask('/?locale=en');
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^frame-ancestors https:\/\/admin/,
    );
    const hostile = await ask(
      `/auth/session-token?shop=${encodeURIComponent("x; script-src 'none'")}`,
    );
    expect(hostile.headers.get('content-security-policy') ?? '').not.toContain('script-src');
  });
});

describe('webhooks', () => {
  const post = (body: string, signature: string) =>
    ask(
      '/webhooks',
      {
        'content-type': 'application/json',
        'x-shopify-hmac-sha256': signature,
        'x-shopify-topic': 'shop/update',
        'x-shopify-shop-domain': 'first.myshopify.com',
        'x-shopify-webhook-id': randomBytes(8).toString('hex'),
        'user-agent': 'Shopify-Captain-Hook',
      },
      { method: 'POST', body },
    );

  test('are verified over the bytes as they came', async () => {
    const body = '{ "id": 1,\n "name":"é" }';
    const signature = createHmac('sha256', 'lastscan-local-client-secret')
      .update(body)
      .digest('base64');
    expect((await post(body, signature)).status).toBe(200);
    expect((await post(`${body} `, signature)).status).toBe(401);
  });
});

describe('the process', () => {
  test('says that it lives, is ready, and what it measures', async () => {
    expect(await (await ask('/healthz')).text()).toBe('ok');
    const ready = await ask('/readyz');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ ready: true, pendingMigrations: [], workers: [] });
    expect(await (await ask('/metrics')).text()).toMatch(/lastscan_http_request_seconds_bucket/);
  });

  test('is not ready while a migration of this release is missing', async () => {
    await rows(
      `update _prisma_migrations set finished_at = null where migration_name = '0005_readiness'`,
    );
    const answer = await ask('/readyz');
    await rows(
      `update _prisma_migrations set finished_at = now() where migration_name = '0005_readiness'`,
    );
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ pendingMigrations: ['0005_readiness'] });
  });

  test('has logged no token in all of this, and ends in good order on SIGTERM', async () => {
    expect(await web.stop()).toBe(0);
    expect(web.logs()).not.toMatch(/eyJ[\w-]{8,}\.|shpat_|shprt_/);
  });
});
