import { afterEach, expect, test } from 'vitest';
import type { WorldEffect } from '#sandbox/world/effects.ts';
import { adminPlatform } from '../platform/admin-views.ts';
import type { Platform } from '../platform/platform.ts';
import { DAY, HandMadeWorld, LAMP, orderCreated } from '../platform/testing.ts';
import { SHOP, START, testApp, testPlatform } from '../platform/testing.ts';
import { adminRoutes } from './admin-routes.ts';

let platform: Platform;
afterEach(() => platform.stop());

const STORE = '/store/northwind-lamps';
const ORDER_ID = 5_000_000_001;

/** A platform with the admin before it, as the sandbox's server has it. */
async function adminOf(effects: WorldEffect[] = []) {
  const world = new HandMadeWorld([orderCreated(1, START - DAY), ...effects]);
  world.goods.push(LAMP);
  const app = testApp({
    optionalScopes: ['read_markets', 'write_products'],
    webhookTopics: ['app/scopes_update'],
  });
  platform = await testPlatform({ world, app });
  const admin = adminRoutes({
    platform: { ...adminPlatform(platform), sources: () => [] },
    app: { ...app, scopes: app.requiredScopes },
  });
  platform.handle('/', async (request, response) => {
    if (!(await admin(request, response))) response.writeHead(404).end();
  });
}

async function page(path: string) {
  const response = await fetch(`${platform.origin}${STORE}${path}`);
  return { status: response.status, text: await response.text() };
}

async function scopes(change?: object) {
  const response = await fetch(`${platform.origin}${STORE}/scopes`, {
    method: change === undefined ? 'GET' : 'POST',
    headers: { 'Content-Type': 'application/json' },
    ...(change === undefined ? {} : { body: JSON.stringify(change) }),
  });
  const body: Record<string, unknown> = await response.json();
  return { status: response.status, body };
}

const told = () => platform.webhookLog.filter(({ topic }) => topic === 'app/scopes_update').length;

test('scopes are told as App Bridge tells them', async () => {
  await adminOf();
  const required = ['read_fulfillments', 'read_merchant_managed_fulfillment_orders', 'read_orders'];
  expect((await scopes()).body).toEqual({
    granted: required,
    required,
    optional: ['read_markets', 'write_products'],
  });
});

test('an optional scope that is granted or taken back is so at once, and the app hears of it', async () => {
  await adminOf();
  const { body } = await scopes({ grant: ['write_products'] });
  expect(body['granted']).toContain('write_products');
  expect(platform.scopesOf(SHOP)).toContain('write_products');
  expect(told()).toBe(1);
  await scopes({ grant: ['write_products'] });
  expect(told()).toBe(1);
  await scopes({ revoke: ['write_products'] });
  expect(platform.scopesOf(SHOP)).not.toContain('write_products');
  expect(told()).toBe(2);
});

test.each([
  ['was never declared optional', { grant: ['write_themes'] }, 400],
  ['is required', { revoke: ['read_orders'] }, 400],
  ['is no list', { grant: 'read_markets' }, 400],
])('a scope that %s is refused and changes nothing', async (_, change, status) => {
  await adminOf();
  const before = platform.scopesOf(SHOP);
  expect((await scopes(change)).status).toBe(status);
  expect(platform.scopesOf(SHOP)).toEqual(before);
  expect(told()).toBe(0);
});

test('where the app is not installed there is nothing to grant', async () => {
  await adminOf();
  await platform.uninstall(SHOP);
  expect((await scopes({ grant: ['read_markets'] })).status).toBe(403);
});

test('a product’s page shows its price and what is crossed out, before and after a change', async () => {
  await adminOf();
  expect((await page(`/products/${LAMP.id}?locale=en`)).text).toContain('€50.00');
  platform.apply({
    kind: 'price_changed',
    at: START,
    shop: SHOP,
    variantId: 8_100_001,
    priceMinor: 3_900,
    compareAtMinor: 4_500,
  });
  for (const path of ['/products', `/products/${LAMP.id}`, `/products/${LAMP.id}/variants/1`]) {
    const { status, text } = await page(`${path}?locale=en`);
    expect(status).toBe(200);
    expect(text).toContain('Compare-at price');
    expect(text).toContain('€39.00');
    expect(text).toContain('€45.00');
    expect(text).not.toContain('€50.00');
  }
});

test('an order’s page and the list of orders show its tags', async () => {
  await adminOf();
  expect((await page(`/orders/${ORDER_ID}?locale=en`)).text).toContain('No tags');
  const tags = ['late <b>'];
  platform.apply({ kind: 'order_tagged', at: START, shop: SHOP, orderId: ORDER_ID, tags });
  for (const path of ['/orders', `/orders/${ORDER_ID}`]) {
    const { text } = await page(`${path}?locale=en`);
    expect(text).toContain('<span class="badge">late &lt;b&gt;</span>');
    expect(text).not.toContain('No tags');
  }
});

test('settings show what the app may do and which policies are written', async () => {
  await adminOf();
  const { text } = await page('/settings/legal?locale=en');
  expect(text).toContain('read_orders');
  expect(text).toContain('No policy is written yet.');
  const policy = { body: '', updatedAt: START, translations: [] };
  const side = platform.store(SHOP).side.settings;
  const policies = [{ type: 'REFUND_POLICY', ...policy } as const];
  platform.apply({ kind: 'shop_side_changed', at: START, shop: SHOP, side: { ...side, policies } });
  expect((await page('/settings?locale=en')).text).toContain('REFUND_POLICY');
});

test.each(['en', 'zh-CN', 'zh-TW'])('every page of the store opens in %s', async (locale) => {
  await adminOf();
  const paths = ['', '/orders', `/orders/${ORDER_ID}`, '/products', '/settings', '/apps/lastscan'];
  for (const path of paths) {
    const { status, text } = await page(`${path}?locale=${locale}`);
    expect(status).toBe(200);
    expect(text).toContain(`<html lang="${locale}">`);
    expect(text).not.toContain('undefined');
  }
});

test.each(['/orders/1', '/products/1', '/customers/1', '/settings-of-others'])(
  '%s, which the store does not have, is 404 and says so',
  async (path) => {
    await adminOf();
    const { status, text } = await page(`${path}?locale=en`);
    expect(status).toBe(404);
    expect(text).toContain('does not have this page');
  },
);
