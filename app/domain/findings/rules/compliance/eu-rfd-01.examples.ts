import { known, missing } from '#app/domain/findings/fact.ts';
import {
  GOODS_BACK_AT,
  orderRefund,
  RETURN_ASKED_AT,
  returnSubject,
} from '#app/domain/findings/return-subject.fixture.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import { shopContext } from '#app/domain/findings/shop-context.fixture.ts';
import type { OrderRefund, Payment } from '#app/domain/findings/subjects.ts';

const usd = (minor: number) => ({ minor, currency: 'USD' });
const asked = { at: RETURN_ASKED_AT, origin: 'shopify' } as const;
/** Asked on 2 November: the 14th day after is the 16th, to midnight in New York. */
const DUE = new Date('2026-11-17T05:00:00Z');
const after = new Date('2026-11-20T12:00:00Z');
const before = new Date('2026-11-12T12:00:00Z');

const paid = (minor: number, shipping: number): readonly OrderRefund[] => [
  orderRefund({ total: usd(minor), shipping: usd(shipping) }),
];
const asCredit: readonly OrderRefund[] = [
  orderRefund({
    payments: orderRefund().payments.map((one): Payment => ({ ...one, isStoreCredit: true })),
  }),
];

export const euRfd01Examples: readonly RuleExample<'return'>[] = [
  {
    kind: 'fail',
    name: 'The goods are back, and nothing was paid for 14 days',
    asOf: after,
    facts: returnSubject(),
    expect: { verdict: 'fail', message: 'overdue', deadline: DUE, exposure: [usd(6_500)] },
  },
  {
    kind: 'fail',
    name: 'Paid back without the delivery',
    asOf: after,
    facts: returnSubject({ refunds: paid(6_000, 0) }),
    expect: { verdict: 'fail', message: 'delivery_kept', exposure: [usd(500)] },
  },
  {
    kind: 'fail',
    name: 'Paid back as store credit, although a card had paid',
    asOf: after,
    facts: returnSubject({ refunds: asCredit }),
    expect: { verdict: 'fail', message: 'credit_given', exposure: [usd(6_500)] },
  },
  {
    kind: 'fail',
    name: 'A return that was declined is a withdrawal all the same once the goods are back',
    asOf: after,
    facts: returnSubject({ status: 'DECLINED' }),
    expect: { verdict: 'fail', message: 'overdue' },
  },
  {
    kind: 'pass',
    name: 'Paid back in full',
    asOf: after,
    facts: returnSubject({ refunds: paid(6_500, 500) }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'A part of the order was returned and is paid back; its delivery is not owed',
    asOf: after,
    facts: returnSubject({
      isWholeOrder: false,
      goodsValue: usd(2_000),
      refunds: paid(2_000, 0),
    }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'A buyer in the United States is not asked about',
    asOf: after,
    facts: returnSubject({ buyerCountry: known('US', asked) }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'pass',
    name: 'A company does not withdraw',
    asOf: after,
    facts: returnSubject({ isCompany: known(true, asked) }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'pass',
    name: 'The buyer called the return off',
    asOf: after,
    facts: returnSubject({ status: 'CANCELED' }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'boundary',
    name: 'On the last instant of the 14th day it is still due',
    asOf: new Date(DUE.getTime() - 1),
    facts: returnSubject(),
    expect: { verdict: 'upcoming', message: 'due', deadline: DUE, exposure: [usd(6_500)] },
  },
  {
    kind: 'boundary',
    name: 'With the 15th day it is overdue',
    asOf: DUE,
    facts: returnSubject(),
    expect: { verdict: 'fail', message: 'overdue', deadline: DUE },
  },
  {
    kind: 'boundary',
    name: 'Asked for on the 14th day after delivery it is a withdrawal',
    asOf: before,
    facts: returnSubject({
      deliveredAt: known(new Date('2026-10-19T16:00:00Z'), { ...asked, origin: 'carrier' }),
    }),
    expect: { verdict: 'upcoming' },
  },
  {
    kind: 'case',
    name: 'Goods that came back after the 14 days are paid for on the day they came',
    asOf: new Date('2026-11-20T20:00:00Z'),
    facts: returnSubject({ goodsBackAt: known(new Date('2026-11-20T15:00:00Z'), asked) }),
    expect: { verdict: 'upcoming', deadline: new Date('2026-11-21T05:00:00Z') },
  },
  {
    kind: 'case',
    name: 'In the United Kingdom the 14 days run from the goods',
    asOf: after,
    facts: returnSubject({ buyerCountry: known('GB', asked) }),
    expect: { verdict: 'upcoming', deadline: new Date('2026-11-24T05:00:00Z') },
  },
  {
    kind: 'exception',
    name: 'The goods are not back: the money may wait',
    asOf: after,
    facts: returnSubject({ goodsBackAt: known(null, asked) }),
    expect: { verdict: 'pass', exception: 'goods_not_back' },
  },
  {
    kind: 'exception',
    name: 'Asked for on the 15th day after delivery it is the shop’s own offer',
    asOf: after,
    facts: returnSubject({
      deliveredAt: known(new Date('2026-10-18T16:00:00Z'), { ...asked, origin: 'carrier' }),
    }),
    expect: { verdict: 'not_applicable', exception: 'not_withdrawal' },
  },
  {
    kind: 'exception',
    name: 'The buyer had chosen dearer delivery, and the merchant has stated that only the difference was kept',
    asOf: after,
    facts: returnSubject({
      refunds: paid(6_300, 300),
      shop: shopContext({
        attestations: {
          'EU-RFD-01.dearer_delivery': { answer: 'yes', at: GOODS_BACK_AT, until: null, note: '' },
        },
      }),
    }),
    expect: { verdict: 'pass', exception: 'dearer_delivery' },
  },
  {
    kind: 'missing_fact',
    name: 'A part of the delivery was kept: only a person can say whether it was the dearer part',
    asOf: after,
    facts: returnSubject({ refunds: paid(6_300, 300) }),
    expect: { verdict: 'unknown', message: 'delivery_partly_kept', missing: 'attestation' },
  },
  {
    kind: 'missing_fact',
    name: 'A defect is another right: whether it is a withdrawal cannot be told',
    asOf: after,
    facts: returnSubject({ reasons: ['defective'] }),
    expect: { verdict: 'unknown', message: 'unclear', missing: 'empty' },
  },
  {
    kind: 'missing_fact',
    name: 'Whether the goods are back is not known',
    asOf: after,
    facts: returnSubject({ goodsBackAt: missing({ kind: 'scope', scope: 'read_returns' }) }),
    expect: { verdict: 'unknown', message: 'facts_missing', missing: 'scope' },
  },
  {
    kind: 'missing_fact',
    name: 'When the goods were delivered is not known',
    asOf: after,
    facts: returnSubject({ deliveredAt: missing({ kind: 'empty', field: 'deliveredAt' }) }),
    expect: { verdict: 'unknown', message: 'facts_missing', missing: 'empty' },
  },
  {
    kind: 'missing_fact',
    name: 'The goods are paid back, and what the delivery cost is not known',
    asOf: after,
    facts: returnSubject({
      refunds: paid(6_000, 0),
      shippingPaid: missing({ kind: 'not_read', field: 'shippingPaid' }),
    }),
    expect: { verdict: 'unknown', message: 'facts_missing', missing: 'not_read' },
  },
  {
    kind: 'missing_fact',
    name: 'Where the buyer is may not be read',
    asOf: after,
    facts: returnSubject({ buyerCountry: missing({ kind: 'empty', field: 'buyerCountry' }) }),
    expect: { verdict: 'unknown', message: 'facts_missing', missing: 'empty' },
  },
  {
    kind: 'missing_fact',
    name: 'Whether the buyer is a company is not known',
    asOf: after,
    facts: returnSubject({ isCompany: missing({ kind: 'not_read', field: 'isCompany' }) }),
    expect: { verdict: 'unknown', message: 'facts_missing', missing: 'not_read' },
  },
  {
    kind: 'before_effective',
    name: 'Asked for on the day before 13 June 2014',
    asOf: new Date('2014-07-01T12:00:00Z'),
    facts: returnSubject({ requestedAt: new Date('2014-06-12T16:00:00Z') }),
    expect: { verdict: 'not_applicable' },
  },
];
