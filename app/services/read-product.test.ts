import { describe, expect, test } from 'vitest';
import { readProduct } from '#app/services/read-product.ts';

const VARIANT = {
  id: 'gid://shopify/ProductVariant/71',
  title: 'Blue',
  sku: ' LAMP-1 ',
  barcode: '',
  price: '19.90',
  compareAtPrice: '25.00',
  inventoryPolicy: 'CONTINUE',
  inventoryQuantity: -2,
  unitPriceMeasurement: null,
  inventoryItem: {
    tracked: true,
    requiresShipping: true,
    harmonizedSystemCode: '940521',
    countryCodeOfOrigin: 'CN',
    countryHarmonizedSystemCodes: {
      nodes: [{ countryCode: 'US', harmonizedSystemCode: '9405210000' }],
    },
    inventoryLevels: {
      nodes: [{ location: { id: 'gid://shopify/Location/3' } }, { location: null }],
    },
    measurement: { weight: { unit: 'OUNCES', value: 2 } },
  },
  metafields: { nodes: [{ namespace: 'custom', key: 'mpn', value: 'X1' }] },
  sellingPlanGroups: {
    nodes: [
      {
        sellingPlans: {
          nodes: [
            {
              name: 'Preorder',
              category: 'PRE_ORDER',
              deliveryPolicy: { fulfillmentExactTime: '2027-02-01T00:00:00Z' },
            },
            { name: 'Monthly', category: null, deliveryPolicy: {} },
          ],
        },
      },
    ],
  },
};
const PRODUCT = {
  id: 'gid://shopify/Product/7',
  title: 'Desk lamp',
  status: 'ACTIVE',
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-11-01T00:00:00Z',
  descriptionHtml:
    '<p>Made to order: ships within 3 weeks.</p><script>x()</script><p>No customs fees.</p>',
  vendor: 'Lumen',
  productType: 'Lamp',
  tags: ['desk'],
  onlineStoreUrl: 'https://shop.example/products/desk-lamp',
  publishedAt: '2026-01-02T00:00:00Z',
  category: { id: 'gid://shopify/TaxonomyCategory/hg-13', fullName: 'Home > Lamps' },
  mediaCount: { count: 2 },
  metafields: { nodes: [] },
  variants: { nodes: [VARIANT], pageInfo: { hasNextPage: false, endCursor: 'x' } },
};

function read(overrides: Record<string, unknown> = {}, currency = 'USD') {
  const reading = readProduct({ ...PRODUCT, ...overrides }, currency);
  if (!reading.ok) throw new Error(reading.reason);
  return reading;
}

test('a product is read as plain text, with what its words say of times and fees', () => {
  const { product, variantsCursor } = read();
  expect(variantsCursor).toBeNull();
  expect(product).toMatchObject({ productId: '7', title: 'Desk lamp', status: 'ACTIVE' });
  expect(product.facts).toMatchObject({
    description: 'Made to order: ships within 3 weeks.\nNo customs fees.',
    statedShipTime: 'Made to order: ships within 3 weeks.',
    saysNoCustomsFees: 'No customs fees.',
    isPublished: true,
    currency: 'USD',
  });
});

test('a variant is read with amounts in minor units, empty fields as none, weight in grams', () => {
  const [variant] = read().product.facts.variants;
  expect(variant).toMatchObject({
    id: '71',
    sku: 'LAMP-1',
    barcode: null,
    priceMinor: 1_990,
    compareAtMinor: 2_500,
    inventoryQuantity: -2,
    hsByCountry: { US: '9405210000' },
    weightGrams: 56.7,
    locationIds: ['3'],
    metafields: { 'custom.mpn': 'X1' },
    sellingPlans: [
      { name: 'Preorder', category: 'PRE_ORDER', deliveryAt: '2027-02-01T00:00:00.000Z' },
      { name: 'Monthly', category: 'OTHER', deliveryAt: null },
    ],
  });
});

test('a currency without cents has none', () => {
  const variant = { ...VARIANT, price: '1990.0', compareAtPrice: null };
  const { product } = read({ variants: { ...PRODUCT.variants, nodes: [variant] } }, 'JPY');
  expect(product.facts.variants[0]).toMatchObject({ priceMinor: 1_990, compareAtMinor: null });
});

describe('what is on sale', () => {
  test.each([
    ['published', {}, true],
    ['published without a page of its own', { onlineStoreUrl: null }, true],
    ['not published', { onlineStoreUrl: null, publishedAt: null }, false],
  ])('%s', (_case, overrides, isPublished) => {
    expect(read(overrides).product.facts.isPublished).toBe(isPublished);
  });

  test('a status that nobody knows is no sale', () => {
    expect(read({ status: 'UNLISTED' }).product.status).toBe('DRAFT');
  });
});

test('further variants are said to follow', () => {
  const variants = { nodes: [], pageInfo: { hasNextPage: true, endCursor: 'c1' } };
  expect(read({ variants }).variantsCursor).toBe('c1');
});

test.each([
  ['no product', {}, 'id'],
  [
    'a price that is none',
    { ...PRODUCT, variants: { ...PRODUCT.variants, nodes: [{ ...VARIANT, price: 'free' }] } },
    'variants.nodes.0.price',
  ],
  [
    'a price beyond all numbers',
    {
      ...PRODUCT,
      variants: { ...PRODUCT.variants, nodes: [{ ...VARIANT, price: '9'.repeat(30) }] },
    },
    'variants.nodes.0.price',
  ],
])('%s is refused and the field is named', (_case, node, field) => {
  expect(readProduct(node, 'USD')).toEqual({ ok: false, reason: expect.stringContaining(field) });
});
