import { known, missing } from '#app/domain/findings/fact.ts';
import {
  fulfillment,
  ORDERED_AT,
  orderLine,
  orderParcel,
  orderSubject,
  payment,
} from '#app/domain/findings/order-subject.fixture.ts';
import { orderRefund } from '#app/domain/findings/return-subject.fixture.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import type { OrderRefund, OrderSubject, Payment } from '#app/domain/findings/subjects.ts';

const usd = (minor: number) => ({ minor, currency: 'USD' });
const told = { at: ORDERED_AT, origin: 'shopify' } as const;
const unread = missing<never>({ kind: 'not_read', field: 'order' });

/** Friday, 20 November 2026, 15:00 in New York. Thanksgiving is the Thursday after. */
const CANCELLED_AT = new Date('2026-11-20T20:00:00Z');
/** The end of Wednesday, 2 December. */
const DUE = new Date('2026-12-03T05:00:00Z');
/** Paid on 1 October without a promise: the time to ship ends with 31 October, a Saturday. */
const LAPSES_AT = new Date('2026-11-01T04:00:00Z');
const LAPSE_DUE = new Date('2026-11-11T05:00:00Z');

const cancelled = (more: Partial<OrderSubject> = {}) =>
  orderSubject({
    cancelledAt: CANCELLED_AT,
    createdAt: NOVEMBER,
    ...more,
    ...paidOn(NOVEMBER, more),
  });
const NOVEMBER = new Date('2026-11-18T15:00:00Z');

/** Paid by card on a day, unless payments are given. */
function paidOn(at: Date, { payments }: Partial<OrderSubject>): Pick<OrderSubject, 'payments'> {
  return { payments: payments ?? known([payment({ processedAt: at })], told) };
}

function refunded(minor: number, how: Partial<Payment> = {}): Pick<OrderSubject, 'refunds'> {
  const base = orderRefund({ total: usd(minor), returnId: null });
  const refund: OrderRefund = {
    ...base,
    payments: base.payments.map((one) => ({ ...one, ...how })),
  };
  return { refunds: known([refund], told) };
}

const shippedOn = (handedOverAt: Date | null, isReadable = true) => ({
  lines: known([orderLine({ unfulfilledQuantity: 0 })], told),
  fulfillments: [fulfillment({ parcels: [orderParcel({ handedOverAt, isReadable })] })],
});
const asOf = new Date('2026-11-25T15:00:00Z');

