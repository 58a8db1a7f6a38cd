import { afterEach, expect, test } from 'vitest';
import type { Platform } from '../platform.ts';
import { adminOf, HandMadeWorld, LAMP, SHOP, START, testApp, testPlatform } from '../testing.ts';

let platform: Platform;
afterEach(() => platform.stop());

const PRODUCT = 'gid://shopify/Product/8000001';
const VARIANT = 'gid://shopify/ProductVariant/8100001';
const UPDATE = `mutation ($productId: ID!, $variants: [ProductVariantsBulkInput!]!, $partial: Boolean) {
  productVariantsBulkUpdate(productId: $productId, variants: $variants, allowPartialUpdates: $partial) {
    product { id } productVariants { id price compareAtPrice } userErrors { field message code } } }`;

async function shopWithLamp(scopes: readonly string[] = ['write_products']) {
  const world = new HandMadeWorld();
  world.goods.push(LAMP);
  platform = await testPlatform({ world, app: testApp({ webhookTopics: ['products/update'] }) });
  await platform.install(SHOP, scopes);
  const ask = await adminOf(platform);
  return {
    ask,
    async update(variants: object[], { productId = PRODUCT, partial = false } = {}) {
      const { body } = await ask(UPDATE, { productId, variants, partial });
      return body.errors === undefined ? body.data.productVariantsBulkUpdate : body;
    },
    async prices() {
      const { body } = await ask(
        `{ productVariant(id: "${VARIANT}") { price compareAtPrice updatedAt product { updatedAt } } }`,
      );
      return body.data.productVariant;
    },
  };
}

const sent = () => platform.webhookLog.filter(({ topic }) => topic === 'products/update').length;

test('a price and a compare-at price are seen after the write, told once, and move updatedAt', async () => {
  const shop = await shopWithLamp();
  const before = await shop.prices();
  expect(await shop.update([{ id: VARIANT, price: '39.50', compareAtPrice: '45' }])).toEqual({
    product: { id: PRODUCT },
    productVariants: [{ id: VARIANT, price: '39.5', compareAtPrice: '45.0' }],
    userErrors: [],
  });
  const after = await shop.prices();
  expect(after).toMatchObject({ price: '39.5', compareAtPrice: '45.0' });
  expect(Date.parse(after.updatedAt)).toBeGreaterThanOrEqual(START);
  expect(Date.parse(before.updatedAt)).toBeLessThan(START);
  expect(after.product.updatedAt).toBe(after.updatedAt);
  const since = `{ products(first: 5, query: "updated_at:>='${after.updatedAt}'") { nodes { id } } }`;
  expect((await shop.ask(since)).body.data.products.nodes).toEqual([{ id: PRODUCT }]);
  expect(sent()).toBe(1);
});

test('null takes a compare-at price away, its absence leaves it', async () => {
  const shop = await shopWithLamp();
  await shop.update([{ id: VARIANT, compareAtPrice: '60.00' }]);
  await shop.update([{ id: VARIANT, price: '49.00' }]);
  expect(await shop.prices()).toMatchObject({ price: '49.0', compareAtPrice: '60.0' });
  await shop.update([{ id: VARIANT, compareAtPrice: null }]);
  expect(await shop.prices()).toMatchObject({ price: '49.0', compareAtPrice: null });
});

test('a write of what is there already changes and tells nothing', async () => {
  const shop = await shopWithLamp();
  const before = await shop.prices();
  const { userErrors } = await shop.update([{ id: VARIANT, price: '50.00', compareAtPrice: null }]);
  expect(userErrors).toEqual([]);
  expect(await shop.prices()).toEqual(before);
  expect(sent()).toBe(0);
});

test.each([
  ['without an id', { price: '1' }, 'id', 'PRODUCT_VARIANT_ID_MISSING'],
  [
    'of another product',
    { id: 'gid://shopify/ProductVariant/1', price: '1' },
    'id',
    'PRODUCT_VARIANT_DOES_NOT_EXIST',
  ],
  ['of less than nothing', { id: VARIANT, price: '-0.01' }, 'price', 'GREATER_THAN_OR_EQUAL_TO'],
  ['of null', { id: VARIANT, price: null }, 'price', 'BLANK'],
  ['that is no number', { id: VARIANT, compareAtPrice: 'x' }, 'compareAtPrice', 'INVALID_INPUT'],
])(
  'a price %s is a user error and stops the others unless parts may go through',
  async (_, wrong, field, code) => {
    const shop = await shopWithLamp();
    const right = { id: VARIANT, price: '41.00' };
    const refused = await shop.update([right, wrong]);
    expect(refused).toMatchObject({
      product: null,
      productVariants: null,
      userErrors: [{ field: ['variants', '1', field], code }],
    });
    expect(await shop.prices()).toMatchObject({ price: '50.0', compareAtPrice: null });
    const partly = await shop.update([right, wrong], { partial: true });
    expect(partly).toMatchObject({ productVariants: [{ price: '41.0' }], userErrors: [{ code }] });
    expect(await shop.prices()).toMatchObject({ price: '41.0', compareAtPrice: null });
  },
);

test('nothing is free: zero is a price', async () => {
  const shop = await shopWithLamp();
  await shop.update([{ id: VARIANT, price: '0' }]);
  expect(await shop.prices()).toMatchObject({ price: '0.0' });
});

test('a product that does not exist is a user error; an input that is not modelled is an error', async () => {
  const shop = await shopWithLamp();
  const missing = await shop.update([], { productId: 'gid://shopify/Product/1' });
  expect(missing.userErrors).toEqual([
    { field: ['productId'], message: 'Product does not exist', code: 'PRODUCT_DOES_NOT_EXIST' },
  ]);
  const { errors } = await shop.update([{ id: VARIANT, taxable: false }]);
  expect(errors[0].extensions.code).toBe('SANDBOX_NOT_MODELLED');
});

test('reading products is not enough to write them', async () => {
  const shop = await shopWithLamp(['read_products']);
  const { errors } = await shop.update([{ id: VARIANT, price: '1.00' }]);
  expect(errors[0].extensions).toMatchObject({
    code: 'ACCESS_DENIED',
    requiredAccess: expect.stringContaining('write_products'),
  });
  expect(await shop.prices()).toMatchObject({ price: '50.0' });
});
