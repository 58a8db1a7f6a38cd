import { known } from '#app/domain/findings/fact.ts';
import {
  NOT_READ,
  productSubject,
  said,
  soldTo,
} from '#app/domain/findings/product-subject.fixture.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import { READ_AT } from '#app/domain/findings/shop-context.fixture.ts';
import type { ProductSubject } from '#app/domain/findings/subjects.ts';

const ASKED_AT = new Date('2026-11-20T12:00:00Z');
const titled = (title: string, overrides: Partial<ProductSubject> = {}) =>
  productSubject({ title, ...overrides });

export const env01Examples: readonly RuleExample<'product'>[] = [
  {
    kind: 'fail',
    name: 'eco-friendly, and nothing that proves it',
    asOf: ASKED_AT,
    facts: titled('Eco-friendly water bottle', { recentSales: soldTo('DE', 'US') }),
    expect: {
      verdict: 'fail',
      message: 'generic_claim',
      deadline: null,
      exposure: [{ minor: 6_000, currency: 'USD' }],
    },
  },
  {
    kind: 'fail',
    name: 'a tag says climate neutral',
    asOf: ASKED_AT,
    facts: productSubject({ tags: ['lighting', 'climate neutral'] }),
    expect: { verdict: 'fail', message: 'offset_claim', exposure: [] },
  },
  {
    kind: 'fail',
    name: 'umweltfreundlich, and the share stands in another sentence about something else',
    asOf: ASKED_AT,
    facts: productSubject({ description: 'Umweltfreundlich gewebt. 100% Baumwolle.' }),
    expect: { verdict: 'fail', message: 'generic_claim' },
  },
  {
    kind: 'fail',
    name: 'an ecolabel does not carry a claim of neutrality',
    asOf: ASKED_AT,
    facts: productSubject({ description: 'Carbon neutral. Awarded the EU Ecolabel.' }),
    expect: { verdict: 'fail', message: 'offset_claim' },
  },
  {
    kind: 'pass',
    name: 'green is its colour',
    asOf: ASKED_AT,
    facts: titled('Pine green cereal bowl'),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'a share that is stated and certified',
    asOf: ASKED_AT,
    facts: productSubject({
      description: '85% recycled polypropylene, certified by the Global Recycled Standard.',
    }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'the last day before',
    asOf: new Date('2026-09-27T03:59:59Z'),
    facts: titled('Eco-friendly water bottle'),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'boundary',
    name: 'the first instant of 27 September 2026 in New York, stock from before or not',
    asOf: new Date('2026-09-27T04:00:00Z'),
    facts: titled('Eco-friendly water bottle'),
    expect: { verdict: 'fail', message: 'generic_claim' },
  },
  {
    kind: 'before_effective',
    name: 'in August 2026',
    asOf: new Date('2026-08-20T12:00:00Z'),
    facts: titled('Eco-friendly water bottle'),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'exception',
    name: 'the proof stands beside the claim',
    asOf: ASKED_AT,
    facts: productSubject({ description: 'Eco-friendly: 85% recycled steel, certified by SCS.' }),
    expect: { verdict: 'pass', exception: 'proof_beside' },
  },
  {
    kind: 'exception',
    name: 'the page shows the proof elsewhere, as the merchant confirmed',
    asOf: ASKED_AT,
    facts: titled('Eco-friendly water bottle', { answers: { 'ENV-01.proof_shown': said() } }),
    expect: { verdict: 'pass', exception: 'proof_beside' },
  },
  {
    kind: 'exception',
    name: 'it bears the EU Ecolabel',
    asOf: ASKED_AT,
    facts: titled('Eco-friendly dish soap', { description: 'Awarded the EU Ecolabel DE/020/123.' }),
    expect: { verdict: 'pass', exception: 'ecolabel' },
  },
  {
    kind: 'exception',
    name: 'sold to companies alone, as the merchant confirmed',
    asOf: ASKED_AT,
    facts: titled('Eco-friendly water bottle', { answers: { 'ENV-01.companies_only': said() } }),
    expect: { verdict: 'not_applicable', exception: 'companies_only' },
  },
  {
    kind: 'missing_fact',
    name: 'a claim, and nobody knows where it is sold',
    asOf: ASKED_AT,
    facts: titled('Eco-friendly water bottle', { soldIn: NOT_READ }),
    expect: { verdict: 'unknown', message: 'sold_in_missing', missing: 'scope' },
  },
  {
    kind: 'case',
    name: 'no claim: nobody has to know where it is sold',
    asOf: ASKED_AT,
    facts: productSubject({ soldIn: NOT_READ }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'case',
    name: 'sold in Norway alone, where the directive may not hold yet',
    asOf: ASKED_AT,
    facts: titled('Eco-friendly water bottle', {
      soldIn: known(['NO'], { at: READ_AT, origin: 'shopify' }),
    }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'case',
    name: 'sold in the United States alone',
    asOf: ASKED_AT,
    facts: titled('Eco-friendly lunch box', {
      soldIn: known(['US'], { at: READ_AT, origin: 'shopify' }),
    }),
    expect: { verdict: 'not_applicable' },
  },
];
