import { afterEach, expect, test } from 'vitest';
import type { PlatformEffect } from '../platform-effects.ts';
import type { Platform } from '../platform.ts';
import { DAY, HandMadeWorld, LAMP, orderCreated, SHOP, START, testPlatform } from '../testing.ts';
import { webhooksOf } from './webhooks-of-change.ts';

let platform: Platform;
afterEach(() => platform.stop());

const ORDER_ID = 5_000_000_001;
const BASE = { at: START, shop: SHOP };

/** What an app would hear of an effect: topics and payloads; null when nothing changed. */
async function heard(effect: PlatformEffect) {
  const world = new HandMadeWorld([orderCreated(1, START - DAY)]);
  world.goods.push(LAMP);
  platform = await testPlatform({ world });
  const change = platform.apply(effect);
  if (change === null) return null;
  const store = platform.store(SHOP);
  return webhooksOf(change, store).map(({ topic, payload }) => ({ topic, payload: payload() }));
}

test('a price that changed is told as products/update, with what a reader of REST expects', async () => {
  const told = await heard({
    kind: 'price_changed',
    ...BASE,
    variantId: 8_100_001,
    priceMinor: 3_900,
    compareAtMinor: 5_000,
  });
  expect(told).toMatchObject([
    {
      topic: 'products/update',
      payload: {
        id: LAMP.id,
        title: 'Table lamp',
        updated_at: '2026-11-02T10:00:00+01:00',
        variants: [{ id: 8_100_001, price: '39.00', compare_at_price: '50.00' }],
      },
    },
  ]);
});

test('a refund is told as refunds/create and orders/updated', async () => {
  const told = await heard({
    kind: 'refund_created',
    ...BASE,
    refund: {
      id: 61,
      orderId: ORDER_ID,
      createdAt: START,
      totalMinor: 12_990,
      shippingMinor: 690,
      returnId: 71,
      transactions: [
        {
          id: 92,
          kind: 'REFUND',
          status: 'SUCCESS',
          gateway: 'paypal',
          amountMinor: 12_990,
          processedAt: START,
        },
      ],
    },
  });
  expect(told).toMatchObject([
    {
      topic: 'refunds/create',
      payload: {
        id: 61,
        order_id: ORDER_ID,
        created_at: '2026-11-02T10:00:00+01:00',
        return: { id: 71 },
        refund_shipping_lines: [{ subtotal_amount: '6.90' }],
        transactions: [{ id: 92, kind: 'refund', gateway: 'paypal', amount: '129.90' }],
      },
    },
    {
      topic: 'orders/updated',
      payload: { id: ORDER_ID, financial_status: 'refunded', refunds: [{ id: 61 }] },
    },
  ]);
});

const RETURN = {
  id: 71,
  orderId: ORDER_ID,
  name: '#1001-R1',
  status: 'REQUESTED',
  createdAt: START,
  requestApprovedAt: null,
  closedAt: null,
  reason: 'UNWANTED',
  goodsBackAt: null,
} as const;
const MORE = {
  orderId: ORDER_ID,
  transactions: [],
  shippingMinor: 0,
  shippingTitle: 'Standard',
  fulfillBy: null,
  method: 'SHIPPING',
  maxDeliveryAt: null,
  dutiesIncluded: false,
  dutiesMinor: null,
  isCompany: false,
  sellingPlans: [],
  customerLocale: 'de',
} as const;

test.each<[string, PlatformEffect]>([
  ['a return', { kind: 'return_changed', ...BASE, return: RETURN }],
  ['its payments and duties', { kind: 'order_more', ...BASE, more: MORE }],
  ['its tags', { kind: 'order_tagged', ...BASE, orderId: ORDER_ID, tags: ['late'] }],
])('%s of an order is told as orders/updated', async (_, effect) => {
  const told = await heard(effect);
  expect(told).toMatchObject([
    { topic: 'orders/updated', payload: { updated_at: '2026-11-02T10:00:00+01:00' } },
  ]);
});

test('what is said of an order in the moment of its creation is part of it', async () => {
  expect(await heard({ kind: 'order_more', at: START - DAY, shop: SHOP, more: MORE })).toBeNull();
});

test('a product that comes or goes is told, and one that never was cannot go', async () => {
  const product = { ...LAMP, id: 8_000_009, title: 'New lamp', variants: [] };
  const come = await heard({ kind: 'product_created', ...BASE, product });
  expect(come).toMatchObject([{ topic: 'products/create', payload: { title: 'New lamp' } }]);
  await platform.stop();
  const go = await heard({ kind: 'product_deleted', ...BASE, productId: LAMP.id });
  expect(go).toEqual([{ topic: 'products/delete', payload: { id: LAMP.id } }]);
  expect(platform.apply({ kind: 'product_deleted', ...BASE, productId: LAMP.id })).toBeNull();
  expect(platform.store(SHOP).inventory.variants.size).toBe(0);
});

test('settings and disputes are told by no webhook', async () => {
  const dispute = {
    id: 301,
    orderId: ORDER_ID,
    type: 'INQUIRY',
    status: 'NEEDS_RESPONSE',
    reason: 'GENERAL',
    networkReasonCode: null,
    amountMinor: 100,
    initiatedAt: START,
    evidenceDueBy: null,
    evidenceSentOn: null,
    finalizedOn: null,
  } as const;
  expect(await heard({ kind: 'dispute_changed', ...BASE, dispute })).toEqual([]);
  const side = platform.store(SHOP).side.settings;
  const change = platform.apply({ kind: 'shop_side_changed', ...BASE, side });
  expect(change === null ? null : webhooksOf(change, platform.store(SHOP))).toEqual([]);
});

test('an effect on an order or a variant that does not exist changes nothing', async () => {
  const nowhere = { ...RETURN, orderId: 1 };
  expect(await heard({ kind: 'return_changed', ...BASE, return: nowhere })).toBeNull();
  const price = { variantId: 1, priceMinor: 1, compareAtMinor: null };
  expect(platform.apply({ kind: 'price_changed', ...BASE, ...price })).toBeNull();
});
