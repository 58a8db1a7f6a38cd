import { afterEach, expect, test } from 'vitest';
import type { WorldEffect } from '#sandbox/world/effects.ts';
import type { ProductMore, VariantMore } from '#sandbox/world/shop-side.ts';
import type { Platform } from '../platform.ts';
import { adminOf, DAY, HandMadeWorld, HOUR, LAMP, SHOP, START, testPlatform } from '../testing.ts';

let platform: Platform;
afterEach(() => platform.stop());

const PRODUCT = 'gid://shopify/Product/8000001';
const VARIANT_ID = 8_100_001;
const MORE: ProductMore = {
  productId: LAMP.id,
  handle: 'table-lamp',
  descriptionHtml: '<p>Oak,  <b>linen</b> shade</p>',
  tags: ['oak'],
  status: 'ACTIVE',
  category: { id: 'hg-13-5', fullName: 'Home & Garden > Lighting > Lamps' },
  mediaCount: 3,
  metafields: [
    { namespace: 'safety', key: 'maker', type: 'single_line_text_field', value: 'N AG' },
  ],
  publishedIn: ['DE', 'FR'],
  updatedAt: START - 40 * DAY,
};
const VARIANT_MORE: VariantMore = {
  variantId: VARIANT_ID,
  barcode: '4006381333931',
  hsByCountry: [{ country: 'US', code: '9405210010' }],
  unitPrice: { quantity: 250, unit: 'ml', referenceValue: 1, referenceUnit: 'l' },
  metafields: [{ namespace: 'custom', key: 'mpn', type: 'single_line_text_field', value: 'M-1' }],
  marketPrices: [{ country: 'GB', currency: 'GBP', priceMinor: 4_550, compareAtMinor: 6_000 }],
  sellingPlans: [{ id: 31, name: 'Pre-order, ships in May', category: 'PRE_ORDER' }],
};
const SAID: WorldEffect[] = [
  { kind: 'product_more', at: START - 40 * DAY, shop: SHOP, more: MORE },
  { kind: 'variant_more', at: START - 40 * DAY, shop: SHOP, more: VARIANT_MORE },
];

async function shopWithLamps(
  effects: WorldEffect[] = SAID,
  scopes = ['read_orders', 'read_products', 'read_publications'],
) {
  const world = new HandMadeWorld([...effects]);
  world.goods.push(LAMP, { ...LAMP, id: 8_000_002, title: 'Another lamp', variants: [] });
  platform = await testPlatform({ world });
  await platform.install(SHOP, scopes);
  return adminOf(platform);
}

function priceChanged(at: number, priceMinor: number): WorldEffect {
  const compareAtMinor = 5_000;
  const shop = SHOP;
  return { kind: 'price_changed', at, shop, variantId: VARIANT_ID, priceMinor, compareAtMinor };
}

test('a product says all that the world says of it', async () => {
  const ask = await shopWithLamps();
  const { body } = await ask(
    `query ($id: ID!) { product(id: $id) { handle descriptionHtml description vendor productType tags status
      createdAt updatedAt category { id fullName name } mediaCount { count }
      metafields(first: 5, namespace: "safety") { nodes { namespace key value ownerType } }
      maker: metafield(namespace: "safety", key: "maker") { value }
      de: publishedInContext(context: { country: DE }) us: publishedInContext(context: { country: US })
      sellingPlanGroups(first: 2) { nodes { name sellingPlans(first: 2) { nodes { name category } } } } } }`,
    { id: PRODUCT },
  );
  expect(body.errors).toBeUndefined();
  expect(body.data.product).toEqual({
    handle: 'table-lamp',
    descriptionHtml: MORE.descriptionHtml,
    description: 'Oak, linen shade',
    vendor: 'Northwind',
    productType: 'Lamps',
    tags: ['oak'],
    status: 'ACTIVE',
    createdAt: '2026-08-04T09:00:00Z',
    updatedAt: '2026-09-23T09:00:00Z',
    category: {
      id: 'gid://shopify/TaxonomyCategory/hg-13-5',
      fullName: 'Home & Garden > Lighting > Lamps',
      name: 'Lamps',
    },
    mediaCount: { count: 3 },
    metafields: {
      nodes: [{ namespace: 'safety', key: 'maker', value: 'N AG', ownerType: 'PRODUCT' }],
    },
    maker: { value: 'N AG' },
    de: true,
    us: false,
    sellingPlanGroups: {
      nodes: [
        {
          name: 'Pre-order, ships in May',
          sellingPlans: { nodes: [{ name: 'Pre-order, ships in May', category: 'PRE_ORDER' }] },
        },
      ],
    },
  });
});

