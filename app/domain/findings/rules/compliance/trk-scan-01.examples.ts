import { MARKED_AT, parcelSubject } from '#app/domain/findings/parcel-subject.fixture.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import type { ParcelSubject } from '#app/domain/findings/subjects.ts';

/** Marked on Friday, 9 October 2026; Monday the 12th is a holiday in the shop's country. The fifth business day is the 19th. */
const WARNS_AT = at('2026-10-15T04:00:00Z');
const FAILS_AT = at('2026-10-20T04:00:00Z');
const ORDER = [{ minor: 6_500, currency: 'USD' }];

function unscanned(overrides: Partial<ParcelSubject> = {}): ParcelSubject {
  return parcelSubject({ handedOverAt: null, firstScanAt: null, ...overrides });
}

export const trkScan01Examples: readonly RuleExample<'parcel'>[] = [
  {
    kind: 'fail',
    name: 'five business days after it was marked, no carrier has scanned it',
    asOf: at('2026-10-21T12:00:00Z'),
    facts: unscanned(),
    expect: { verdict: 'fail', message: 'never_scanned', deadline: FAILS_AT, exposure: ORDER },
  },
  {
    kind: 'fail',
    name: 'a label alone is no hand-over',
    asOf: FAILS_AT,
    facts: unscanned({ firstScanAt: at('2026-10-09T15:00:00Z') }),
    expect: { verdict: 'fail', message: 'never_scanned' },
  },
  {
    kind: 'pass',
    name: 'scanned the day after it was marked',
    asOf: at('2026-10-20T12:00:00Z'),
    facts: parcelSubject(),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'a delivery proves the hand-over that nobody scanned',
    asOf: at('2026-10-20T12:00:00Z'),
    facts: unscanned({ deliveredAt: at('2026-10-16T12:00:00Z') }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'on the second business day it is quiet',
    asOf: new Date(WARNS_AT.getTime() - 1),
    facts: unscanned(),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'after the second business day it warns',
    asOf: WARNS_AT,
    facts: unscanned(),
    expect: {
      verdict: 'upcoming',
      message: 'not_scanned_yet',
      deadline: FAILS_AT,
      exposure: ORDER,
    },
  },
  {
    kind: 'boundary',
    name: 'on the fifth business day it still warns',
    asOf: new Date(FAILS_AT.getTime() - 1),
    facts: unscanned(),
    expect: { verdict: 'upcoming', deadline: FAILS_AT },
  },
  {
    kind: 'boundary',
    name: 'after the fifth business day it fails',
    asOf: FAILS_AT,
    facts: unscanned(),
    expect: { verdict: 'fail', deadline: FAILS_AT },
  },
  {
    kind: 'case',
    name: 'Golden Week is no business day in China',
    asOf: at('2026-10-08T12:00:00Z'),
    facts: unscanned({ markedAt: at('2026-09-30T14:00:00Z') }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'case',
    name: 'a shop may set limits of its own',
    asOf: at('2026-10-16T12:00:00Z'),
    facts: unscanned(),
    overrides: [
      {
        ruleId: 'TRK-SCAN-01',
        name: 'scanDays',
        key: 'fail',
        from: null,
        until: null,
        value: 3,
        note: 'Agreed with our supplier',
      },
    ],
    expect: { verdict: 'fail', deadline: at('2026-10-16T04:00:00Z') },
  },
  {
    kind: 'case',
    name: 'a fulfillment that was cancelled tells buyers nothing',
    asOf: FAILS_AT,
    facts: unscanned({ isCancelled: true }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'case',
    name: 'a parcel without a number is another matter',
    asOf: FAILS_AT,
    facts: unscanned({ number: null }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'exception',
    name: 'what is picked up or brought by the shop is not scanned',
    asOf: FAILS_AT,
    facts: unscanned({ isShipped: false }),
    expect: { verdict: 'not_applicable', exception: 'not_by_carrier' },
  },
  {
    kind: 'missing_fact',
    name: 'a carrier whose scans reach nobody is not accused',
    asOf: FAILS_AT,
    facts: unscanned({ carrier: 'Local van', carrierIsReadable: false }),
    expect: { verdict: 'unknown', message: 'scans_invisible', missing: 'empty' },
  },
  {
    kind: 'exception',
    name: 'a carrier that scans late has its grace',
    asOf: WARNS_AT,
    facts: unscanned({ carrierGraceDays: 3 }),
    expect: { verdict: 'pass', exception: 'late_scanner' },
  },
  {
    kind: 'missing_fact',
    name: 'a number of nobody knows which carrier cannot be looked up',
    asOf: FAILS_AT,
    facts: unscanned({ carrier: null, carrierIsReadable: false }),
    expect: { verdict: 'unknown', message: 'carrier_unknown', missing: 'empty' },
  },
  {
    kind: 'before_effective',
    name: 'a parcel of 2013 is not asked about',
    asOf: at('2014-01-20T12:00:00Z'),
    facts: unscanned({ markedAt: new Date(MARKED_AT.getTime() - 13 * 365 * 86_400_000) }),
    expect: { verdict: 'not_applicable' },
  },
];

function at(instant: string): Date {
  return new Date(instant);
}
