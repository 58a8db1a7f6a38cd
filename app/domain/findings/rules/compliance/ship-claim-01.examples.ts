import { claim, destinationSubject } from '#app/domain/findings/destination-subject.fixture.ts';
import { missing } from '#app/domain/findings/fact.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import { READ_AT } from '#app/domain/findings/shop-context.fixture.ts';

const AS_OF = READ_AT;
const usd = (minor: number) => ({ minor, currency: 'USD' });
const orderedOn = (day: string) => new Date(`${day}T15:00:00Z`);
const OPEN = [
  { orderedAt: orderedOn('2026-11-01'), value: usd(6_500) },
  { orderedAt: orderedOn('2026-11-10'), value: usd(4_000) },
  { orderedAt: orderedOn('2026-11-18'), value: usd(2_000) },
];
const door = (p50: number, p90: number, n = 40) => ({ n, p50, p90 });

export const shipClaim01Examples: readonly RuleExample<'destination'>[] = [
  {
    kind: 'fail',
    name: 'eight days are stated, and half of all parcels take sixteen',
    asOf: AS_OF,
    facts: destinationSubject({ orderToDoor: door(16, 18), open: OPEN }),
    expect: {
      verdict: 'fail',
      message: 'delivery_not_kept',
      deadline: null,
      exposure: [usd(10_500)],
    },
  },
  {
    kind: 'fail',
    name: 'two business days to ship are stated, and half of all orders take five',
    asOf: AS_OF,
    facts: destinationSubject({
      claim: claim({
        text: 'Orders ship within 2 business days.',
        dispatchDays: 2,
        deliveryDays: null,
        unit: 'business',
      }),
      orderToScan: door(5, 7),
    }),
    expect: { verdict: 'fail', message: 'dispatch_not_kept', exposure: [] },
  },
  {
    kind: 'pass',
    name: 'the record keeps what is stated',
    asOf: AS_OF,
    facts: destinationSubject({ open: OPEN }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'nine of ten on the very day stated are kept',
    asOf: AS_OF,
    facts: destinationSubject({ orderToDoor: door(6, 8) }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'one in ten a moment later asks for a look at the sentence',
    asOf: AS_OF,
    facts: destinationSubject({ orderToDoor: door(6, 8.1) }),
    expect: { verdict: 'upcoming', message: 'delivery_often_late' },
  },
  {
    kind: 'boundary',
    name: 'half on the very day stated are often late, not broken',
    asOf: AS_OF,
    facts: destinationSubject({ orderToDoor: door(8, 12) }),
    expect: { verdict: 'upcoming', message: 'delivery_often_late' },
  },
  {
    kind: 'boundary',
    name: 'half a moment later are',
    asOf: AS_OF,
    facts: destinationSubject({ orderToDoor: door(8.1, 12) }),
    expect: { verdict: 'fail', message: 'delivery_not_kept' },
  },
  {
    kind: 'boundary',
    name: 'twenty parcels tell',
    asOf: AS_OF,
    facts: destinationSubject({ orderToDoor: door(16, 18, 20) }),
    expect: { verdict: 'fail' },
  },
  {
    kind: 'case',
    name: 'five business days are seven calendar days',
    asOf: AS_OF,
    facts: destinationSubject({
      claim: claim({ dispatchDays: 5, deliveryDays: null, unit: 'business' }),
      orderToScan: door(5, 7),
    }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'case',
    name: 'shipping that is often late is said where delivery is kept',
    asOf: AS_OF,
    facts: destinationSubject({
      claim: claim({ dispatchDays: 2 }),
      orderToScan: door(1.5, 4),
    }),
    expect: { verdict: 'upcoming', message: 'dispatch_often_late' },
  },
  {
    kind: 'case',
    name: 'nothing is stated, so nothing can be broken',
    asOf: AS_OF,
    facts: destinationSubject({ claim: missing({ kind: 'empty', field: 'claim' }) }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'missing_fact',
    name: 'nineteen parcels are too few to tell',
    asOf: AS_OF,
    facts: destinationSubject({ orderToDoor: door(16, 18, 19) }),
    expect: { verdict: 'unknown', message: 'too_few_parcels', missing: 'history' },
  },
  {
    kind: 'missing_fact',
    name: 'texts that may not be read are not compared',
    asOf: AS_OF,
    facts: destinationSubject({
      claim: missing({ kind: 'scope', scope: 'read_legal_policies' }),
    }),
    expect: { verdict: 'unknown', message: 'text_unread', missing: 'scope' },
  },
  {
    kind: 'before_effective',
    name: 'in 2014 nothing was asked yet',
    asOf: new Date('2014-11-01T12:00:00Z'),
    facts: destinationSubject({ orderToDoor: door(16, 18) }),
    expect: { verdict: 'not_applicable' },
  },
];