test('a variant says its codes, measures and the price of each market', async () => {
  const ask = await shopWithLamps();
  const { body } = await ask(
    `{ productVariant(id: "gid://shopify/ProductVariant/${VARIANT_ID}") { barcode sku inventoryPolicy
      unitPriceMeasurement { measuredType quantityUnit quantityValue referenceUnit referenceValue }
      unitPrice { amount currencyCode } metafield(namespace: "custom", key: "mpn") { value }
      gb: contextualPricing(context: { country: GB }) { price { amount currencyCode } compareAtPrice { amount } }
      fr: contextualPricing(context: { country: FR }) { price { amount currencyCode } compareAtPrice { amount } }
      inventoryItem { harmonizedSystemCode countryCodeOfOrigin requiresShipping measurement { weight { value unit } }
        countryHarmonizedSystemCodes(first: 5) { nodes { countryCode harmonizedSystemCode } } } } }`,
  );
  expect(body.errors).toBeUndefined();
  expect(body.data.productVariant).toEqual({
    barcode: '4006381333931',
    sku: 'L1',
    inventoryPolicy: 'CONTINUE',
    unitPriceMeasurement: {
      measuredType: 'VOLUME',
      quantityUnit: 'ML',
      quantityValue: 250,
      referenceUnit: 'L',
      referenceValue: 1,
    },
    unitPrice: { amount: '200.0', currencyCode: 'EUR' },
    metafield: { value: 'M-1' },
    gb: { price: { amount: '45.5', currencyCode: 'GBP' }, compareAtPrice: { amount: '60.0' } },
    fr: { price: { amount: '50.0', currencyCode: 'EUR' }, compareAtPrice: null },
    inventoryItem: {
      harmonizedSystemCode: '940520',
      countryCodeOfOrigin: 'CN',
      requiresShipping: true,
      measurement: { weight: { value: 900, unit: 'GRAMS' } },
      countryHarmonizedSystemCodes: {
        nodes: [{ countryCode: 'US', harmonizedSystemCode: '9405210010' }],
      },
    },
  });
});

test('a product the world says no more of is on sale everywhere, with nothing filled in', async () => {
  const ask = await shopWithLamps([]);
  const { body } = await ask(
    `query ($id: ID!) { product(id: $id) { handle status tags category { id } descriptionHtml
      publishedInContext(context: { country: US }) metafields(first: 1) { nodes { id } }
      variants(first: 1) { nodes { barcode unitPriceMeasurement { quantityUnit } compareAtPrice } } } }`,
    { id: PRODUCT },
  );
  expect(body.errors).toBeUndefined();
  expect(body.data.product).toEqual({
    handle: 'product-8000001',
    status: 'ACTIVE',
    tags: [],
    category: null,
    descriptionHtml: '',
    publishedInContext: true,
    metafields: { nodes: [] },
    variants: { nodes: [{ barcode: null, unitPriceMeasurement: null, compareAtPrice: null }] },
  });
});

test.each([
  ['the change itself', START - HOUR, ['Table lamp']],
  ['a second later', START - HOUR + 1_000, []],
])('products changed since %s are those whose price changed', async (_, since, titles) => {
  const ask = await shopWithLamps([...SAID, priceChanged(START - HOUR, 3_900)]);
  const query = `updated_at:>='${new Date(since).toISOString()}'`;
  const { body } = await ask(
    `query ($query: String) { productsCount(query: $query) { count }
      products(first: 5, query: $query, sortKey: UPDATED_AT) {
      nodes { title updatedAt variants(first: 1) { nodes { price compareAtPrice } } } } }`,
    { query },
  );
  expect(body.errors).toBeUndefined();
  expect(body.data.products.nodes.map((node: { title: string }) => node.title)).toEqual(titles);
  expect(body.data.productsCount.count).toBe(titles.length);
  for (const { updatedAt, variants } of body.data.products.nodes) {
    expect(updatedAt).toBe('2026-11-02T08:00:00Z');
    expect(variants.nodes).toEqual([{ price: '39.0', compareAtPrice: '50.0' }]);
  }
});

