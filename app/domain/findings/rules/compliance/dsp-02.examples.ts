import { known, missing } from '#app/domain/findings/fact.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import { READ_AT } from '#app/domain/findings/shop-context.fixture.ts';
import { shopSubject } from '#app/domain/findings/shop-subject.fixture.ts';
import type { ShopSubject } from '#app/domain/findings/subjects.ts';

const AS_OF = READ_AT;

function shopWith(disputes: number, cardOrders: number): ShopSubject {
  return shopSubject({
    disputes: known(
      { disputes, cardOrders, byReason: { PRODUCT_NOT_RECEIVED: disputes } },
      { at: READ_AT, origin: 'history' },
    ),
  });
}

export const dsp02Examples: readonly RuleExample<'shop'>[] = [
  {
    kind: 'fail',
    name: 'over the ratio and over the count',
    asOf: AS_OF,
    facts: shopWith(1_800, 100_000),
    expect: {
      verdict: 'fail',
      message: 'over_limit',
      deadline: null,
      exposure: [{ minor: 1_440_000, currency: 'USD' }],
    },
  },
  {
    kind: 'pass',
    name: 'few disputes',
    asOf: AS_OF,
    facts: shopWith(2, 1_000),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'no dispute is no share, however few the orders are',
    asOf: AS_OF,
    facts: shopWith(0, 0),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'just under 0.65 % it is quiet',
    asOf: AS_OF,
    facts: shopWith(649, 100_000),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'at 0.65 % it warns',
    asOf: AS_OF,
    facts: shopWith(650, 100_000),
    expect: { verdict: 'upcoming', message: 'near_limit', exposure: [] },
  },
  {
    kind: 'boundary',
    name: 'just under 1.5 % it only warns',
    asOf: AS_OF,
    facts: shopWith(1_799, 120_000),
    expect: { verdict: 'upcoming', message: 'near_limit' },
  },
  {
    kind: 'boundary',
    name: 'at 1.5 % with more than 1,500 events it fails',
    asOf: AS_OF,
    facts: shopWith(1_501, 100_000),
    expect: { verdict: 'fail', message: 'over_limit' },
  },
  {
    kind: 'boundary',
    name: '1,500 events are not more than 1,500',
    asOf: AS_OF,
    facts: shopWith(1_500, 100_000),
    expect: { verdict: 'upcoming', message: 'over_ratio_only', exception: 'below_event_count' },
  },
  {
    kind: 'case',
    name: 'before April 2026 the limit was 2.2 %',
    asOf: new Date('2026-03-31T12:00:00Z'),
    facts: shopWith(1_800, 100_000),
    expect: { verdict: 'upcoming', message: 'near_limit' },
  },
  {
    kind: 'exception',
    name: 'a small shop over the ratio is warned, but the limit does not bite',
    asOf: AS_OF,
    facts: shopWith(3, 150),
    expect: { verdict: 'upcoming', message: 'over_ratio_only', exception: 'below_event_count' },
  },
  {
    kind: 'missing_fact',
    name: 'disputes that may not be read are not counted',
    asOf: AS_OF,
    facts: shopSubject({
      disputes: missing({ kind: 'scope', scope: 'read_shopify_payments_disputes' }),
    }),
    expect: { verdict: 'unknown', message: 'not_counted', missing: 'scope' },
  },
  {
    kind: 'missing_fact',
    name: 'disputes without a card order in the same days have no share',
    asOf: AS_OF,
    facts: shopWith(2, 0),
    expect: { verdict: 'unknown', message: 'not_counted', missing: 'empty' },
  },
  {
    kind: 'before_effective',
    name: 'before the programme’s fines nothing is asked',
    asOf: new Date('2025-09-30T12:00:00Z'),
    facts: shopWith(1_800, 50_000),
    expect: { verdict: 'not_applicable' },
  },
];
