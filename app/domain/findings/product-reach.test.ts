import { expect, test } from 'vitest';
import { known } from '#app/domain/findings/fact.ts';
import { sentFrom } from '#app/domain/findings/product-reach.ts';
import { productSubject, productVariant } from '#app/domain/findings/product-subject.fixture.ts';
import { READ_AT, shopContext } from '#app/domain/findings/shop-context.fixture.ts';

const shop = shopContext({ shipsFrom: known(['CN', 'US'], { at: READ_AT, origin: 'shopify' }) });
const from = (...stocks: (readonly string[] | null)[]) => {
  const variants = stocks.map((stockedIn, at) =>
    productVariant({ id: String(at), ...(stockedIn === null ? {} : { stockedIn }) }),
  );
  const fact = sentFrom(productSubject({ shop, variants }));
  return fact.known ? fact.value : null;
};

test.each([
  [[['DE']], ['DE']],
  [
    [['DE'], ['FR', 'DE']],
    ['DE', 'FR'],
  ],
  [[null], ['CN', 'US']],
  [
    [['DE'], null],
    ['CN', 'US'],
  ],
  [[[]], ['CN', 'US']],
])('variants stocked in %j are sent from %j', (stocks, countries) => {
  expect(from(...stocks)).toEqual(countries);
});

test('what is not shipped stocks nothing', () => {
  const variants = [productVariant({ requiresShipping: false, stockedIn: ['DE'] })];
  expect(sentFrom(productSubject({ shop, variants }))).toBe(shop.shipsFrom);
});
