import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { WorldEffect } from '#sandbox/world/effects.ts';
import { EXTENSION_FOLDERS } from '../extensions/bundles.ts';
import { accountPlatform } from '../platform/account-views.ts';
import type { Platform } from '../platform/platform.ts';
import { fulfilled, orderCreated, scanned, DAY, HOUR } from '../platform/testing.ts';
import { SHOP, START, testApp, testPlatform } from '../platform/testing.ts';
import { accountRoutes } from './account-routes.ts';

const STORE = '/store/northwind-lamps';
/** Order 2 is one person’s, 3 and 4 are another’s. */
const ORDERS = [2, 3, 4].map((n) => orderCreated(n, START - DAY + n * HOUR));
const ORDER = `${STORE}/account/orders/5000000003`;
const SHIPMENT = 'customer-account.order-status.fulfillment-details.render-after';

const built = mkdtempSync(path.join(tmpdir(), 'lastscan-bundles-'));
let platform: Platform;

beforeAll(() => {
  const folder = path.join(built, 'shopper-tracking');
  mkdirSync(path.join(folder, 'locales'), { recursive: true });
  writeFileSync(path.join(folder, `${SHIPMENT}.js`), 'export default () => {};');
  writeFileSync(path.join(folder, 'locales', 'en.default.json'), '{"name":"Tracking"}');
  writeFileSync(path.join(folder, 'locales', 'de.json'), '{"name":"Verfolgung"}');
});
afterAll(() => rmSync(built, { recursive: true }));
afterEach(() => platform.stop());

async function pages({
  effects = [],
  isBuilt = true,
}: { effects?: WorldEffect[]; isBuilt?: boolean } = {}) {
  const app = testApp({ requiredScopes: ['read_orders', 'customer_read_orders'] });
  platform = await testPlatform({ effects: [...ORDERS, ...effects], app });
  const folders = { ...EXTENSION_FOLDERS, built: isBuilt ? built : path.join(built, 'none') };
  const account = accountRoutes({ platform: accountPlatform(platform), folders });
  platform.handle('/', async (request, response) => {
    if (!(await account(request, response))) response.writeHead(404).end();
  });
}

async function open(address: string) {
  const response = await fetch(`${platform.origin}${address}`);
  return { status: response.status, text: await response.text() };
}

/** What the frame of the first extension on a page is handed. */
async function frameData(address: string) {
  const [, src = ''] = /<iframe[^>]* src="([^"]+)"/.exec((await open(address)).text) ?? [];
  const { text } = await open(src.replaceAll('&amp;', '&'));
  const [, json = '{}'] = /id="extension-data">(.*?)<\/script>/.exec(text) ?? [];
  return JSON.parse(json);
}

async function claimsOf(address: string) {
  const { token } = JSON.parse((await open(address)).text);
  return JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
}

const shipped = [fulfilled(3, START - 8 * HOUR), scanned(3, START - 2 * HOUR)];

test('each shipment has a frame of its own below it', async () => {
  await pages({ effects: shipped });
  const { status, text } = await open(ORDER);
  expect(status).toBe(200);
  expect(text.match(/<iframe/g)).toHaveLength(1);
  expect(text).toContain('fulfillment=6000000003');
  expect(text).toContain('LX3CN');
});

test.each([
  [
    'unauthenticated page',
    { isBuilt: true },
    '?state=unauthenticated&language=en',
    'do not render',
  ],
  ['page without built extensions', { isBuilt: false }, '?language=en', 'not built'],
])('an %s has no frame and says why', async (_, { isBuilt }, query, said) => {
  await pages({ effects: shipped, isBuilt });
  const { text } = await open(`${ORDER}${query}`);
  expect(text).not.toContain('<iframe');
  expect(text).toContain(said);
});

test('where the app is not installed there is no frame', async () => {
  await pages({ effects: shipped });
  await platform.uninstall(SHOP);
  expect((await open(ORDER)).text).not.toContain('<iframe');
});

test('an unauthenticated page tells no number and no person', async () => {
  await pages({ effects: shipped });
  const { text } = await open(`${ORDER}?state=unauthenticated`);
  expect(text).not.toContain('LX3CN');
  expect(text).not.toContain('Quistberg');
});

test.each([
  ['own', 'authenticated', 'gid://shopify/Customer/5000000003'],
  ['own', 'pre_authenticated', null],
  ['other', 'authenticated', 'gid://shopify/Customer/5000000002'],
  ['nobody', 'authenticated', null],
])('a page seen by %s, %s, is that of %s', async (viewer, state, customer) => {
  await pages({ effects: shipped });
  const data = await frameData(`${ORDER}?as=${viewer}&state=${state}`);
  expect(data.customer).toBe(customer);
  const claims = await claimsOf(data.token);
  expect(claims.sub).toBe(customer ?? undefined);
  expect(claims).toMatchObject({ aud: 'test-key', dest: SHOP });
  expect(claims.exp - claims.iat).toBe(300);
});

test('a frame is handed the metafields that its TOML asks for, and no others', async () => {
  await pages({ effects: shipped });
  const field = { id: 1, type: 'json', value: '{}', createdAt: START, updatedAt: START };
  const own = 'app--1000000001';
  platform.store(SHOP).metafields.set(5_000_000_003, [
    { ...field, namespace: own, key: 'shopper_view' },
    { ...field, namespace: own, key: 'secret' },
    { ...field, namespace: 'custom', key: 'shopper_view' },
  ]);
  const { metafields } = await frameData(ORDER);
  expect(metafields).toEqual([
    {
      target: { type: 'order', id: 'gid://shopify/Order/5000000003' },
      metafield: {
        namespace: '$app',
        key: 'shopper_view',
        type: 'json',
        value: '{}',
        valueType: 'json_string',
      },
    },
  ]);
});

test.each([
  ['de', 'de', 'Verfolgung'],
  ['fr', 'en', 'Tracking'],
])('in %s an extension speaks %s', async (language, extensionLanguage, name) => {
  await pages({ effects: shipped });
  const data = await frameData(`${ORDER}?language=${language}`);
  expect(data).toMatchObject({ language, extensionLanguage, texts: { name } });
});

test('a customer sees all of their orders, newest first, and nobody else’s', async () => {
  await pages();
  const { text } = await open(`${STORE}/account?language=en&customer=5000000003`);
  const names = [...text.matchAll(/>Order (#\d+)</g)].map(([, name]) => name);
  expect(names).toEqual(['#1004', '#1003']);
});

test.each(['/account/orders/1', '/account/profile', '/customer-frame?target=none'])(
  '%s is 404',
  async (address) => {
    await pages();
    expect((await open(`${STORE}${address}`)).status).toBe(404);
  },
);

test.each(['en', 'zh-CN', 'zh-TW', 'de', 'fr', 'es', 'pt', 'ja'])(
  'the pages open in %s',
  async (language) => {
    await pages({ effects: shipped });
    for (const address of [ORDER, `${STORE}/account`]) {
      const { status, text } = await open(`${address}?language=${language}`);
      expect(status).toBe(200);
      expect(text).toContain(`<html lang="${language}">`);
      expect(text).not.toContain('undefined');
    }
  },
);
