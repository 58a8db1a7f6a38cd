import { afterEach, expect, test } from 'vitest';
import { createWorld } from '#sandbox/world/create-world.ts';
import type { Platform } from '../platform.ts';
import { adminOf, DAY, SHOP, START, testApp, testPlatform } from '../testing.ts';

let platform: Platform;
afterEach(() => platform.stop());

const SCOPES = ['read_orders', 'read_products', 'read_inventory', 'read_locations'];

async function shopWithGoods(scopes: readonly string[] = SCOPES, webhookTopics?: string[]) {
  platform = await testPlatform({
    world: createWorld({ seed: 7, startAt: START, shops: 1, ordersPerShop: 60, historyDays: 20 }),
    ...(webhookTopics === undefined ? {} : { app: testApp({ webhookTopics }) }),
  });
  await platform.install(SHOP, scopes);
  return adminOf(platform);
}

/** A variant of the shop that is counted. */
function countedVariant() {
  const variants = platform.world.products(SHOP).flatMap((product) => product.variants);
  const found = variants.find((variant) => variant.tracked);
  if (found?.locationId == null) throw new Error('nothing is counted');
  return { ...found, locationId: found.locationId };
}

test.each([
  ['products', 'title'],
  ['productVariants', 'sku'],
  ['inventoryItems', 'sku'],
])('pages of %s visit all of them once', async (root, field) => {
  const ask = await shopWithGoods();
  const seen: string[] = [];
  for (let cursor: string | null = null, page = 0; page < 20; page += 1) {
    const { body } = await ask(
      `query ($c: String) { ${root}(first: 3, after: $c) { nodes { id ${field} } pageInfo { hasNextPage endCursor } } }`,
      { c: cursor },
    );
    const { nodes, pageInfo } = body.data[root];
    seen.push(...nodes.map((node: { id: string }) => node.id));
    if (!pageInfo.hasNextPage) break;
    cursor = pageInfo.endCursor;
  }
  const products = platform.world.products(SHOP);
  const size = root === 'products' ? products.length : products.flatMap((p) => p.variants).length;
  expect(new Set(seen).size).toBe(size);
  expect(seen).toHaveLength(size);
});

test('a line item leads to its variant, whose price is what was charged', async () => {
  const ask = await shopWithGoods();
  const { body } = await ask(
    `{ orders(first: 50) { nodes { lineItems(first: 5) { nodes { sku quantity
      originalUnitPriceSet { shopMoney { amount } } product { id title } variant { sku price product { id } } } } } } }`,
  );
  expect(body.errors).toBeUndefined();
  const lines = body.data.orders.nodes.flatMap(
    (order: { lineItems: { nodes: object[] } }) => order.lineItems.nodes,
  );
  expect(lines.length).toBeGreaterThan(50);
  for (const { sku, originalUnitPriceSet, product, variant } of lines) {
    expect(variant).toEqual({
      sku,
      price: originalUnitPriceSet.shopMoney.amount,
      product: { id: product.id },
    });
  }
});

