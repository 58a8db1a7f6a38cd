import { known } from '#app/domain/findings/fact.ts';
import {
  NOT_READ,
  productSubject,
  productVariant,
  said,
  soldTo,
} from '#app/domain/findings/product-subject.fixture.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import { READ_AT, shopContext } from '#app/domain/findings/shop-context.fixture.ts';
import type { ProductSubject, ProductVariant } from '#app/domain/findings/subjects.ts';

const ASKED_AT = new Date('2026-11-20T12:00:00Z');

/** A product whose maker's number stands in a metafield. */
const numbered = (overrides: Partial<ProductSubject> = {}) =>
  productSubject({ metafields: { 'custom.manufacturer_number': 'LF-77' }, ...overrides });
const variant = (overrides: Partial<ProductVariant>) =>
  numbered({ variants: [productVariant(overrides)] });
const from = (...countries: string[]) =>
  shopContext({ shipsFrom: known(countries, { at: READ_AT, origin: 'shopify' }) });

export const cusEuPid01Examples: readonly RuleExample<'product'>[] = [
  {
    kind: 'fail',
    name: 'no SKU, with an open order to France and one to the United States',
    asOf: ASKED_AT,
    facts: { ...variant({ sku: null }), openOrders: soldTo('FR', 'US') },
    expect: {
      verdict: 'fail',
      message: 'sku_missing',
      deadline: null,
      exposure: [{ minor: 6_000, currency: 'USD' }],
    },
  },
  {
    kind: 'fail',
    name: 'a SKU that another variant of the shop has too',
    asOf: ASKED_AT,
    facts: variant({ isSkuShared: true }),
    expect: { verdict: 'fail', message: 'sku_shared', exposure: [] },
  },
  {
    kind: 'fail',
    name: 'no number of the manufacturer in any field that could hold it',
    asOf: ASKED_AT,
    facts: productSubject(),
    expect: { verdict: 'fail', message: 'manufacturer_missing' },
  },
  {
    kind: 'fail',
    name: 'the mapped field is empty, though another one has a number',
    asOf: ASKED_AT,
    facts: numbered({ mapped: { manufacturer_number: 'custom.maker' } }),
    expect: { verdict: 'fail', message: 'manufacturer_missing' },
  },
  {
    kind: 'fail',
    name: 'a SKU and the number of the manufacturer are missing at once',
    asOf: ASKED_AT,
    facts: productSubject({ variants: [productVariant({ sku: ' ' })] }),
    expect: { verdict: 'fail', message: 'several' },
  },
  {
    kind: 'boundary',
    name: 'a barcode whose last digit is one too high',
    asOf: ASKED_AT,
    facts: variant({ barcode: '4006381333932' }),
    expect: { verdict: 'fail', message: 'gtin_wrong' },
  },
  {
    kind: 'boundary',
    name: 'a barcode with the right last digit',
    asOf: ASKED_AT,
    facts: variant({ barcode: '4006381333931' }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'the first instant of 1 November 2026 in New York',
    asOf: new Date('2026-11-01T04:00:00Z'),
    facts: variant({ sku: null }),
    expect: { verdict: 'fail', message: 'sku_missing' },
  },
  {
    kind: 'before_effective',
    name: 'the last instant of 31 October 2026 in New York',
    asOf: new Date('2026-11-01T03:59:59Z'),
    facts: variant({ sku: null }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'pass',
    name: 'a SKU, a manufacturer’s number and no GTIN, for none exists',
    asOf: ASKED_AT,
    facts: variant({ barcode: null }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'exception',
    name: 'stock in Poland alone',
    asOf: ASKED_AT,
    facts: numbered({ shop: from('PL'), variants: [productVariant({ sku: null })] }),
    expect: { verdict: 'not_applicable', exception: 'eu_stock' },
  },
  {
    kind: 'exception',
    name: 'this product is stocked in Germany, though the shop also sends from China',
    asOf: ASKED_AT,
    facts: variant({ sku: null, stockedIn: ['DE'] }),
    expect: { verdict: 'not_applicable', exception: 'eu_stock' },
  },
  {
    kind: 'exception',
    name: 'sold to companies alone, as the merchant confirmed',
    asOf: ASKED_AT,
    facts: numbered({
      variants: [productVariant({ sku: null })],
      answers: { 'CUS-EU-PID-01.companies_only': said() },
    }),
    expect: { verdict: 'not_applicable', exception: 'companies_only' },
  },
  {
    kind: 'missing_fact',
    name: 'nobody knows where it is sold',
    asOf: ASKED_AT,
    facts: numbered({ soldIn: NOT_READ }),
    expect: { verdict: 'unknown', message: 'sold_in_missing', missing: 'scope' },
  },
  {
    kind: 'missing_fact',
    name: 'nobody knows where it starts',
    asOf: ASKED_AT,
    facts: numbered({ shop: shopContext({ shipsFrom: NOT_READ }) }),
    expect: { verdict: 'unknown', message: 'ships_from_missing', missing: 'scope' },
  },
  {
    kind: 'case',
    name: 'an open order to Germany is enough to know that it is sold there',
    asOf: ASKED_AT,
    facts: { ...variant({ sku: null }), soldIn: NOT_READ, openOrders: soldTo('DE') },
    expect: { verdict: 'fail', exposure: [{ minor: 6_000, currency: 'USD' }] },
  },
  {
    kind: 'case',
    name: 'sold in the United States alone',
    asOf: ASKED_AT,
    facts: {
      ...variant({ sku: null }),
      soldIn: known(['US'], { at: READ_AT, origin: 'shopify' }),
    },
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'case',
    name: 'a draft by now, but an order to Germany still has to be sent',
    asOf: ASKED_AT,
    facts: { ...variant({ sku: null }), status: 'DRAFT', openOrders: soldTo('DE') },
    expect: { verdict: 'fail', exposure: [{ minor: 6_000, currency: 'USD' }] },
  },
  {
    kind: 'case',
    name: 'a draft is on offer nowhere',
    asOf: ASKED_AT,
    facts: numbered({ status: 'DRAFT', variants: [productVariant({ sku: null })] }),
    expect: { verdict: 'not_applicable' },
  },
];
