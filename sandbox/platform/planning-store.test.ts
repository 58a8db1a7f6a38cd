import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld } from '#sandbox/world/create-world.ts';
import type { Platform } from './platform.ts';
import { adminOf, DAY, START, testPlatform } from './testing.ts';

const SHOP = 'harbor-outfitters.myshopify.com';
const SCOPES = [
  'read_all_orders',
  'read_inventory',
  'read_orders',
  'read_products',
  'read_shopify_payments_accounts',
  'read_shopify_payments_payouts',
];

let platform: Platform;
beforeAll(async () => {
  const world = createWorld({
    seed: 7,
    startAt: START,
    shops: 1,
    ordersPerShop: 5,
    planning: { scale: 0.2 },
  });
  platform = await testPlatform({ world, throttle: { maximumAvailable: 50_000 } });
  await platform.install(SHOP, SCOPES);
});
afterAll(() => platform.stop());

async function truthAt(at: string | null) {
  const asked = at === null ? '' : `&at=${at}`;
  const response = await fetch(`${platform.origin}/sandbox/planning-truth?shop=${SHOP}${asked}`);
  return { status: response.status, json: await response.json() };
}

test('the platform pays out what the store’s truth foretells, to the cent', async () => {
  const { json } = await truthAt(null);
  await platform.advanceTo(START + 30 * DAY);
  const ask = await adminOf(platform, SHOP);
  const { body } = await ask(
    `query ($q: String) { shopifyPaymentsAccount { payouts(first: 30, query: $q) {
       nodes { legacyResourceId status net { amount } summary { reservedFundsGross { amount } } } } } }`,
    { q: `issued_at:>='${new Date(START + DAY).toISOString()}'` },
  );
  expect(body.errors).toBeUndefined();
  const foretold = new Map<string, number>(
    json.payouts.map((payout: { id: number; netMinor: number }) => [
      String(payout.id),
      payout.netMinor,
    ]),
  );
  const { nodes } = body.data.shopifyPaymentsAccount.payouts;
  expect(nodes.length).toBeGreaterThan(15);
  for (const { legacyResourceId, net } of nodes)
    expect(Math.round(Number(net.amount) * 100)).toBe(foretold.get(legacyResourceId));
  expect(
    nodes.some(
      ({ summary }: { summary: { reservedFundsGross: { amount: string } } }) =>
        Number(summary.reservedFundsGross.amount) < 0,
    ),
  ).toBe(true);
});

test('the platform’s stock is what the truth says of the same instant', async () => {
  const now = new Date(platform.clock.now()).toISOString();
  const { json } = await truthAt(now);
  const { inventory } = platform.store(SHOP);
  const different = json.variants.filter(
    ({ variantId, available }: { variantId: number; available: number }) => {
      const variant = inventory.variants.get(variantId)?.variant;
      return (
        variant?.tracked === true && inventory.availableOf(variant.inventoryItemId) !== available
      );
    },
  );
  expect(different).toEqual([]);
  expect(json.variants.length).toBeGreaterThan(40);
});

test('the truth comes with the files a merchant uploads; other shops have none', async () => {
  const { json } = await truthAt(null);
  expect(json.files.purchases.split('\n').length).toBeGreaterThan(50);
  expect(json.files.bank.split('\n').length).toBeGreaterThan(500);
  expect(json.balances).toHaveLength(92);
  const other = await fetch(
    `${platform.origin}/sandbox/planning-truth?shop=northwind-lamps.myshopify.com`,
  );
  expect(other.status).toBe(400);
  expect((await truthAt('soon')).status).toBe(400);
});
