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
const titled = (title: string, overrides: Partial<ProductSubject> = {}) =>
  productSubject({ title, ...overrides });
const coded = (code: string) => productSubject({ variants: [productVariant({ hsCode: code })] });

export const dg01Examples: readonly RuleExample<'product'>[] = [
  {
    kind: 'fail',
    name: 'a power bank without a word on how it is shipped',
    asOf: ASKED_AT,
    facts: titled('Power bank 10,000 mAh', { openOrders: soldTo('US', 'DE') }),
    expect: {
      verdict: 'fail',
      message: 'power_bank',
      deadline: null,
      exposure: [{ minor: 12_000, currency: 'USD' }],
    },
  },
  {
    kind: 'fail',
    name: 'a lithium-ion battery in the description',
    asOf: ASKED_AT,
    facts: productSubject({ description: 'Lithium-ion battery, charged by USB.' }),
    expect: { verdict: 'fail', message: 'battery', exposure: [] },
  },
  {
    kind: 'fail',
    name: 'a lighter',
    asOf: ASKED_AT,
    facts: coded('961380'),
    expect: { verdict: 'fail', message: 'lighter' },
  },
  {
    kind: 'fail',
    name: 'perfume',
    asOf: ASKED_AT,
    facts: coded('330300'),
    expect: { verdict: 'fail', message: 'perfume' },
  },
  {
    kind: 'fail',
    name: 'spirits',
    asOf: ASKED_AT,
    facts: coded('220830'),
    expect: { verdict: 'fail', message: 'spirits' },
  },
  {
    kind: 'fail',
    name: 'nail polish',
    asOf: ASKED_AT,
    facts: titled('Nail polish, red'),
    expect: { verdict: 'fail', message: 'flammable' },
  },
  {
    kind: 'fail',
    name: 'strong magnets',
    asOf: ASKED_AT,
    facts: coded('850511'),
    expect: { verdict: 'fail', message: 'magnet' },
  },
  {
    kind: 'boundary',
    name: 'heading 8507 is accumulators',
    asOf: ASKED_AT,
    facts: coded('850760'),
    expect: { verdict: 'fail', message: 'battery' },
  },
  {
    kind: 'boundary',
    name: 'heading 8508 is vacuum cleaners',
    asOf: ASKED_AT,
    facts: coded('850811'),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'its UN number stands in a metafield',
    asOf: ASKED_AT,
    facts: titled('Power bank 5,000 mAh', { metafields: { 'shipping.un_number': 'UN3480' } }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'case',
    name: 'the mapped field is empty for one variant of two',
    asOf: ASKED_AT,
    facts: titled('Power bank', {
      mapped: { dangerous_goods: 'custom.un' },
      variants: [
        productVariant({ metafields: { 'custom.un': 'UN3480' } }),
        productVariant({ id: '702' }),
      ],
    }),
    expect: { verdict: 'fail', message: 'power_bank' },
  },
  {
    kind: 'fail',
    name: 'button cells sold by themselves are not installed',
    asOf: ASKED_AT,
    facts: titled('CR2032 button cells, pack of 10'),
    expect: { verdict: 'fail', message: 'battery' },
  },
  {
    kind: 'exception',
    name: 'a button cell that is installed',
    asOf: ASKED_AT,
    facts: titled('Kitchen scale', { description: 'With a button cell installed.' }),
    expect: { verdict: 'not_applicable', exception: 'button_cells' },
  },
  {
    kind: 'exception',
    name: 'a line that goes by sea and road alone, as the merchant confirmed',
    asOf: ASKED_AT,
    facts: titled('Power bank', { answers: { 'DG-01.surface_only': said() } }),
    expect: { verdict: 'not_applicable', exception: 'surface_only' },
  },
  {
    kind: 'exception',
    name: 'sold and stocked within the United States',
    asOf: ASKED_AT,
    facts: titled('Power bank', {
      soldIn: known(['US'], { at: READ_AT, origin: 'shopify' }),
      variants: [productVariant({ stockedIn: ['US'] })],
    }),
    expect: { verdict: 'not_applicable', exception: 'surface_only' },
  },
  {
    kind: 'missing_fact',
    name: 'a power bank, and nobody knows where it starts',
    asOf: ASKED_AT,
    facts: titled('Power bank', { shop: shopContext({ shipsFrom: NOT_READ }) }),
    expect: { verdict: 'unknown', message: 'ships_from_missing', missing: 'scope' },
  },
  {
    kind: 'missing_fact',
    name: 'a power bank, and nobody knows where it is sold',
    asOf: ASKED_AT,
    facts: titled('Power bank', { soldIn: NOT_READ }),
    expect: { verdict: 'unknown', message: 'sold_in_missing', missing: 'scope' },
  },
  {
    kind: 'case',
    name: 'a desk lamp is harmless wherever it goes',
    asOf: ASKED_AT,
    facts: productSubject({ soldIn: NOT_READ }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'before_effective',
    name: 'before the 67th edition',
    asOf: new Date('2025-12-31T12:00:00Z'),
    facts: titled('Power bank'),
    expect: { verdict: 'not_applicable' },
  },
];
