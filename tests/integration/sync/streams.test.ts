import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { syncStand } from './stand.ts';

const stand = await syncStand({ orders: 12 });
const { receiveWebhook } = await import('#app/services/receive-webhook.server.ts');
const { refetchOrders } = await import('#app/services/refetch-orders.server.ts');
const { deleteOrders } = await import('#app/db/orders.server.ts');
const { withShopSql } = await import('#app/db/with-shop.server.ts');
const { env } = await import('#app/env.server.ts');

let shopId: number;
beforeAll(async () => {
  await stand.install();
  await stand.settle();
  shopId = Number((await stand.one(`select shop_id from shops`)).shop_id);
});

/** One delivery about one of the orders; the same `key` is the same webhook delivered again. */
interface Delivery {
  order: number;
  kind: 'order' | 'fulfillment' | 'event';
  key: number;
}

async function deliver({ order, kind, key }: Delivery, run: number): Promise<void> {
  const record = [...stand.platform.store(stand.shop).orders.values()][order];
  if (record === undefined) return;
  const fulfillment = record.fulfillments[0];
  const about = {
    order: { topic: 'orders/updated', body: { id: record.id } },
    fulfillment: {
      topic: 'fulfillments/update',
      body: { id: fulfillment?.id ?? 1, order_id: record.id },
    },
    event: {
      topic: 'fulfillment_events/create',
      body: { id: 5, fulfillment_id: fulfillment?.id ?? 1, order_id: record.id },
    },
  }[kind];
  const rawBody = Buffer.from(JSON.stringify(about.body));
  const headers = new Headers({
    'x-shopify-hmac-sha256': createHmac('sha256', env().SHOPIFY_API_SECRET)
      .update(rawBody)
      .digest('base64'),
    'x-shopify-shop-domain': stand.shop,
    'x-shopify-topic': about.topic,
    'x-shopify-webhook-id': `${run}-${order}-${kind}-${key}`,
    'x-shopify-triggered-at': stand.clock().toISOString(),
  });
  const receipt = await receiveWebhook({ headers, rawBody, now: stand.clock() });
  expect(receipt.status).toBe(200);
}

const drain = async () => {
  while ((await refetchOrders({ shopId, now: stand.clock() })).kind === 'again');
};

/** Every fact, without the instants at which we looked. */
const facts = async () => ({
  orders: await stand.rows(`select to_jsonb(o) - 'read_at' as row from orders o order by order_id`),
  fulfillments: await stand.rows(
    `select to_jsonb(f) - 'events_read_at' as row from fulfillments f order by fulfillment_id`,
  ),
  parcels: await stand.rows(
    `select to_jsonb(p) - 'assessed_at' - 'review_at' as row from parcels p order by fulfillment_id, position`,
  ),
  legs: await stand.rows(
    `select to_jsonb(l) as row from legs l order by fulfillment_id, position, seq`,
  ),
  scans: await stand.rows(
    `select to_jsonb(s) - 'received_at' as row from scans s order by fulfillment_id, event_id`,
  ),
});

describe('any stream of webhooks', () => {
  test('leaves the same state: repeated, in any order, read at any moments', async () => {
    const expected = await facts();
    const orderIds = [...stand.platform.store(stand.shop).orders.keys()].map(String);
    const delivery = fc.record({
      order: fc.nat({ max: orderIds.length - 1 }),
      kind: fc.constantFrom('order', 'fulfillment', 'event'),
      key: fc.nat({ max: 2 }),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(delivery, fc.constant('read')), { maxLength: 30 }),
        async (stream) => {
          run += 1;
          // Half of the orders are unknown at the start, the others are known.
          await withShopSql(shopId, (sql) => deleteOrders(sql, shopId, orderIds.slice(0, 6)));
          for (const step of stream) {
            if (step === 'read') await drain();
            else await deliver(step, run);
          }
          for (const order of orderIds.keys()) await deliver({ order, kind: 'order', key: 9 }, run);
          await drain();
          expect(await facts()).toEqual(expected);
        },
      ),
      { numRuns: 15 },
    );
  });
});