export const usRfd01Examples: readonly RuleExample<'order'>[] = [
  {
    kind: 'case',
    name: 'Cancelled Friday 20 November 2026: US refund due Wednesday 2 December (Thanksgiving skipped)',
    asOf,
    facts: cancelled(),
    expect: { verdict: 'upcoming', message: 'due', deadline: DUE, exposure: [usd(6_500)] },
  },
  {
    kind: 'boundary',
    name: 'On the last instant of 2 December it is still due',
    asOf: new Date(DUE.getTime() - 1),
    facts: cancelled(),
    expect: { verdict: 'upcoming', deadline: DUE },
  },
  {
    kind: 'boundary',
    name: 'With 3 December it is overdue',
    asOf: DUE,
    facts: cancelled(),
    expect: { verdict: 'fail', message: 'overdue', deadline: DUE, exposure: [usd(6_500)] },
  },
  {
    kind: 'boundary',
    name: 'Before the time to ship has run out nobody has a right to the money',
    asOf: new Date(LAPSES_AT.getTime() - 1),
    facts: orderSubject(),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'When it runs out without a notice the order has lapsed, and the money is owed',
    asOf: LAPSES_AT,
    facts: orderSubject(),
    expect: { verdict: 'upcoming', message: 'due_lapsed', deadline: LAPSE_DUE },
  },
  {
    kind: 'fail',
    name: 'Lapsed, and not paid back for seven working days',
    asOf,
    facts: orderSubject(),
    expect: { verdict: 'fail', message: 'overdue_lapsed', deadline: LAPSE_DUE },
  },
  {
    kind: 'fail',
    name: 'Paid back as store credit',
    asOf: new Date('2026-12-05T15:00:00Z'),
    facts: cancelled(refunded(6_500, { isStoreCredit: true, gateway: 'shopify_store_credit' })),
    expect: { verdict: 'fail', message: 'credit_given', exposure: [usd(6_500)] },
  },
  {
    kind: 'fail',
    name: 'Paid back without the delivery charge',
    asOf: new Date('2026-12-05T15:00:00Z'),
    facts: cancelled(refunded(6_000)),
    expect: { verdict: 'fail', message: 'overdue', exposure: [usd(500)] },
  },
  {
    kind: 'fail',
    name: 'A refund that failed pays nothing back',
    asOf: new Date('2026-12-05T15:00:00Z'),
    facts: cancelled(refunded(6_500, { status: 'FAILURE' })),
    expect: { verdict: 'fail', message: 'overdue' },
  },
  {
    kind: 'fail',
    name: 'Handed over a day after the cancellation',
    asOf: new Date('2026-12-05T15:00:00Z'),
    facts: cancelled(shippedOn(new Date('2026-11-21T20:00:00Z'))),
    expect: { verdict: 'fail', message: 'overdue' },
  },
  {
    kind: 'fail',
    name: 'Of two lines one has left; the other lapsed, and only its price is owed',
    asOf,
    facts: orderSubject({
      lines: known(
        [
          orderLine({ unfulfilledQuantity: 0 }),
          orderLine({ id: '2', title: 'Bulb', total: usd(900) }),
        ],
        told,
      ),
      fulfillments: [
        fulfillment({ parcels: [orderParcel({ handedOverAt: new Date('2026-10-10T14:00:00Z') })] }),
      ],
    }),
    expect: { verdict: 'fail', message: 'overdue_lapsed', exposure: [usd(900)] },
  },
  {
    kind: 'pass',
    name: 'Paid back in full the next day',
    asOf,
    facts: cancelled(refunded(6_500)),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'A cancelled order of which only an authorization was taken',
    asOf,
    facts: cancelled({ payments: known([payment({ kind: 'AUTHORIZATION' })], told) }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'pass',
    name: 'The buyer agreed to wait for as long as it takes',
    asOf,
    facts: orderSubject({
      notices: [{ sentAt: new Date('2026-10-20T14:00:00Z'), newShipBy: null, answer: 'accepted' }],
    }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'case',
    name: 'A buyer who cancels in answer to a notice of delay has a right to the money from then on',
    asOf: new Date('2026-10-22T14:00:00Z'),
    facts: orderSubject({
      notices: [{ sentAt: new Date('2026-10-20T14:00:00Z'), newShipBy: null, answer: 'cancelled' }],
    }),
    expect: { verdict: 'upcoming', message: 'due', deadline: new Date('2026-10-30T04:00:00Z') },
  },
  {
    kind: 'pass',
    name: 'A buyer in Germany is not asked about',
    asOf,
    facts: cancelled({ buyerCountry: known('DE', told) }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'pass',
    name: 'An order to be picked up is not asked about',
    asOf,
    facts: cancelled({ isShipped: known(false, told) }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'exception',
    name: 'Handed over before the cancellation arrived',
    asOf,
    facts: cancelled(shippedOn(new Date('2026-11-20T19:59:59Z'))),
    expect: { verdict: 'not_applicable', exception: 'shipped_first' },
  },
  {
    kind: 'exception',
    name: 'Shipped late, and nobody had cancelled',
    asOf,
    facts: orderSubject(shippedOn(new Date('2026-11-05T14:00:00Z'))),
    expect: { verdict: 'not_applicable', exception: 'shipped_first' },
  },
  {
    kind: 'exception',
    name: 'Nothing to ship',
    asOf,
    facts: cancelled({ lines: known([orderLine({ requiresShipping: false })], told) }),
    expect: { verdict: 'not_applicable', exception: 'services' },
  },
  {
    kind: 'exception',
    name: 'Cash on delivery',
    asOf,
    facts: cancelled({
      payments: known([payment({ gateway: 'Cash on Delivery (COD)', isManual: true })], told),
    }),
    expect: { verdict: 'not_applicable', exception: 'cash_on_delivery' },
  },
  {
    kind: 'exception',
    name: 'Seeds',
    asOf,
    facts: cancelled({ lines: known([orderLine({ hsCode: '120991' })], told) }),
    expect: { verdict: 'not_applicable', exception: 'seeds_and_plants' },
  },
  {
    kind: 'exception',
    name: 'A later order of a subscription',
    asOf,
    facts: cancelled({ isRenewal: true }),
    expect: { verdict: 'not_applicable', exception: 'later_subscription_order' },
  },
  {
    kind: 'missing_fact',
    name: 'Where the buyer is may not be read',
    asOf,
    facts: cancelled({ buyerCountry: missing({ kind: 'empty', field: 'buyerCountry' }) }),
    expect: { verdict: 'unknown', message: 'country_unknown', missing: 'empty' },
  },
  {
    kind: 'missing_fact',
    name: 'Refunds have not been read yet',
    asOf,
    facts: cancelled({ refunds: unread }),
    expect: { verdict: 'unknown', message: 'order_unread', missing: 'not_read' },
  },
  {
    kind: 'missing_fact',
    name: 'Whether the goods left before the cancellation cannot be read from the carrier',
    asOf,
    facts: cancelled(shippedOn(null, false)),
    expect: { verdict: 'unknown', message: 'handover_unknown', missing: 'empty' },
  },
  {
    kind: 'before_effective',
    name: 'Ordered on the day before 8 December 2014',
    asOf: new Date('2014-12-20T15:00:00Z'),
    facts: orderSubject({
      createdAt: new Date('2014-12-07T15:00:00Z'),
      cancelledAt: new Date('2014-12-08T15:00:00Z'),
      ...paidOn(new Date('2014-12-07T15:00:00Z'), {}),
    }),
    expect: { verdict: 'not_applicable' },
  },
];
