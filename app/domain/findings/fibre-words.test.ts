import { expect, test } from 'vitest';
import { isClothing, saysFibres } from '#app/domain/findings/fibre-words.ts';
import { productSubject, productVariant } from '#app/domain/findings/product-subject.fixture.ts';

test.each([
  ['70% wool, 30% polyester.', true],
  ['100 % Baumwolle', true],
  ['cotton 95%, elastane 5%', true],
  ['Reine Schurwolle', true],
  ['100%棉', true],
  ['Rib knit, straight cut', false],
  ['A cotton feel', false],
  ['20% off everything. A soft shirt.', false],
])('%j says the fibres: %j', (text, says) => {
  expect(saysFibres(text)).toBe(says);
});

test.each([
  ['610910', 'Apparel & Accessories > Clothing > Tops', true],
  ['640399', 'Apparel & Accessories > Clothing > Tops', false],
  [null, 'Apparel & Accessories > Clothing > Tops', true],
  [null, 'Apparel & Accessories > Clothing Accessories > Sunglasses', false],
  [null, 'Home & Garden > Decor', false],
])('code %j in %j are clothes: %j', (code, fullName, is) => {
  const variants = [productVariant({ hsCode: code })];
  expect(isClothing(productSubject({ variants, category: { id: 'x', fullName } }))).toBe(is);
});
