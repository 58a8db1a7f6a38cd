import { afterEach, expect, test } from 'vitest';
import type { Platform } from './platform.ts';
import { adminOf, HandMadeWorld, LAMP, SHOP, testApp, testPlatform } from './testing.ts';

let platform: Platform;
afterEach(() => platform.stop());

async function shopWithLamp() {
  const world = new HandMadeWorld();
  world.goods.push(LAMP);
  const webhookTopics = ['app/scopes_update', 'products/create', 'products/delete'];
  platform = await testPlatform({ world, app: testApp({ webhookTopics }) });
  await platform.install(SHOP, ['read_legal_policies', 'read_products']);
  return adminOf(platform);
}

async function control(name: string, body: object) {
  const response = await fetch(`${platform.origin}/sandbox/${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ shop: SHOP, ...body }),
  });
  const json: Record<string, unknown> = await response.json();
  return { status: response.status, json };
}

const told = () => platform.webhookLog.map(({ topic }) => topic);

test('a merchant’s price is what the API answers with', async () => {
  const ask = await shopWithLamp();
  await control('prices', { variantId: 8_100_001, priceMinor: 4_200, compareAtMinor: 5_000 });
  const { body } = await ask('{ productVariants(first: 1) { nodes { price compareAtPrice } } }');
  expect(body.data.productVariants.nodes).toEqual([{ price: '42.0', compareAtPrice: '50.0' }]);
});

test('a merchant’s product comes and goes, and the app hears of both', async () => {
  const ask = await shopWithLamp();
  const { json } = await control('products', { title: 'New lamp', sku: 'N1', priceMinor: 100 });
  const query =
    '{ products(first: 5) { nodes { title variants(first: 1) { nodes { sku price } } } } }';
  const added = { title: 'New lamp', variants: { nodes: [{ sku: 'N1', price: '1.0' }] } };
  expect((await ask(query)).body.data.products.nodes).toContainEqual(added);
  await control('product-deletions', { productId: json['productId'] });
  expect((await ask(query)).body.data.products.nodes).not.toContainEqual(added);
  expect(told()).toEqual(['products/create', 'products/delete']);
});

test('a merchant’s policy is written, rewritten and taken away, and nobody is told', async () => {
  const ask = await shopWithLamp();
  const query = '{ shop { shopPolicies { type body } } }';
  const policies = async () => (await ask(query)).body.data.shop.shopPolicies;
  for (const body of ['<p>7 days</p>', '<p>14 days</p>']) {
    await control('policies', { type: 'REFUND_POLICY', body });
    expect(await policies()).toEqual([{ type: 'REFUND_POLICY', body }]);
  }
  await control('policies', { type: 'REFUND_POLICY', body: null });
  expect(await policies()).toEqual([]);
  expect(told()).toEqual([]);
});

test('scopes are set, and the app hears of it', async () => {
  await shopWithLamp();
  const { json } = await control('scopes', { scopes: ['read_orders'] });
  expect(json).toEqual({ granted: ['read_orders'] });
  expect(told()).toEqual(['app/scopes_update']);
});

test.each([
  ['prices', { variantId: 1, priceMinor: 1 }, 'variantId: no such variant'],
  ['prices', { variantId: 8_100_001, priceMinor: -1 }, 'priceMinor'],
  ['product-deletions', { productId: 1 }, 'productId: no such product'],
  ['policies', { type: 'COOKIES', body: '' }, 'type'],
])('%s of %j are refused, naming the field', async (name, body, message) => {
  await shopWithLamp();
  const { status, json } = await control(name, body);
  expect(status).toBe(400);
  expect(json['errors']).toContain(message);
});

test('a merchant’s stock, incoming pieces and cost are what the API answers with', async () => {
  const world = new HandMadeWorld();
  const location = { id: 71, name: 'Lager', city: 'Köln', country: 'DE' };
  const [variant] = LAMP.variants;
  if (variant === undefined) throw new Error('no variant');
  world.goods.push({ ...LAMP, variants: [{ ...variant, tracked: true, locationId: location.id }] });
  world.locations = () => [location];
  platform = await testPlatform({
    world,
    app: testApp({ webhookTopics: ['inventory_levels/update', 'products/update'] }),
  });
  await platform.install(SHOP, ['read_inventory', 'read_locations', 'read_products']);
  const ask = await adminOf(platform);
  const { id: variantId } = variant;
  await control('stock', { variantId, quantity: -3 });
  await control('incoming', { variantId, quantity: 40 });
  await control('costs', { variantId, unitCostMinor: 900, currency: 'CNY' });
  const { body } =
    await ask(`{ productVariants(first: 1) { nodes { inventoryQuantity inventoryItem {
    unitCost { amount currencyCode } inventoryLevels(first: 1) { nodes {
      quantities(names: ["available", "incoming"]) { name quantity } } } } } } }`);
  expect(body.data.productVariants.nodes).toEqual([
    {
      inventoryQuantity: -3,
      inventoryItem: {
        unitCost: { amount: '9.0', currencyCode: 'CNY' },
        inventoryLevels: {
          nodes: [
            {
              quantities: [
                { name: 'available', quantity: -3 },
                { name: 'incoming', quantity: 40 },
              ],
            },
          ],
        },
      },
    },
  ]);
  expect(told()).toEqual(['inventory_levels/update', 'products/update']);
  expect((await control('stock', { variantId: 1, quantity: 1 })).status).toBe(400);
});
