import { known } from '#app/domain/findings/fact.ts';
import { NOT_READ, productSubject, soldTo } from '#app/domain/findings/product-subject.fixture.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import { READ_AT, shopContext } from '#app/domain/findings/shop-context.fixture.ts';

const ASKED_AT = new Date('2026-11-20T12:00:00Z');
const titled = (title: string) => productSubject({ title });

export const cusDesc01Examples: readonly RuleExample<'product'>[] = [
  {
    kind: 'fail',
    name: 'a title that says "Gift" and nothing else',
    asOf: ASKED_AT,
    facts: { ...titled('Gift'), openOrders: soldTo('DE', 'US') },
    expect: {
      verdict: 'fail',
      message: 'vague',
      deadline: null,
      exposure: [{ minor: 6_000, currency: 'USD' }],
    },
  },
  {
    kind: 'fail',
    name: 'a precise title, but a customs description of "clothes"',
    asOf: ASKED_AT,
    facts: productSubject({
      title: 'Knitted sweater of merino wool',
      metafields: { 'custom.customs_description': 'Clothes' },
    }),
    expect: { verdict: 'fail', message: 'vague', exposure: [] },
  },
  {
    kind: 'pass',
    name: 'material, article and use',
    asOf: ASKED_AT,
    facts: titled('Desk lamp with steel foot'),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'stop words with a number of pieces and a size',
    asOf: ASKED_AT,
    facts: titled('2 pcs spare parts, size L'),
    expect: { verdict: 'fail', message: 'vague' },
  },
  {
    kind: 'boundary',
    name: 'one word more that says what it is',
    asOf: ASKED_AT,
    facts: titled('2 pcs lamp spare parts, size L'),
    expect: { verdict: 'pass', exception: 'inside_precise_phrase' },
  },
  {
    kind: 'exception',
    name: 'a stop word inside a precise phrase',
    asOf: ASKED_AT,
    facts: titled('Gift box of four olive wood spoons'),
    expect: { verdict: 'pass', exception: 'inside_precise_phrase' },
  },
  {
    kind: 'exception',
    name: 'stock in Poland alone',
    asOf: ASKED_AT,
    facts: productSubject({
      title: 'Gift',
      shop: shopContext({ shipsFrom: known(['PL'], { at: READ_AT, origin: 'shopify' }) }),
    }),
    expect: { verdict: 'not_applicable', exception: 'eu_stock' },
  },
  {
    kind: 'missing_fact',
    name: 'nobody knows where it is sold',
    asOf: ASKED_AT,
    facts: productSubject({ title: 'Gift', soldIn: NOT_READ }),
    expect: { verdict: 'unknown', message: 'sold_in_missing', missing: 'scope' },
  },
  {
    kind: 'missing_fact',
    name: 'nobody knows where it starts',
    asOf: ASKED_AT,
    facts: productSubject({ title: 'Gift', shop: shopContext({ shipsFrom: NOT_READ }) }),
    expect: { verdict: 'unknown', message: 'ships_from_missing', missing: 'scope' },
  },
  {
    kind: 'before_effective',
    name: 'before the second release of the import control system',
    asOf: new Date('2023-02-28T12:00:00Z'),
    facts: titled('Gift'),
    expect: { verdict: 'not_applicable' },
  },
];
