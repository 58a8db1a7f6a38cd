import { afterEach, expect, test } from 'vitest';
import type { Platform } from './platform.ts';
import { readAppConfig } from './app-config.ts';
import { DAY, fulfilled, HOUR, orderCreated, SHOP, START, testPlatform } from './testing.ts';

let platform: Platform;
afterEach(() => platform?.stop());

async function control(method: 'GET' | 'POST', path: string, body?: Record<string, unknown>) {
  const response = await fetch(`${platform.origin}/sandbox/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, json: await response.json() };
}

test('the clock ticks on with real time and jumps ahead on demand', async () => {
  platform = await testPlatform();
  const before = Date.parse((await control('GET', 'clock')).json.now);
  expect(before - START).toBeLessThan(5_000);
  const { json } = await control('POST', 'clock', { advanceHours: 24 });
  const after = Date.parse(json.now);
  expect(after - before).toBeGreaterThanOrEqual(DAY);
  expect(after - before).toBeLessThan(DAY + 5_000);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(Date.parse((await control('GET', 'clock')).json.now)).toBeGreaterThan(after);
});

test('the world runs up to now by itself', async () => {
  platform = await testPlatform({ effects: [orderCreated(1, START + 500)] });
  expect((await control('GET', `stats?shop=${SHOP}`)).json.orders).toBe(0);
  await expect
    .poll(async () => (await control('GET', `stats?shop=${SHOP}`)).json.orders, { timeout: 3_000 })
    .toBe(1);
});

test('incidents and switches are read and set; a bad one is refused by name', async () => {
  platform = await testPlatform();
  expect((await control('POST', 'incidents', { name: 'webhook_loss', on: true })).json.on).toEqual([
    'webhook_loss',
  ]);
  expect((await control('POST', 'switches', { lossRate: 0.5 })).json).toMatchObject({
    lossRate: 0.5,
    duplicateRate: 0,
  });
  const refused = await control('POST', 'switches', { lossRate: 2 });
  expect(refused.status).toBe(400);
  expect(refused.json.errors).toContain('lossRate');
  expect((await control('POST', 'incidents', { name: 'nonsense', on: true })).status).toBe(400);
});

test('somebody else writes a fulfillment’s number; an unknown fulfillment is refused', async () => {
  platform = await testPlatform({
    effects: [orderCreated(1, START - DAY), fulfilled(1, START - HOUR)],
  });
  const tracking = [{ company: 'USPS', number: '9400112345678000000177' }];
  const fulfillmentId = 6_000_000_001;
  await control('POST', 'tracking', { shop: SHOP, fulfillmentId, tracking });
  expect(platform.store(SHOP).fulfillments.get(fulfillmentId)?.tracking).toEqual([
    { company: 'USPS', number: '9400112345678000000177', url: null },
  ]);
  const unknown = { shop: SHOP, fulfillmentId: 1, tracking };
  expect((await control('POST', 'tracking', unknown)).status).toBe(400);
});

test('more routes can be mounted, and the longest prefix wins', async () => {
  platform = await testPlatform();
  platform.handle('/store/', (_, response) => void response.end('admin page'));
  platform.handle('/store/x/', (_, response) => void response.end('order page'));
  const text = async (path: string) => (await fetch(`${platform.origin}${path}`)).text();
  expect(await text('/store/y')).toBe('admin page');
  expect(await text('/store/x/1')).toBe('order page');
});

test('the app’s TOML yields scopes, topics and one path', () => {
  const config = readAppConfig('shopify.app.toml');
  expect(config.requiredScopes).toContain('read_orders');
  expect(config.webhookTopics).toContain('fulfillment_events/create');
  expect(config.complianceTopics).toEqual([
    'customers/data_request',
    'customers/redact',
    'shop/redact',
  ]);
  expect(config.webhookPath).toBe('/webhooks');
});

test('2,000 orders with their parcels read out within seconds of installing', async () => {
  const effects = Array.from({ length: 2_000 }, (_, n) =>
    orderCreated(n + 1, START - 30 * DAY + n * HOUR * 0.3),
  );
  const begun = Date.now();
  platform = await testPlatform({ effects });
  expect((await control('GET', `stats?shop=${SHOP}`)).json.orders).toBe(2_000);
  expect(Date.now() - begun).toBeLessThan(5_000);
});
