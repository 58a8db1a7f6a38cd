import { createHmac, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { syncStand } from './stand.ts';

const stand = await syncStand({ orders: 40 });
const { receiveWebhook } = await import('#app/services/receive-webhook.server.ts');
const { env } = await import('#app/env.server.ts');

/** A delivery as Shopify signs it. */
function delivery(change: {
  topic?: string;
  body?: string;
  shop?: string;
  secret?: string;
  webhookId?: string;
  headers?: Record<string, string | null>;
}) {
  const rawBody = Buffer.from(change.body ?? JSON.stringify({ id: 1 }));
  const headers = new Headers({
    'x-shopify-hmac-sha256': createHmac('sha256', change.secret ?? env().SHOPIFY_API_SECRET)
      .update(rawBody)
      .digest('base64'),
    'x-shopify-shop-domain': change.shop ?? stand.shop,
    'x-shopify-topic': change.topic ?? 'orders/updated',
    'x-shopify-webhook-id': change.webhookId ?? randomUUID(),
    'x-shopify-triggered-at': stand.clock().toISOString(),
  });
  for (const [name, value] of Object.entries(change.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  return { headers, rawBody, now: stand.clock() };
}

const inbox = (webhookId: string) =>
  stand.rows(`select * from webhook_inbox where webhook_id = $1`, [webhookId]);

beforeAll(async () => {
  await stand.install();
  await stand.settle();
});

describe('a delivery', () => {
  test.each([
    ['is refused with 401 when the signature is of another secret', { secret: 'another' }],
    ['is refused with 401 without a signature', { headers: { 'x-shopify-hmac-sha256': null } }],
    [
      'is refused with 401 when the signature is too short to compare',
      { headers: { 'x-shopify-hmac-sha256': 'YWJj' } },
    ],
  ])('%s, and leaves nothing', async (_, change) => {
    const webhookId = randomUUID();
    const receipt = await receiveWebhook(delivery({ ...change, webhookId }));
    expect(receipt).toEqual({ status: 401, outcome: 'bad_signature' });
    expect(await inbox(webhookId)).toEqual([]);
  });

  test('without its topic is refused with 400', async () => {
    const receipt = await receiveWebhook(delivery({ headers: { 'x-shopify-topic': null } }));
    expect(receipt).toEqual({ status: 400, outcome: 'header_missing' });
  });

  test('of a shop we never knew is answered 200 and leaves nothing', async () => {
    const webhookId = randomUUID();
    const receipt = await receiveWebhook(delivery({ shop: 'nobody.myshopify.com', webhookId }));
    expect(receipt).toEqual({ status: 200, outcome: 'unknown_shop' });
    expect(await inbox(webhookId)).toEqual([]);
  });

  test('that is signed but no JSON is kept as failed without its text', async () => {
    const webhookId = randomUUID();
    const body = '{"id": 1, "email": "ada@example.com"';
    const receipt = await receiveWebhook(delivery({ body, webhookId }));
    expect(receipt).toEqual({ status: 400, outcome: 'not_json' });
    const [row] = await inbox(webhookId);
    expect(row).toMatchObject({ state: 'failed', error: 'not_json' });
    expect(JSON.stringify(row)).not.toContain('ada@');
  });

  test('that lacks its order is kept as failed and names the field', async () => {
    const webhookId = randomUUID();
    const body = JSON.stringify({ id: 5, tracking_numbers: [] });
    const receipt = await receiveWebhook(
      delivery({ topic: 'fulfillments/update', body, webhookId }),
    );
    expect(receipt).toEqual({ status: 200, outcome: 'body_incomplete' });
    expect((await inbox(webhookId))[0]).toMatchObject({
      state: 'failed',
      error: 'missing order_id',
    });
  });

  test('that comes twice is stored and worked off once', async () => {
    const webhookId = randomUUID();
    const body = JSON.stringify({ id: 4_242, email: 'ada@example.com', updated_at: 'now' });
    const twice = delivery({ body, webhookId });
    expect(await receiveWebhook(twice)).toEqual({ status: 200, outcome: 'stored' });
    expect(await receiveWebhook(twice)).toEqual({ status: 200, outcome: 'repeated' });
    const [row, ...more] = await inbox(webhookId);
    expect(more).toEqual([]);
    expect(row?.payload).toEqual({ orderId: '4242', updatedAt: 'now' });
    await stand.settle();
    expect((await inbox(webhookId))[0]).toMatchObject({ state: 'done' });
  });

  test.each([
    ['orders/create', { id: 77 }],
    ['orders/cancelled', { id: 77 }],
    ['orders/edited', { order_edit: { id: 1, order_id: 77 } }],
    ['fulfillments/create', { id: 1, order_id: 77 }],
    ['fulfillment_events/create', { id: 1, order_id: 77, fulfillment_id: 2 }],
    ['fulfillment_events/delete', { id: 1, order_id: 77, fulfillment_id: 2 }],
  ])('%s marks its order', async (topic, body) => {
    await receiveWebhook(delivery({ topic, body: JSON.stringify(body) }));
    const marked = await stand.rows(`select * from dirty_orders where order_id = 77`);
    expect(marked).toMatchObject([{ reason: topic }]);
    await stand.settle();
  });
});

describe('traffic with duplicates, disorder and loss', () => {
  test('ends in the same state as Shopify after the hourly sweep', async () => {
    Object.assign(stand.platform.switches, {
      duplicateRate: 0.3,
      reorderWindow: 12,
      lossRate: 0.9,
    });
    for (let step = 0; step < 6; step += 1) {
      await stand.platform.advanceBy(9 * 3_600_000);
      await stand.settle();
    }
    Object.assign(stand.platform.switches, { duplicateRate: 0, reorderWindow: 0, lossRate: 0 });
    await stand.platform.advanceBy(2 * 3_600_000);
    await stand.settle();
    const { ours, theirs } = await stand.bothSides();
    expect(ours).toEqual(theirs);
    const parity = await stand.one(`select * from parity_reports order by taken_at desc limit 1`);
    expect(parity).toMatchObject({
      shopify_orders: String(theirs.orders.length),
      our_orders: String(theirs.orders.length),
      shopify_fulfillments: String(theirs.fulfillments.length),
      our_fulfillments: String(theirs.fulfillments.length),
      polled_fulfillments: String(theirs.fulfillments.length),
      differences: [],
    });
    const sweeps = await stand.one(
      `select sum(orders_repaired)::int as repaired from sync_runs where kind = 'sweep'`,
    );
    expect(Number(sweeps.repaired)).toBeGreaterThan(0);
  });
});