test('stock reads the same from the variant, its item and its level, and by node id', async () => {
  const ask = await shopWithGoods();
  const { id, inventoryItemId, unitCostMinor, hsCode, locationId } = countedVariant();
  const { inventory, orders } = platform.store(SHOP);
  const available = inventory.availableOf(inventoryItemId);
  const committed = [...orders.values()]
    .filter(({ cancelledAt }) => cancelledAt === null)
    .flatMap(({ lineItems, fulfillments }) => {
      const taken = fulfillments.filter(({ cancelled }) => !cancelled);
      const shipped = new Set(taken.flatMap(({ lineItemIds }) => lineItemIds));
      return lineItems.filter((line) => line.variantId === id && !shipped.has(line.id));
    })
    .reduce((sum, { quantity }) => sum + quantity, 0);
  const { body } = await ask(
    `query ($id: ID!) { productVariant(id: $id) { inventoryQuantity compareAtPrice inventoryItem { id tracked
      unitCost { amount currencyCode } countryCodeOfOrigin harmonizedSystemCode variant { id }
      measurement { weight { unit value } }
      variants(first: 1) { nodes { id } } inventoryLevels(first: 5) { nodes { id location { id name }
      quantities(names: ["available", "committed", "incoming", "on_hand"]) { name quantity } } } } } }`,
    { id: `gid://shopify/ProductVariant/${id}` },
  );
  expect(body.errors).toBeUndefined();
  const { inventoryQuantity, inventoryItem } = body.data.productVariant;
  expect(inventoryQuantity).toBe(available);
  expect(inventoryItem).toMatchObject({
    tracked: true,
    unitCost: { amount: String((unitCostMinor ?? 0) / 100), currencyCode: 'USD' },
    countryCodeOfOrigin: 'CN',
    harmonizedSystemCode: hsCode,
    variant: { id: `gid://shopify/ProductVariant/${id}` },
    variants: { nodes: [{ id: `gid://shopify/ProductVariant/${id}` }] },
  });
  const [level, ...others] = inventoryItem.inventoryLevels.nodes;
  expect(others).toEqual([]);
  expect(level).toMatchObject({
    location: { id: `gid://shopify/Location/${locationId}` },
    quantities: [
      { name: 'available', quantity: available },
      { name: 'committed', quantity: committed },
      { name: 'incoming', quantity: 0 },
      { name: 'on_hand', quantity: available + committed },
    ],
  });
  const ids = [level.id, inventoryItem.id, level.location.id, 'gid://shopify/Product/1'];
  const nodes = await ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`, { ids });
  expect(nodes.body.data.nodes).toEqual([...ids.slice(0, 3).map((each) => ({ id: each })), null]);
});

test('counts and locations are there, and without an id the primary location answers', async () => {
  const ask = await shopWithGoods();
  const { body } = await ask(
    `{ productsCount { count } location { id isPrimary } locations(first: 5) { nodes { id isPrimary } } }`,
  );
  expect(body.errors).toBeUndefined();
  expect(body.data.productsCount.count).toBe(platform.world.products(SHOP).length);
  expect(body.data.location.isPrimary).toBe(true);
  expect(body.data.locations.nodes.filter(isPrimary)).toEqual([body.data.location]);
});

test('locations are the shop’s own and those it ships from by hand, on request services’ too', async () => {
  const ask = await shopWithGoods();
  const { body } = await ask(
    `{ locationsCount { count } locations(first: 20) { nodes { name isFulfillmentService } }
      all: locations(first: 20, includeLegacy: true) { nodes { name isFulfillmentService } } }`,
  );
  expect(body.errors).toBeUndefined();
  const { world } = platform;
  const own = world.locations(SHOP).map(({ name }) => name);
  const byHand = world.suppliers(SHOP).filter(({ service }) => service === null);
  const listed = [...own, ...byHand.map(({ location }) => location.name)];
  const named = ({ nodes }: { nodes: { name: string }[] }) => nodes.map(({ name }) => name);
  expect(named(body.data.locations)).toEqual(listed.toSorted());
  expect(body.data.locationsCount.count).toBe(listed.length);
  const suppliers = world.suppliers(SHOP).map(({ location }) => location.name);
  expect(named(body.data.all)).toEqual([...own, ...suppliers].toSorted());
});

test('levels need read_inventory, items either scope, products read_products', async () => {
  const query = `{ inventoryItems(first: 1) { nodes { sku inventoryLevels(first: 1) { nodes { id } } } } }`;
  const ask = await shopWithGoods(['read_products']);
  const denied = await ask(query);
  expect(denied.body.errors[0]).toMatchObject({
    extensions: {
      code: 'ACCESS_DENIED',
      requiredAccess: expect.stringContaining('read_inventory'),
    },
  });
  expect((await ask('{ inventoryItems(first: 1) { nodes { sku } } }')).body.errors).toBeUndefined();
  await platform.install(SHOP, ['read_inventory']);
  expect((await ask(query)).body.errors).toBeUndefined();
  const products = await ask('{ products(first: 1) { nodes { id } } }');
  expect(products.body.errors[0].extensions.code).toBe('ACCESS_DENIED');
});

test('a bulk operation writes every product and variant', async () => {
  const ask = await shopWithGoods();
  const query = `{ products { edges { node { id title variants { edges { node { id sku inventoryQuantity } } } } } } }`;
  const { body } = await ask(
    `mutation ($query: String!) { bulkOperationRunQuery(query: $query, groupObjects: true) {
      bulkOperation { id } userErrors { message } } }`,
    { query },
  );
  expect(body.data.bulkOperationRunQuery.userErrors).toEqual([]);
  const { id } = body.data.bulkOperationRunQuery.bulkOperation;
  const poll = `query ($id: ID!) { bulkOperation(id: $id) { status url } }`;
  await expect
    .poll(async () => (await ask(poll, { id })).body.data.bulkOperation.status)
    .toBe('COMPLETED');
  const { url } = (await ask(poll, { id })).body.data.bulkOperation;
  const lines = (await (await fetch(url)).text())
    .trim()
    .split('\n')
    .map((line): { sku?: string; __parentId?: string } => JSON.parse(line));
  const products = platform.world.products(SHOP);
  expect(lines.filter((line) => line.__parentId === undefined)).toHaveLength(products.length);
  expect(lines.flatMap((line) => line.sku ?? []).toSorted()).toEqual(
    products.flatMap((product) => product.variants.map(({ sku }) => sku)).toSorted(),
  );
});

test.each([
  [['inventory_levels/update'], 1],
  [['orders/create'], 0],
])('an app subscribed to %j hears of a change of stock %i times', async (topics, times) => {
  await shopWithGoods(SCOPES, topics);
  const { inventoryItemId, locationId } = countedVariant();
  const at = START;
  platform.apply({
    kind: 'inventory_changed',
    at,
    shop: SHOP,
    inventoryItemId,
    locationId,
    available: 3,
  });
  const sent = platform.webhookLog.filter(({ topic }) => topic === 'inventory_levels/update');
  expect(sent).toHaveLength(times);
  expect(platform.store(SHOP).inventory.availableOf(inventoryItemId)).toBe(3);
});

test('a change of an unknown item, place or uncounted variant is no change', async () => {
  await shopWithGoods();
  const { inventoryItemId, locationId } = countedVariant();
  const change = { kind: 'inventory_changed', at: START, shop: SHOP, available: 9 } as const;
  const direct = platform.world
    .products(SHOP)
    .flatMap((product) => product.variants)
    .find((variant) => !variant.tracked);
  expect(platform.apply({ ...change, inventoryItemId: 1, locationId })).toBeNull();
  expect(platform.apply({ ...change, inventoryItemId, locationId: 1 })).toBeNull();
  const id = direct?.inventoryItemId ?? 0;
  expect(platform.apply({ ...change, inventoryItemId: id, locationId })).toBeNull();
});

test('stock on the platform is what the world last said, also after time went on', async () => {
  await shopWithGoods();
  await platform.advanceBy(10 * DAY);
  await platform.idle();
  const twin = createWorld({
    seed: 7,
    startAt: START,
    shops: 1,
    ordersPerShop: 60,
    historyDays: 20,
  });
  const last = new Map<number, number>();
  for (const effect of twin.advanceTo(platform.clock.now())) {
    if (effect.kind === 'inventory_changed') last.set(effect.inventoryItemId, effect.available);
  }
  const { inventory } = platform.store(SHOP);
  expect([...last].map(([id]) => [id, inventory.availableOf(id)])).toEqual([...last]);
});

function isPrimary(location: { isPrimary: boolean }): boolean {
  return location.isPrimary;
}

test('variants are found by change and id, and come in the order of ids', async () => {
  const ask = await shopWithGoods();
  const variants = platform.world.products(SHOP).flatMap((product) => product.variants);
  const { inventory } = platform.store(SHOP);
  const changed = variants
    .filter(({ id }) => {
      const record = inventory.variants.get(id);
      return record !== undefined && inventory.changeOfVariant(record) >= START - DAY;
    })
    .map(({ sku }) => sku);
  const skus = async (query: string) => {
    const { body } = await ask(
      `query ($q: String) { productVariants(first: 50, query: $q, sortKey: ID) { nodes { sku } } }`,
      { q: query },
    );
    return body.data.productVariants.nodes.map(({ sku }: { sku: string }) => sku);
  };
  const since = `updated_at:>='${new Date(START - DAY).toISOString()}'`;
  expect(changed.length).toBeGreaterThan(1);
  expect(changed.length).toBeLessThan(variants.length);
  expect((await skus(since)).toSorted()).toEqual(changed.toSorted());
  const ids = variants.map(({ id }) => id).toSorted((a, b) => a - b);
  expect(await skus(`id:>0 AND id:>${ids.at(-2)}`)).toHaveLength(1);
  expect(await skus(`id:>${ids.at(-1)}`)).toEqual([]);
});
