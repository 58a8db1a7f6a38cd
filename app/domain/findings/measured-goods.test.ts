import { expect, test } from 'vitest';
import { isSet, soldByMeasure } from '#app/domain/findings/measured-goods.ts';
import { productVariant } from '#app/domain/findings/product-subject.fixture.ts';

test.each([
  ['Hand cream 75 ml', 'Health & Beauty > Personal Care > Cosmetics', 'category'],
  ['Lip balm', 'Health & Beauty > Personal Care > Cosmetics', 'category'],
  ['Brush, 12 pieces', 'Health & Beauty > Personal Care > Cosmetics > Cosmetic Tools', null],
  ['Black tea 250 g', 'Food, Beverages & Tobacco > Food Items', 'category'],
  ['Laundry powder 2 kg', 'Home & Garden > Household Supplies', 'quantity'],
  ['Olive oil 0,75 l', '', 'quantity'],
  ['Honig 500g', '', 'quantity'],
  ['蜂蜜 500克', '', 'quantity'],
  ['Water bottle 500 ml', '', null],
  ['Dumbbell 10 kg', '', null],
  ['Watering can 10 l', '', null],
  ['Insulated tumbler 20 oz', 'Home & Garden > Kitchen & Dining', null],
  ['Backpack 30 l', '', null],
  ['Scarf 250g wool', 'Apparel & Accessories > Clothing', null],
  ['Power bank 10,000 mAh', '', null],
  ['Phone with 5G', '', null],
  ['Saffron 5g', '', 'quantity'],
  ['Desk lamp', '', null],
  ['Set of 3 lamps', '', null],
])('%j in %j is sold by measure by its %j', (title, fullName, by) => {
  const category = fullName === '' ? null : { id: 'x', fullName };
  expect(soldByMeasure({ title, category, variants: [productVariant()] })?.by ?? null).toBe(by);
});

test.each([
  ['Tea set, 3 × 50 g', true],
  ['Geschenkset Honig', true],
  ['Settee', false],
  ['茶叶礼盒 250克', true],
])('%j is a set: %j', (title, is) => {
  expect(isSet(title)).toBe(is);
});