test('a page by UPDATED_AT goes on where it was, though its last product changes in between', async () => {
  const ask = await shopWithLamps();
  const page = (after: string | null) =>
    ask(
      `query ($after: String) { products(first: 1, after: $after, sortKey: UPDATED_AT) {
        nodes { title } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
  const first = (await page(null)).body.data.products;
  expect(first.nodes).toEqual([{ title: 'Another lamp' }]);
  platform.apply(priceChanged(START, 3_900));
  const second = (await page(first.pageInfo.endCursor)).body.data.products;
  expect(second.nodes).toEqual([{ title: 'Table lamp' }]);
  expect(second.pageInfo.hasNextPage).toBe(false);
});

test('a search that the sandbox does not model is refused, as is an order', async () => {
  const ask = await shopWithLamps();
  for (const args of ['query: "tag:oak"', 'sortKey: VENDOR']) {
    const { body } = await ask(`{ products(first: 1, ${args}) { nodes { id } } }`);
    expect(body.errors[0].extensions.code).toBe('SANDBOX_NOT_MODELLED');
  }
});

test('being sold in a country needs read_publications; the rest of the product is there without', async () => {
  const ask = await shopWithLamps(SAID, ['read_products']);
  const { body } = await ask(
    `query ($id: ID!) { product(id: $id) { title publishedInContext(context: { country: DE }) } }`,
    { id: PRODUCT },
  );
  expect(body.errors[0].extensions).toMatchObject({
    code: 'ACCESS_DENIED',
    requiredAccess: expect.stringContaining('read_publications'),
  });
  expect(body.data).toEqual({ product: null });
});

test('a bulk operation reads products changed since an instant, with prices and metafields', async () => {
  const ask = await shopWithLamps([...SAID, priceChanged(START - HOUR, 3_900)]);
  const query = `{ products(query: "updated_at:>='2026-11-02T00:00:00Z'") { edges { node { id title category { fullName }
    variants { edges { node { id price compareAtPrice barcode inventoryItem { harmonizedSystemCode }
      gb: contextualPricing(context: { country: GB }) { price { amount currencyCode } } } } }
    metafields { edges { node { id namespace key value } } } } } } }`;
  const started = await ask(
    `mutation ($query: String!) { bulkOperationRunQuery(query: $query, groupObjects: true) {
      bulkOperation { id } userErrors { message } } }`,
    { query },
  );
  expect(started.body.data.bulkOperationRunQuery.userErrors).toEqual([]);
  const { id } = started.body.data.bulkOperationRunQuery.bulkOperation;
  const poll = () => ask(`query ($id: ID!) { bulkOperation(id: $id) { status url } }`, { id });
  await expect.poll(async () => (await poll()).body.data.bulkOperation.status).toBe('COMPLETED');
  const { url } = (await poll()).body.data.bulkOperation;
  const lines = (await (await fetch(url)).text()).trim().split('\n');
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    {
      id: PRODUCT,
      title: 'Table lamp',
      category: { fullName: 'Home & Garden > Lighting > Lamps' },
    },
    {
      id: `gid://shopify/ProductVariant/${VARIANT_ID}`,
      price: '39.0',
      compareAtPrice: '50.0',
      barcode: '4006381333931',
      inventoryItem: { harmonizedSystemCode: '940520' },
      gb: { price: { amount: '45.5', currencyCode: 'GBP' } },
      __parentId: PRODUCT,
    },
    {
      id: 'gid://shopify/Metafield/800000100',
      namespace: 'safety',
      key: 'maker',
      value: 'N AG',
      __parentId: PRODUCT,
    },
  ]);
});
