import { describe, expect, test } from 'vitest';
import { readStockItem, readStockLevels, readVariantStock } from './read-stock-values.ts';

const levels = (
  counts: readonly (readonly [number, number])[],
  endCursor: string | null = null,
) => ({
  nodes: counts.map(([available, incoming]) => ({
    quantities: [
      { name: 'available', quantity: available },
      { name: 'incoming', quantity: incoming },
    ],
  })),
  pageInfo: { hasNextPage: endCursor !== null, endCursor },
});

const item = (changes: Record<string, unknown> = {}) => ({
  id: 'gid://shopify/InventoryItem/7',
  tracked: true,
  unitCost: { amount: '4.20', currencyCode: 'USD' },
  inventoryLevels: levels([
    [5, 0],
    [-2, 12],
  ]),
  ...changes,
});

const product = {
  id: 'gid://shopify/Product/3',
  title: 'Lamp',
  vendor: 'Acme',
  productType: 'Lighting',
  status: 'ACTIVE',
  isGiftCard: false,
  category: { fullName: 'Home & Garden > Lighting' },
};
const variant = (changes: Record<string, unknown> = {}) => ({
  id: 'gid://shopify/ProductVariant/11',
  title: 'Brass',
  sku: ' LMP-1 ',
  price: '49.90',
  inventoryPolicy: 'DENY',
  inventoryQuantity: 3,
  product,
  ...changes,
});

const read = (
  variantChanges: Record<string, unknown> = {},
  itemChanges: Record<string, unknown> = {},
) => {
  const counted = readStockItem(item(itemChanges));
  if (counted === null) throw new Error('An item');
  return readVariantStock(variant(variantChanges), { item: counted, currency: 'USD' });
};

describe('a variant', () => {
  test('is counted over all locations', () => {
    expect(read()).toEqual({
      kind: 'counted',
      item: {
        variantId: '11',
        productId: '3',
        inventoryItemId: '7',
        label: 'Lamp · Brass',
        sku: 'LMP-1',
        vendor: 'Acme',
        category: 'Home & Garden > Lighting',
        isTracked: true,
        sellsBelowZero: false,
        available: 3,
        incoming: 12,
        cost: { minor: 420, currency: 'USD' },
        price: { minor: 4_990, currency: 'USD' },
        isActive: true,
      },
    });
  });

  test.each([
    ['below zero', levels([[-7, 0]]), -7],
    ['nothing', levels([[0, 0]]), 0],
    ['at no location: as Shopify totals it', levels([]), 3],
    ['whole at the largest count', levels([[2 ** 31 - 1, 0]]), 2 ** 31 - 1],
  ])('has %s', (_fact, inventoryLevels, available) => {
    expect(read({}, { inventoryLevels })).toMatchObject({ item: { available } });
  });

  test('with more pieces than can be held is not read', () => {
    const inventoryLevels = levels([
      [2 ** 31 - 1, 0],
      [1, 0],
    ]);
    expect(read({}, { inventoryLevels })).toEqual({
      kind: 'unreadable',
      reason: 'inventoryLevels: too_big',
    });
  });

  test('that nobody counts has no number, not zero', () => {
    expect(read({}, { tracked: false })).toMatchObject({
      item: { isTracked: false, available: null, incoming: null },
    });
  });

  test.each([
    ['missing', null, null],
    ['free', { amount: '0.0', currencyCode: 'USD' }, { minor: 0, currency: 'USD' }],
    [
      'of another currency',
      { amount: '30', currencyCode: 'CNY' },
      { minor: 3_000, currency: 'CNY' },
    ],
    ['not a number', { amount: 'ask', currencyCode: 'USD' }, null],
  ])('whose cost is %s keeps what is known of it', (_fact, unitCost, cost) => {
    expect(read({}, { unitCost })).toMatchObject({ item: { cost } });
  });

  test('of a product without variants goes by its product’s name', () => {
    expect(read({ title: 'Default Title' })).toMatchObject({ item: { label: 'Lamp' } });
  });

  test.each([
    ['its type where it has no category', { category: null }, 'Lighting'],
    ['nothing where it has neither', { category: null, productType: '' }, ''],
  ])('is pooled by %s', (_fact, changes, category) => {
    expect(read({ product: { ...product, ...changes } })).toMatchObject({ item: { category } });
  });

  test('that is a gift card is on nobody’s shelf', () => {
    expect(read({ product: { ...product, isGiftCard: true } })).toEqual({ kind: 'gift_card' });
  });

  test.each([
    ['a stock that is not whole', { inventoryQuantity: 1.5 }, 'inventoryQuantity: invalid_type'],
    ['a price that is none', { price: '12,50' }, 'price: invalid_format'],
  ])('with %s is not read, and the field is named', (_fact, changes, reason) => {
    expect(read(changes)).toEqual({ kind: 'unreadable', reason });
  });
});

test('an item with more locations than a page says where they go on', () => {
  expect(readStockItem(item({ inventoryLevels: levels([[1, 2]], 'next') }))).toMatchObject({
    locations: 1,
    levelsCursor: 'next',
  });
  expect(readStockLevels(levels([[3, 4]]))).toEqual({
    locations: 1,
    available: 3,
    incoming: 4,
    cursor: null,
  });
});

test('a count with pieces of a piece is no item', () => {
  expect(readStockItem(item({ inventoryLevels: levels([[1.5, 0]]) }))).toBeNull();
});
