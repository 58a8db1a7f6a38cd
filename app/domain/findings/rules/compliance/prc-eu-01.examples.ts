import {
  pricePoint,
  priceSubject,
  RECORDED_SINCE,
} from '#app/domain/findings/price-subject.fixture.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import { shopContext } from '#app/domain/findings/shop-context.fixture.ts';

const asOf = new Date('2026-11-22T12:00:00Z');
const eur = (minor: number) => ({ minor, currency: 'EUR' });
const sold = { salesSinceClaim: [eur(3_500), eur(7_000)] };

/** 50 EUR, quietly lowered to 40 on 15 November, announced as 35 instead of 50 on 21 November. */
const WORKED = [pricePoint('2026-11-15', 4_000), pricePoint('2026-11-21', 3_500, 5_000)];

/** A reduction on 31 October, Berlin midnight; the window opens on 1 October, Berlin midnight. */
const CUT = pricePoint('2026-10-30T23:00:00Z', 3_000, 5_000);
const attestedRrp = {
  'PRC-EU-01.compare_at_is_rrp': { answer: 'yes', at: asOf, until: null, note: '' },
} as const;

export const prcEu01Examples: readonly RuleExample<'price'>[] = [
  {
    kind: 'case',
    name: '€50 until 14 November, €40 on 15–20 November, €35 from 21 November with compare-at €50: fail, prior price €40',
    asOf,
    facts: priceSubject({ history: [pricePoint('2026-04-01', 5_000), ...WORKED], ...sold }),
    expect: {
      verdict: 'fail',
      message: 'above_prior_price',
      deadline: null,
      exposure: [eur(10_500)],
    },
  },
  {
    kind: 'case',
    name: 'Price history only from 10 November: the seen €40 already contradicts €50',
    asOf,
    facts: priceSubject({
      recordedSince: new Date('2026-11-10'),
      history: [pricePoint('2026-11-10', 5_000), ...WORKED],
    }),
    expect: { verdict: 'fail', message: 'above_seen_price' },
  },
  {
    kind: 'missing_fact',
    name: 'Price history only from 10 November, and nothing seen contradicts the claim',
    asOf,
    facts: priceSubject({
      recordedSince: new Date('2026-11-10'),
      history: [pricePoint('2026-11-10', 5_000), pricePoint('2026-11-21', 3_500, 5_000)],
    }),
    expect: { verdict: 'unknown', message: 'history_too_short', missing: 'history' },
  },
  {
    kind: 'missing_fact',
    name: 'The reduction was already running when recording began',
    asOf,
    facts: priceSubject({ history: [pricePoint('2026-04-01', 3_500, 5_000)] }),
    expect: { verdict: 'unknown', message: 'history_too_short', missing: 'history' },
  },
  {
    kind: 'fail',
    name: 'A compare-at price above a price of three weeks earlier that had gone up in between',
    asOf,
    facts: priceSubject({
      history: [
        pricePoint('2026-04-01', 4_000),
        pricePoint('2026-11-01', 5_000),
        pricePoint('2026-11-20', 4_500, 5_000),
      ],
    }),
    expect: { verdict: 'fail', message: 'no_reduction', exposure: [] },
  },
  {
    kind: 'fail',
    name: 'Looking later does not slide the window: a reduction that began wrong stays wrong',
    asOf: new Date('2027-02-20T12:00:00Z'),
    facts: priceSubject({ history: [pricePoint('2026-04-01', 5_000), ...WORKED] }),
    expect: { verdict: 'fail', message: 'above_prior_price' },
  },
  {
    kind: 'fail',
    name: 'A product offered as reduced from its first day has no prior price',
    asOf,
    facts: priceSubject({
      productCreatedAt: new Date('2026-11-10T08:00:00Z'),
      recordedSince: new Date('2026-11-10T08:05:00Z'),
      history: [pricePoint('2026-11-10T08:05:00Z', 3_500, 5_000)],
    }),
    expect: { verdict: 'fail', message: 'never_charged' },
  },
  {
    kind: 'pass',
    name: 'The compare-at price is the price charged for the 30 days before',
    asOf,
    facts: priceSubject({
      history: [pricePoint('2026-04-01', 5_000), pricePoint('2026-11-21', 3_500, 5_000)],
    }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'A price without a reduction is not asked',
    asOf,
    facts: priceSubject(),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'pass',
    name: 'A price for buyers outside the EU is not asked',
    asOf,
    facts: priceSubject({
      country: 'US',
      history: [pricePoint('2026-04-01', 5_000), ...WORKED],
    }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'boundary',
    name: 'A lower price that ended as the 30 days begin does not count',
    asOf,
    facts: priceSubject({
      history: [pricePoint('2026-04-01', 4_000), pricePoint('2026-09-30T22:00:00Z', 5_000), CUT],
    }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'A lower price that ended a second into the 30 days counts',
    asOf,
    facts: priceSubject({
      history: [pricePoint('2026-04-01', 4_000), pricePoint('2026-09-30T22:00:01Z', 5_000), CUT],
    }),
    expect: { verdict: 'fail', message: 'above_prior_price' },
  },
  {
    kind: 'boundary',
    name: 'A record that begins with the 30 days is enough',
    asOf,
    facts: priceSubject({
      recordedSince: new Date('2026-09-30T22:00:00Z'),
      history: [pricePoint('2026-09-30T22:00:00Z', 5_000), CUT],
    }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'A record that begins a second later is not',
    asOf,
    facts: priceSubject({
      recordedSince: new Date('2026-09-30T22:00:01Z'),
      history: [pricePoint('2026-09-30T22:00:01Z', 5_000), CUT],
    }),
    expect: { verdict: 'unknown', missing: 'history' },
  },
  {
    kind: 'exception',
    name: 'A reduction that grows step by step keeps the price before its first step',
    asOf,
    facts: priceSubject({
      history: [
        pricePoint('2026-04-01', 5_000),
        pricePoint('2026-11-15', 4_000, 5_000),
        pricePoint('2026-11-21', 3_500, 5_000),
      ],
    }),
    expect: { verdict: 'pass', exception: 'stepwise' },
  },
  {
    kind: 'exception',
    name: 'A product on sale for less than 30 days is measured by its whole life',
    asOf,
    facts: priceSubject({
      productCreatedAt: new Date('2026-11-01T08:00:00Z'),
      recordedSince: new Date('2026-11-01T08:05:00Z'),
      history: [pricePoint('2026-11-01T08:05:00Z', 5_000), pricePoint('2026-11-21', 3_500, 5_000)],
    }),
    expect: { verdict: 'pass', exception: 'new_product' },
  },
  {
    kind: 'exception',
    name: 'Fruit and vegetables may be reduced without a prior price',
    asOf,
    facts: priceSubject({
      category: 'Food, Beverages & Tobacco > Food Items > Fruits & Vegetables',
      history: [pricePoint('2026-04-01', 5_000), ...WORKED],
    }),
    expect: { verdict: 'not_applicable', exception: 'perishable' },
  },
  {
    kind: 'exception',
    name: 'The merchant has stated that compare-at prices are documented list prices of the manufacturer',
    asOf,
    facts: priceSubject({
      shop: shopContext({ country: 'DE', timeZone: 'Europe/Berlin', attestations: attestedRrp }),
      history: [pricePoint('2026-04-01', 5_000), ...WORKED],
    }),
    expect: { verdict: 'not_applicable', exception: 'rrp' },
  },
  {
    kind: 'before_effective',
    name: 'A reduction that began on the day before 28 May 2022',
    asOf: new Date('2022-06-01T12:00:00Z'),
    facts: priceSubject({
      recordedSince: RECORDED_SINCE,
      history: [pricePoint('2022-04-01', 4_000), pricePoint('2022-05-27', 3_500, 5_000)],
    }),
    expect: { verdict: 'not_applicable' },
  },
];
