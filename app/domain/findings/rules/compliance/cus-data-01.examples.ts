import { known } from '#app/domain/findings/fact.ts';
import {
  NOT_READ,
  productSubject,
  productVariant,
  soldTo,
} from '#app/domain/findings/product-subject.fixture.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import { READ_AT, shopContext } from '#app/domain/findings/shop-context.fixture.ts';
import type { ProductVariant } from '#app/domain/findings/subjects.ts';

const ASKED_AT = new Date('2026-11-20T12:00:00Z');
const variant = (overrides: Partial<ProductVariant>) =>
  productSubject({ variants: [productVariant(overrides)] });
const soldIn = (...countries: string[]) => known(countries, { at: READ_AT, origin: 'shopify' });

export const cusData01Examples: readonly RuleExample<'product'>[] = [
  {
    kind: 'fail',
    name: 'no commodity code, with an open order to Germany',
    asOf: ASKED_AT,
    facts: {
      ...variant({ hsCode: null }),
      soldIn: soldIn('DE'),
      openOrders: soldTo('DE'),
    },
    expect: {
      verdict: 'fail',
      message: 'hs_missing',
      deadline: null,
      exposure: [{ minor: 6_000, currency: 'USD' }],
    },
  },
  {
    kind: 'fail',
    name: 'nobody says where it was made',
    asOf: ASKED_AT,
    facts: variant({ originCountry: null }),
    expect: { verdict: 'fail', message: 'origin_missing', exposure: [] },
  },
  {
    kind: 'fail',
    name: 'no code at all and no origin',
    asOf: ASKED_AT,
    facts: variant({ hsCode: null, hsByCountry: {}, originCountry: null }),
    expect: { verdict: 'fail', message: 'several' },
  },
  {
    kind: 'fail',
    name: 'a shirt under the chapter of electrical machines',
    asOf: ASKED_AT,
    facts: {
      ...variant({ hsCode: '851762', hsByCountry: { US: '8517620090' } }),
      category: { id: 'aa-1-13', fullName: 'Apparel & Accessories > Clothing > Shirts & Tops' },
    },
    expect: { verdict: 'fail', message: 'hs_implausible' },
  },
  {
    kind: 'pass',
    name: 'a shirt under the chapter of knitted clothes',
    asOf: ASKED_AT,
    facts: {
      ...variant({ hsCode: '610910', hsByCountry: { US: '6109100012' } }),
      category: { id: 'aa-1-13', fullName: 'Apparel & Accessories > Clothing > Shirts & Tops' },
    },
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'five digits are no commodity code',
    asOf: ASKED_AT,
    facts: variant({ hsCode: '94052' }),
    expect: { verdict: 'fail', message: 'hs_invalid' },
  },
  {
    kind: 'boundary',
    name: 'six digits are one, with ten for the United States',
    asOf: ASKED_AT,
    facts: variant({ hsCode: '940521' }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'nine digits for the United States',
    asOf: ASKED_AT,
    facts: variant({ hsByCountry: { US: '940521801' } }),
    expect: { verdict: 'fail', message: 'us_digits_missing' },
  },
  {
    kind: 'boundary',
    name: 'six digits were enough for the United States on 23 July 2026',
    asOf: new Date('2026-07-23T12:00:00Z'),
    facts: variant({ hsByCountry: {} }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'and are so no longer on 24 July 2026',
    asOf: new Date('2026-07-24T12:00:00Z'),
    facts: variant({ hsByCountry: {} }),
    expect: { verdict: 'fail', message: 'us_digits_missing' },
  },
  {
    kind: 'case',
    name: 'no ten digits are asked of goods that do not go to the United States',
    asOf: ASKED_AT,
    facts: { ...variant({ hsByCountry: {} }), soldIn: soldIn('DE', 'GB') },
    expect: { verdict: 'pass' },
  },
  {
    kind: 'exception',
    name: 'stocked in the United States and sold there alone',
    asOf: ASKED_AT,
    facts: { ...variant({ hsCode: null, stockedIn: ['US'] }), soldIn: soldIn('US') },
    expect: { verdict: 'not_applicable', exception: 'domestic_dispatch' },
  },
  {
    kind: 'missing_fact',
    name: 'nobody knows where it starts',
    asOf: ASKED_AT,
    facts: productSubject({ shop: shopContext({ shipsFrom: NOT_READ }) }),
    expect: { verdict: 'unknown', message: 'ships_from_missing', missing: 'scope' },
  },
  {
    kind: 'missing_fact',
    name: 'nobody knows where it is sold',
    asOf: ASKED_AT,
    facts: productSubject({ soldIn: NOT_READ }),
    expect: { verdict: 'unknown', message: 'sold_in_missing', missing: 'scope' },
  },
  {
    kind: 'before_effective',
    name: 'in June 2021',
    asOf: new Date('2021-06-30T12:00:00Z'),
    facts: variant({ hsCode: null }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'case',
    name: 'a file that is downloaded passes no customs',
    asOf: ASKED_AT,
    facts: variant({ requiresShipping: false, hsCode: null }),
    expect: { verdict: 'not_applicable' },
  },
];
