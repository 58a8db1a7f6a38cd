import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Platform, PlatformOptions } from '../platform.ts';
import {
  DAY,
  fulfilled,
  HandMadeWorld,
  HOUR,
  MINUTE,
  orderCreated,
  PEOPLE,
  scanned,
  SHOP,
  START,
  testApp,
  testPlatform,
} from '../testing.ts';

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

let platform: Platform;
let server: Server;
let received: Received[];
let answerWith: (count: number) => number;

beforeEach(() => {
  received = [];
  answerWith = () => 200;
});
afterEach(async () => {
  await platform.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** A platform with an app that records what it hears; the world's effects come after the install. */
async function started(world: HandMadeWorld, options: Partial<PlatformOptions> = {}) {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
      response.writeHead(answerWith(received.length)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const app = testApp({ url: `http://127.0.0.1:${port}` });
  platform = await testPlatform({ world, app, ...options });
}

const topics = () => received.map(({ headers }) => headers['x-shopify-topic']);

test('an event of the world is signed over its raw bytes and carries Shopify’s headers', async () => {
  const world = new HandMadeWorld([orderCreated(1, START - DAY), fulfilled(1, START - HOUR)]);
  await started(world);
  world.add(scanned(1, START + HOUR));
  await platform.advanceBy(2 * HOUR);
  await platform.idle();
  expect(topics().toSorted()).toEqual([
    'fulfillment_events/create',
    'fulfillments/update',
    'orders/updated',
  ]);
  for (const { headers, body } of received) {
    const signature = createHmac('sha256', 'test-secret').update(body).digest('base64');
    expect(headers).toMatchObject({
      'x-shopify-hmac-sha256': signature,
      'x-shopify-shop-domain': SHOP,
      'x-shopify-triggered-at': '2026-11-02T10:00:00.000Z',
      'x-shopify-api-version': '2026-10',
    });
  }
  expect(new Set(received.map(({ headers }) => headers['x-shopify-event-id'])).size).toBe(1);
  expect(new Set(received.map(({ headers }) => headers['x-shopify-webhook-id'])).size).toBe(3);
  expect(platform.stats(SHOP).webhooks).toMatchObject({
    sent: 3,
    acknowledged: 3,
    pending: 0,
    lost: 0,
  });
});

test('payloads are REST-shaped, in the shop’s time zone, with the buyer’s personal data', async () => {
  const world = new HandMadeWorld();
  await started(world);
  world.add(orderCreated(1, START + HOUR), fulfilled(1, START + 2 * HOUR));
  await platform.advanceBy(DAY);
  await platform.idle();
  const order = JSON.parse(
    received.find(({ headers }) => headers['x-shopify-topic'] === 'orders/create')?.body ?? '',
  );
  expect(order).toMatchObject({
    id: 5_000_000_001,
    created_at: '2026-11-02T11:00:00+01:00',
    total_price: '129.90',
    email: PEOPLE.email,
    shipping_address: { address1: PEOPLE.address1, zip: PEOPLE.zip },
  });
  const fulfillment = JSON.parse(
    received.find(({ headers }) => headers['x-shopify-topic'] === 'fulfillments/create')?.body ??
      '',
  );
  expect(fulfillment).toMatchObject({
    order_id: 5_000_000_001,
    status: 'success',
    shipment_status: null,
    tracking_numbers: ['LX1CN'],
    destination: { last_name: PEOPLE.lastName },
  });
});

test('history before the install is silent', async () => {
  await started(new HandMadeWorld([orderCreated(1, START - DAY), fulfilled(1, START - HOUR)]));
  await platform.idle();
  expect(received).toEqual([]);
  expect(platform.stats(SHOP)).toMatchObject({ orders: 1, fulfillments: 1, trackingNumbers: 1 });
});

test('a refused webhook keeps its id and payload over retries that double within four virtual hours', async () => {
  const world = new HandMadeWorld();
  await started(world);
  answerWith = (count) => (count <= 3 ? 500 : 200);
  world.add(orderCreated(1, START + MINUTE));
  await platform.advanceBy(MINUTE);
  await platform.idle();
  expect(received).toHaveLength(1);
  for (const [minutes, attempts] of [
    [1, 2],
    [2, 3],
    [3, 3],
    [1, 4],
  ] as const) {
    await platform.advanceBy(minutes * MINUTE);
    await platform.idle();
    expect(received).toHaveLength(attempts);
  }
  expect(new Set(received.map(({ headers }) => headers['x-shopify-webhook-id'])).size).toBe(1);
  expect(new Set(received.map(({ body }) => body)).size).toBe(1);
  expect(platform.stats(SHOP).webhooks).toMatchObject({ sent: 1, acknowledged: 1, retried: 3 });
});

test('after the first try and eight retries a webhook is dropped and counted lost', async () => {
  const world = new HandMadeWorld();
  await started(world);
  answerWith = () => 302;
  world.add(orderCreated(1, START + MINUTE));
  await platform.advanceBy(MINUTE);
  for (let hours = 0; hours < 5; hours += 0.25) {
    await platform.idle();
    await platform.advanceBy(HOUR / 4);
  }
  await platform.idle();
  expect(received).toHaveLength(9);
  expect(platform.stats(SHOP).webhooks).toMatchObject({ lost: 1, pending: 0, acknowledged: 0 });
  expect(platform.webhookLog[0]).toMatchObject({ outcome: 'lost', attempts: 9, lastStatus: 302 });
});

test('an app that is away loses nothing when it comes back within the four hours', async () => {
  const world = new HandMadeWorld();
  await started(world);
  const { url } = platform.app;
  platform.app.url = 'http://127.0.0.1:9';
  world.add(orderCreated(1, START + MINUTE));
  await platform.advanceBy(MINUTE);
  await platform.idle();
  platform.app.url = url;
  await platform.advanceBy(2 * MINUTE);
  await platform.idle();
  expect(topics()).toEqual(['orders/create']);
});

test('duplicates repeat the webhook id; the incident and the loss switch lose webhooks', async () => {
  const world = new HandMadeWorld();
  await started(world, { switches: { duplicateRate: 1 } });
  world.add(orderCreated(1, START + MINUTE));
  await platform.advanceBy(HOUR);
  await platform.idle();
  expect(received).toHaveLength(2);
  expect(new Set(received.map(({ headers }) => headers['x-shopify-webhook-id'])).size).toBe(1);
  platform.switches.duplicateRate = 0;
  world.setIncident('webhook_loss', true);
  world.add(orderCreated(2, START + 2 * HOUR));
  await platform.advanceBy(2 * HOUR);
  world.setIncident('webhook_loss', false);
  platform.switches.lossRate = 1;
  world.add(orderCreated(3, START + 4 * HOUR));
  await platform.advanceBy(2 * HOUR);
  await platform.idle();
  expect(received).toHaveLength(2);
  expect(platform.stats(SHOP).webhooks).toMatchObject({ sent: 3, lost: 2, duplicated: 1 });
});

test('the reorder window shuffles, and loses nothing', async () => {
  const world = new HandMadeWorld();
  await started(world, { switches: { reorderWindow: 50 } });
  world.add(
    ...Array.from({ length: 60 }, (_, n) => orderCreated(n + 1, START + MINUTE + n * 1_000)),
  );
  await platform.advanceBy(HOUR);
  await platform.idle();
  const ids = received.map(({ body }) => JSON.parse(body).id);
  expect(new Set(ids).size).toBe(60);
  expect(ids).not.toEqual(ids.toSorted((a, b) => a - b));
});

test('uninstall is announced, and the shop’s redaction comes 48 hours later unless it returns', async () => {
  await started(new HandMadeWorld([orderCreated(1, START - DAY)]));
  await platform.uninstall(SHOP);
  await platform.idle();
  expect(topics()).toEqual(['app/uninstalled']);
  await platform.advanceBy(48 * HOUR - MINUTE);
  await platform.idle();
  expect(topics()).toEqual(['app/uninstalled']);
  await platform.advanceBy(2 * MINUTE);
  await platform.idle();
  expect(topics()).toEqual(['app/uninstalled', 'shop/redact']);
  await platform.install(SHOP);
  await platform.uninstall(SHOP);
  await platform.install(SHOP);
  await platform.advanceBy(3 * DAY);
  await platform.idle();
  expect(topics().filter((topic) => topic === 'shop/redact')).toHaveLength(1);
});

test('privacy topics name the customer, and scope changes name both lists', async () => {
  await started(new HandMadeWorld([orderCreated(1, START - DAY)]));
  platform.trigger(SHOP, 'customers/redact', 5_000_000_001);
  platform.setScopes(SHOP, ['read_orders']);
  await platform.idle();
  const bodies = new Map(
    received.map(({ headers, body }) => [headers['x-shopify-topic'], JSON.parse(body)]),
  );
  expect(bodies.get('customers/redact')).toMatchObject({
    customer: { email: PEOPLE.email },
    orders_to_redact: [5_000_000_001],
  });
  expect(bodies.get('app/scopes_update')).toMatchObject({ current: ['read_orders'] });
});

test('thousands of webhooks of a week are delivered within seconds', async () => {
  const world = new HandMadeWorld();
  await started(world);
  world.add(...Array.from({ length: 3_000 }, (_, n) => orderCreated(n + 1, START + n * 200_000)));
  const begun = Date.now();
  await platform.advanceBy(7 * DAY);
  await platform.idle();
  expect(platform.stats(SHOP).webhooks).toMatchObject({ sent: 3_000, acknowledged: 3_000 });
  expect(Date.now() - begun).toBeLessThan(15_000);
}, 30_000);
