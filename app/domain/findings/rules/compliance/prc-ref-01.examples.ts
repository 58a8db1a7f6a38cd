import { pricePoint, priceSubject } from '#app/domain/findings/price-subject.fixture.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import { shopContext } from '#app/domain/findings/shop-context.fixture.ts';
import type { PricePoint, PriceSubject } from '#app/domain/findings/subjects.ts';

const asOf = new Date('2026-11-20T12:00:00Z');
const FULL = pricePoint('2026-01-05', 5_000);

/** The shop's own price of a shop in New York; amounts in USD. */
function inTheUs(history: readonly PricePoint[], more: Partial<PriceSubject> = {}): PriceSubject {
  const usd = history.map(({ at, price, compareAt }) => ({
    at,
    price: { ...price, currency: 'USD' },
    compareAt: compareAt === null ? null : { ...compareAt, currency: 'USD' },
  }));
  const recordedSince = usd[0]?.at ?? asOf;
  return priceSubject({
    id: '701@shop',
    country: null,
    shop: shopContext(),
    recordedSince,
    history: usd,
    ...more,
  });
}

/** Announced on 20 August 2026 in New York: the 90th day after is 18 November, a Wednesday in winter time. */
const CLAIM = pricePoint('2026-08-20T12:00:00Z', 3_500, 5_000);
const ENDS_AT = new Date('2026-11-19T05:00:00Z');
/** Charged 45 for months, announced as reduced from 50 since 1 October. */
const INVENTED = [pricePoint('2026-01-05', 4_500), pricePoint('2026-10-01', 4_000, 5_000)];
/** Charged 50 until six days before, then 45. */
const CHINA = [FULL, pricePoint('2026-10-26', 4_500), pricePoint('2026-11-01', 4_000, 5_000)];

export const prcRef01Examples: readonly RuleExample<'price'>[] = [
  {
    kind: 'fail',
    name: 'A compare-at price that nobody was ever asked for',
    asOf,
    facts: inTheUs(INVENTED, { salesSinceClaim: [{ minor: 8_000, currency: 'USD' }] }),
    expect: {
      verdict: 'fail',
      message: 'never_charged',
      deadline: null,
      exposure: [{ minor: 8_000, currency: 'USD' }],
    },
  },
  {
    kind: 'fail',
    name: 'A product that was reduced from its first day',
    asOf,
    facts: inTheUs([pricePoint('2026-10-01', 4_000, 5_000)], {
      productCreatedAt: new Date('2026-10-01T00:00:00Z'),
      recordedSince: new Date('2026-10-01T00:00:00Z'),
    }),
    expect: { verdict: 'fail', message: 'no_former_price', deadline: null },
  },
  {
    kind: 'fail',
    name: 'In mainland China, a compare-at price above the lowest price of the seven days before',
    asOf,
    facts: inTheUs(CHINA, { country: 'CN', id: '701@CN' }),
    expect: { verdict: 'fail', message: 'above_lowest' },
  },
  {
    kind: 'pass',
    name: 'A price charged for months, reduced three weeks ago',
    asOf,
    facts: inTheUs([FULL, pricePoint('2026-11-01', 4_000, 5_000)]),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'A short record, but orders show that it sold at the compare-at price',
    asOf,
    facts: inTheUs([pricePoint('2026-10-20', 4_000, 5_000)], { soldAtCompareAt: true }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'A market in which none of these provisions holds is not asked',
    asOf,
    facts: inTheUs(INVENTED, { country: 'DE', id: '701@DE' }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'boundary',
    name: 'On the last instant of the 90th day the claim may still stand',
    asOf: new Date('2026-11-19T04:59:59.999Z'),
    facts: inTheUs([FULL, CLAIM]),
    expect: { verdict: 'upcoming', message: 'ends_soon', deadline: ENDS_AT },
  },
  {
    kind: 'boundary',
    name: 'With the 91st day it has stood too long',
    asOf: ENDS_AT,
    facts: inTheUs([FULL, CLAIM]),
    expect: { verdict: 'fail', message: 'too_long', deadline: ENDS_AT },
  },
  {
    kind: 'boundary',
    name: 'Until fifteen days before its end nothing is said',
    asOf: new Date('2026-11-04T04:59:59.999Z'),
    facts: inTheUs([FULL, CLAIM]),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'Charged until the 90 days before the claim began, and not within them',
    asOf,
    facts: inTheUs([
      pricePoint('2026-01-05', 5_000),
      pricePoint('2026-07-03T04:00:00Z', 4_500),
      pricePoint('2026-10-01T14:00:00Z', 4_000, 5_000),
    ]),
    expect: { verdict: 'fail', message: 'never_charged' },
  },
  {
    kind: 'boundary',
    name: 'Charged for one second of the 90 days before the claim began',
    asOf,
    facts: inTheUs([
      pricePoint('2026-01-05', 5_000),
      pricePoint('2026-07-03T04:00:01Z', 4_500),
      pricePoint('2026-10-01T14:00:00Z', 4_000, 5_000),
    ]),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'exception',
    name: 'The merchant has stated that compare-at prices are documented list prices of the manufacturer',
    asOf,
    facts: inTheUs(INVENTED, {
      shop: shopContext({
        attestations: {
          'PRC-REF-01.compare_at_is_rrp': { answer: 'yes', at: asOf, until: null, note: '' },
        },
      }),
    }),
    expect: { verdict: 'not_applicable', exception: 'rrp' },
  },
  {
    kind: 'missing_fact',
    name: 'The claim was already running when recording began',
    asOf,
    facts: inTheUs([pricePoint('2026-10-20', 4_000, 5_000)]),
    expect: { verdict: 'unknown', message: 'history_too_short', missing: 'history' },
  },
  {
    kind: 'missing_fact',
    name: 'A short record does not help a claim that has been seen for more than 90 days',
    asOf,
    facts: inTheUs([CLAIM]),
    expect: { verdict: 'fail', message: 'too_long' },
  },
  {
    kind: 'before_effective',
    name: 'A claim of the day before the guides were issued',
    asOf: new Date('1964-02-01T12:00:00Z'),
    facts: inTheUs([
      pricePoint('1963-09-01', 4_500),
      pricePoint('1964-01-07T12:00:00Z', 4_000, 5_000),
    ]),
    expect: { verdict: 'not_applicable' },
  },
];
