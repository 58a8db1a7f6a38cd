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
import type { ProductSubject } from '#app/domain/findings/subjects.ts';

const ASKED_AT = new Date('2026-11-20T12:00:00Z');
const describedAs = (description: string, overrides: Partial<ProductSubject> = {}) =>
  productSubject({ description, ...overrides });
const soldIn = (...countries: string[]) => known(countries, { at: READ_AT, origin: 'shopify' });
const shirt = (description: string, ...countries: string[]) =>
  describedAs(description, {
    title: 'Striped long-sleeve top',
    category: { id: 'aa-1-13', fullName: 'Apparel & Accessories > Clothing > Clothing Tops' },
    variants: [productVariant({ hsCode: '610910' })],
    soldIn: soldIn(...countries),
  });

export const org01Examples: readonly RuleExample<'product'>[] = [
  {
    kind: 'fail',
    name: 'the text says Italy, the customs data China',
    asOf: ASKED_AT,
    facts: describedAs('Made in Italy. Polished by hand.', { recentSales: soldTo('US', 'GB') }),
    expect: {
      verdict: 'fail',
      message: 'origin_contradicts',
      deadline: null,
      exposure: [{ minor: 6_000, currency: 'USD' }],
    },
  },
  {
    kind: 'fail',
    name: 'a boutique in London whose parcels start in China',
    asOf: ASKED_AT,
    facts: describedAs('Sent with love from our little boutique in London.'),
    expect: { verdict: 'fail', message: 'seat_contradicts', exposure: [] },
  },
  {
    kind: 'fail',
    name: 'handmade in a studio in Brooklyn, China by the customs data, and parcels start in both countries',
    asOf: ASKED_AT,
    facts: describedAs('Handmade in our studio in Brooklyn.', {
      shop: shopContext({ shipsFrom: known(['CN', 'US'], { at: READ_AT, origin: 'shopify' }) }),
    }),
    expect: { verdict: 'fail', message: 'origin_contradicts' },
  },
  {
    kind: 'fail',
    name: 'clothes for Germany that do not say what they are made of',
    asOf: ASKED_AT,
    facts: shirt('Straight cut with a boat neck.', 'DE'),
    expect: { verdict: 'fail', message: 'fibres_missing' },
  },
  {
    kind: 'fail',
    name: 'clothes for the United States that do not say where they come from',
    asOf: ASKED_AT,
    facts: shirt('Straight cut. 100% cotton.', 'US'),
    expect: { verdict: 'fail', message: 'textile_origin_missing' },
  },
  {
    kind: 'fail',
    name: 'clothes for both that say neither',
    asOf: ASKED_AT,
    facts: shirt('Straight cut.', 'US', 'DE'),
    expect: { verdict: 'fail', message: 'textile_both_missing' },
  },
  {
    kind: 'pass',
    name: 'clothes that say both',
    asOf: ASKED_AT,
    facts: shirt('Straight cut. 100% cotton. Imported.', 'US', 'DE'),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'made in Europe, of goods from Portugal',
    asOf: ASKED_AT,
    facts: describedAs('Made in Europe.', { variants: [productVariant({ originCountry: 'PT' })] }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'made in Europe, of goods from Turkey',
    asOf: ASKED_AT,
    facts: describedAs('Made in Europe.', { variants: [productVariant({ originCountry: 'TR' })] }),
    expect: { verdict: 'fail', message: 'origin_contradicts' },
  },
  {
    kind: 'case',
    name: 'one variant of two comes from elsewhere',
    asOf: ASKED_AT,
    facts: describedAs('Made in China.', {
      variants: [productVariant(), productVariant({ id: '702', originCountry: 'VN' })],
    }),
    expect: { verdict: 'fail', message: 'origin_contradicts' },
  },
  {
    kind: 'pass',
    name: 'there is a studio in New York, as the merchant confirmed, and parcels start in China',
    asOf: ASKED_AT,
    facts: describedAs('Drawn in our small studio in Brooklyn.', {
      answers: { 'ORG-01.seat_is_true': said() },
    }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'exception',
    name: 'designed in Denmark, made where the customs data say',
    asOf: ASKED_AT,
    facts: describedAs('Designed in Denmark. Made in China.'),
    expect: { verdict: 'pass', exception: 'designed_in' },
  },
  {
    kind: 'exception',
    name: 'a lamp has no fibres to name',
    asOf: ASKED_AT,
    facts: productSubject(),
    expect: { verdict: 'pass', exception: 'not_textile' },
  },
  {
    kind: 'missing_fact',
    name: 'the text says Italy, the customs data nothing',
    asOf: ASKED_AT,
    facts: describedAs('Made in Italy.', { variants: [productVariant({ originCountry: null })] }),
    expect: { verdict: 'unknown', message: 'origin_missing', missing: 'empty' },
  },
  {
    kind: 'missing_fact',
    name: 'a boutique in London, and nobody knows where parcels start',
    asOf: ASKED_AT,
    facts: describedAs('From our boutique in London.', {
      shop: shopContext({ shipsFrom: NOT_READ }),
    }),
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
    name: 'on 12 August 2021',
    asOf: new Date('2021-08-12T12:00:00Z'),
    facts: describedAs('Made in Italy.'),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'case',
    name: 'sold in the United Kingdom alone',
    asOf: ASKED_AT,
    facts: describedAs('Made in Italy.', { soldIn: soldIn('GB') }),
    expect: { verdict: 'not_applicable' },
  },
];
