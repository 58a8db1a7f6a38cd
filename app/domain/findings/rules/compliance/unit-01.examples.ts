import { known } from '#app/domain/findings/fact.ts';
import {
  NOT_READ,
  productSubject,
  productVariant,
  said,
} from '#app/domain/findings/product-subject.fixture.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import { READ_AT } from '#app/domain/findings/shop-context.fixture.ts';
import type { ProductSubject } from '#app/domain/findings/subjects.ts';

const ASKED_AT = new Date('2026-11-20T12:00:00Z');
const cream = (overrides: Partial<ProductSubject> = {}) =>
  productSubject({
    title: 'Hand cream 75 ml',
    category: { id: 'hb-3-2', fullName: 'Health & Beauty > Personal Care > Cosmetics' },
    ...overrides,
  });
const soldIn = (...countries: string[]) => known(countries, { at: READ_AT, origin: 'shopify' });

export const unit01Examples: readonly RuleExample<'product'>[] = [
  {
    kind: 'fail',
    name: 'cosmetics by the millilitre, and no unit price',
    asOf: ASKED_AT,
    facts: cream(),
    expect: { verdict: 'fail', message: 'measure_missing', deadline: null, exposure: [] },
  },
  {
    kind: 'fail',
    name: 'a quantity in the title is enough, for the United Kingdom too',
    asOf: ASKED_AT,
    facts: productSubject({ title: 'Laundry powder 2 kg', category: null, soldIn: soldIn('GB') }),
    expect: { verdict: 'fail', message: 'measure_missing' },
  },
  {
    kind: 'pass',
    name: 'the measure is entered',
    asOf: ASKED_AT,
    facts: cream({ variants: [productVariant({ hasUnitPrice: true })] }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'one variant of two has none',
    asOf: ASKED_AT,
    facts: cream({
      variants: [productVariant({ hasUnitPrice: true }), productVariant({ id: '702' })],
    }),
    expect: { verdict: 'fail', message: 'measure_missing' },
  },
  {
    kind: 'boundary',
    name: 'both variants have one',
    asOf: ASKED_AT,
    facts: cream({
      variants: [
        productVariant({ hasUnitPrice: true }),
        productVariant({ id: '702', hasUnitPrice: true }),
      ],
    }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'a bottle of 500 ml is sold as one piece',
    asOf: ASKED_AT,
    facts: productSubject({ title: 'Water bottle 500 ml', category: null }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'exception',
    name: 'a set of several goods',
    asOf: ASKED_AT,
    facts: cream({ title: 'Hand care set, 3 × 75 ml' }),
    expect: { verdict: 'not_applicable', exception: 'set' },
  },
  {
    kind: 'exception',
    name: 'a small shop that its country frees, as the merchant confirmed',
    asOf: ASKED_AT,
    facts: cream({ answers: { 'UNIT-01.small_shop': said() } }),
    expect: { verdict: 'not_applicable', exception: 'small_shop' },
  },
  {
    kind: 'missing_fact',
    name: 'nobody knows where the cream is sold',
    asOf: ASKED_AT,
    facts: cream({ soldIn: NOT_READ }),
    expect: { verdict: 'unknown', message: 'sold_in_missing', missing: 'scope' },
  },
  {
    kind: 'case',
    name: 'a lamp is not sold by measure, wherever that is',
    asOf: ASKED_AT,
    facts: productSubject({ soldIn: NOT_READ }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'case',
    name: 'sold in the United States alone',
    asOf: ASKED_AT,
    facts: cream({ soldIn: soldIn('US') }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'before_effective',
    name: 'on 17 March 2000',
    asOf: new Date('2000-03-17T12:00:00Z'),
    facts: cream(),
    expect: { verdict: 'not_applicable' },
  },
];
