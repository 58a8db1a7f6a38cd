import { MARKED_AT, parcelSubject, sharer } from '#app/domain/findings/parcel-subject.fixture.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';

const AS_OF = new Date('2026-10-20T12:00:00Z');
const DAY_MS = 86_400_000;
const ORDERED_AT = new Date('2026-10-01T14:00:00Z');
const BOTH_ORDERS = [{ minor: 10_500, currency: 'USD' }];

const orderedDaysBefore = (days: number) =>
  sharer({ orderedAt: new Date(ORDERED_AT.getTime() - days * DAY_MS) });

export const trkDup01Examples: readonly RuleExample<'parcel'>[] = [
  {
    kind: 'case',
    name: 'the same number on two orders of one recipient passes',
    asOf: AS_OF,
    facts: parcelSubject({ sharers: [sharer({ postcodeHash: 'us-10001' })] }),
    expect: { verdict: 'pass', exception: 'same_recipient' },
  },
  {
    kind: 'case',
    name: 'the same number on two orders of different recipients fails',
    asOf: AS_OF,
    facts: parcelSubject({ sharers: [sharer()] }),
    expect: {
      verdict: 'fail',
      message: 'other_recipient',
      deadline: null,
      exposure: BOTH_ORDERS,
    },
  },
  {
    kind: 'fail',
    name: 'another country is another recipient, whatever the postcode',
    asOf: AS_OF,
    facts: parcelSubject({ sharers: [sharer({ buyerCountry: 'DE', postcodeHash: null })] }),
    expect: { verdict: 'fail', message: 'other_recipient' },
  },
  {
    kind: 'fail',
    name: 'orders in two currencies are two sums, and an order counts once however many parcels it has',
    asOf: AS_OF,
    facts: parcelSubject({
      sharers: [
        sharer(),
        sharer(),
        sharer({ orderId: '901', orderName: '#901', total: { minor: 2_500, currency: 'EUR' } }),
      ],
    }),
    expect: {
      verdict: 'fail',
      exposure: [
        { minor: 2_500, currency: 'EUR' },
        { minor: 10_500, currency: 'USD' },
      ],
    },
  },
  {
    kind: 'pass',
    name: 'a number of its own',
    asOf: AS_OF,
    facts: parcelSubject(),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'two parcels of one order may share a number',
    asOf: AS_OF,
    facts: parcelSubject({ sharers: [sharer({ orderId: '1001', orderName: '#1001' })] }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'an order 365 days before counts',
    asOf: AS_OF,
    facts: parcelSubject({ sharers: [orderedDaysBefore(365)] }),
    expect: { verdict: 'fail' },
  },
  {
    kind: 'boundary',
    name: 'an order more than 365 days before does not',
    asOf: AS_OF,
    facts: parcelSubject({ sharers: [orderedDaysBefore(365.01)] }),
    expect: { verdict: 'pass', exception: 'recycled_number' },
  },
  {
    kind: 'case',
    name: 'a fulfillment that was cancelled told nobody anything',
    asOf: AS_OF,
    facts: parcelSubject({ isCancelled: true, sharers: [sharer()] }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'case',
    name: 'a parcel without a number shares none',
    asOf: AS_OF,
    facts: parcelSubject({ number: null }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'case',
    name: 'one recipient who differs is enough, whoever else is not known',
    asOf: AS_OF,
    facts: parcelSubject({
      sharers: [sharer({ orderId: '901', postcodeHash: null }), sharer()],
    }),
    expect: { verdict: 'fail', exposure: BOTH_ORDERS },
  },
  {
    kind: 'exception',
    name: 'orders of one recipient go in one box',
    asOf: AS_OF,
    facts: parcelSubject({ sharers: [sharer({ postcodeHash: 'us-10001' })] }),
    expect: { verdict: 'pass', exception: 'same_recipient' },
  },
  {
    kind: 'exception',
    name: 'carriers give numbers out again after a year',
    asOf: AS_OF,
    facts: parcelSubject({ sharers: [orderedDaysBefore(500)] }),
    expect: { verdict: 'pass', exception: 'recycled_number' },
  },
  {
    kind: 'exception',
    name: 'boxes of many buyers travel their first leg under one number, each with its own joined to it',
    asOf: AS_OF,
    facts: parcelSubject({ sharers: [sharer()], linkedNumbers: ['9400111899223100000000'] }),
    expect: { verdict: 'pass', exception: 'first_leg_number' },
  },
  {
    kind: 'missing_fact',
    name: 'without a postcode the recipients cannot be compared',
    asOf: AS_OF,
    facts: parcelSubject({ sharers: [sharer({ postcodeHash: null })] }),
    expect: { verdict: 'unknown', message: 'recipient_unknown', missing: 'empty' },
  },
  {
    kind: 'before_effective',
    name: 'a parcel of 2006 is not asked about',
    asOf: new Date('2006-12-20T12:00:00Z'),
    facts: parcelSubject({
      markedAt: new Date(MARKED_AT.getTime() - 20 * 365 * DAY_MS),
      sharers: [sharer()],
    }),
    expect: { verdict: 'not_applicable' },
  },
];
