import { describe, expect, test } from 'vitest';
import { chapterFitsCategory, hsCode } from '#app/domain/findings/hs-code.ts';

test.each([
  ['940521', '940521'],
  ['9405.21', '940521'],
  ['9405 21 00 90', '940521'],
  ['9405210090123', '940521'],
  ['94052', null],
  ['94052100901234', null],
  ['010121', '010121'],
  ['000121', null],
  ['970191', '970191'],
  ['980100', null],
  ['770100', null],
  ['lamp', null],
  ['', null],
  [null, null],
])('the six digits of %j are %j', (text, hs6) => {
  expect(hsCode(text)?.hs6 ?? null).toBe(hs6);
});

describe("a chapter and a category of Shopify's taxonomy", () => {
  test.each([
    ['61', 'Apparel & Accessories > Clothing > Shirts & Tops', true],
    ['85', 'Apparel & Accessories > Clothing > Shirts & Tops', false],
    ['64', 'Apparel & Accessories > Shoes', true],
    ['71', 'Apparel & Accessories > Shoes', false],
    ['09', 'Food, Beverages & Tobacco > Beverages > Tea & Infusions', true],
    ['61', 'Food, Beverages & Tobacco > Beverages > Tea & Infusions', false],
    ['85', 'Electronics > Audio', true],
    ['62', 'Electronics > Audio', false],
    ['62', 'Toys & Games', null],
  ])('chapter %s fits %s: %j', (chapter, category, fits) => {
    expect(chapterFitsCategory({ chapter }, category)).toBe(fits);
  });
});
