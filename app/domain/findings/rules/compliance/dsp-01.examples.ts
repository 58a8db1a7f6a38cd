import { DISPUTED_AT, disputeSubject } from '#app/domain/findings/dispute-subject.fixture.ts';
import { missing } from '#app/domain/findings/fact.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';

/** Evidence is due on Monday, 16 November 2026, 15:00 in New York. */
const DUE_AT = at('2026-11-16T20:00:00Z');
const SEND_AT = at('2026-11-14T05:00:00Z');
const DISPUTED = [{ minor: 6_500, currency: 'USD' }];

export const dsp01Examples: readonly RuleExample<'dispute'>[] = [
  {
    kind: 'fail',
    name: 'the day has passed and nothing was sent',
    asOf: at('2026-11-18T12:00:00Z'),
    facts: disputeSubject(),
    expect: { verdict: 'fail', message: 'overdue', deadline: DUE_AT, exposure: DISPUTED },
  },
  {
    kind: 'pass',
    name: 'evidence was sent',
    asOf: at('2026-11-18T12:00:00Z'),
    facts: disputeSubject({ evidenceSentOn: at('2026-11-10T12:00:00Z') }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'the bank is looking at it',
    asOf: at('2026-11-18T12:00:00Z'),
    facts: disputeSubject({ status: 'UNDER_REVIEW' }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'until two days before the day it asks for the evidence to be collected',
    asOf: new Date(SEND_AT.getTime() - 1),
    facts: disputeSubject(),
    expect: { verdict: 'upcoming', message: 'prepare', deadline: DUE_AT, exposure: DISPUTED },
  },
  {
    kind: 'boundary',
    name: 'two days before the day it asks for the evidence to be sent',
    asOf: SEND_AT,
    facts: disputeSubject(),
    expect: { verdict: 'upcoming', message: 'send_now', deadline: DUE_AT },
  },
  {
    kind: 'boundary',
    name: 'at the due instant it is too late',
    asOf: DUE_AT,
    facts: disputeSubject(),
    expect: { verdict: 'fail', deadline: DUE_AT },
  },
  {
    kind: 'case',
    name: 'without a delivery scan the proof is thin',
    asOf: at('2026-11-05T12:00:00Z'),
    facts: disputeSubject({ deliveredAt: null, isPostcodeMatched: null }),
    expect: { verdict: 'upcoming', message: 'prepare_weak' },
  },
  {
    kind: 'case',
    name: 'delivered to another postcode the proof is thin, to the last day',
    asOf: at('2026-11-15T12:00:00Z'),
    facts: disputeSubject({ isPostcodeMatched: false }),
    expect: { verdict: 'upcoming', message: 'send_now_weak' },
  },
  {
    kind: 'case',
    name: 'PayPal asks for a signature from 750 USD',
    asOf: at('2026-11-05T12:00:00Z'),
    facts: disputeSubject({
      gateway: 'paypal',
      orderTotal: { minor: 75_000, currency: 'USD' },
      amount: { minor: 75_000, currency: 'USD' },
    }),
    expect: { verdict: 'upcoming', message: 'prepare_weak' },
  },
  {
    kind: 'case',
    name: 'below 750 USD it does not',
    asOf: at('2026-11-05T12:00:00Z'),
    facts: disputeSubject({ gateway: 'paypal', orderTotal: { minor: 74_999, currency: 'USD' } }),
    expect: { verdict: 'upcoming', message: 'prepare' },
  },
  {
    kind: 'case',
    name: 'any other reason is not answered by a delivery',
    asOf: at('2026-11-05T12:00:00Z'),
    facts: disputeSubject({ reason: 'FRAUDULENT', networkReasonCode: '10.4', deliveredAt: null }),
    expect: { verdict: 'upcoming', message: 'prepare' },
  },
  {
    kind: 'case',
    name: 'a fee the shop has set is at stake too, but not in an inquiry',
    asOf: at('2026-11-05T12:00:00Z'),
    facts: disputeSubject(),
    overrides: [
      {
        ruleId: 'DSP-01',
        name: 'feeMinor',
        key: '',
        from: null,
        until: null,
        value: 1_500,
        note: 'Fee of our provider',
      },
    ],
    expect: { verdict: 'upcoming', exposure: [{ minor: 8_000, currency: 'USD' }] },
  },
  {
    kind: 'exception',
    name: 'a dispute that was decided asks for nothing',
    asOf: at('2026-11-18T12:00:00Z'),
    facts: disputeSubject({ status: 'LOST', finalizedOn: at('2026-11-12T12:00:00Z') }),
    expect: { verdict: 'not_applicable', exception: 'finalised' },
  },
  {
    kind: 'missing_fact',
    name: 'a dispute nobody gives a date for',
    asOf: at('2026-11-05T12:00:00Z'),
    facts: disputeSubject({
      evidenceDueBy: missing({ kind: 'empty', field: 'evidenceDueBy' }),
    }),
    expect: { verdict: 'unknown', message: 'due_unknown', missing: 'empty', exposure: DISPUTED },
  },
  {
    kind: 'before_effective',
    name: 'a dispute under the old conditions is not asked about',
    asOf: at('2018-05-01T12:00:00Z'),
    facts: disputeSubject({ initiatedAt: new Date('2018-04-13T12:00:00Z') }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'case',
    name: 'an inquiry costs no fee',
    asOf: DISPUTED_AT,
    facts: disputeSubject({ type: 'INQUIRY', orderId: null, orderName: null }),
    expect: { verdict: 'upcoming', exposure: DISPUTED },
  },
];

function at(instant: string): Date {
  return new Date(instant);
}
