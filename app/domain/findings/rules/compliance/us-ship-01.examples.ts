import { known } from '#app/domain/findings/fact.ts';
import {
  fulfillment,
  ORDERED_AT,
  orderLine,
  orderParcel,
  orderSubject,
  payment,
} from '#app/domain/findings/order-subject.fixture.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import type { DelayNotice, Promised } from '#app/domain/findings/subjects.ts';

const USD = 'USD';
const WHOLE_ORDER = [{ minor: 6_500, currency: USD }];
/** The end of 31 October 2026 in New York, thirty days after the order. */
const END_OF_THIRTY_DAYS = at('2026-11-01T04:00:00Z');
const LAPSES_AT = at('2026-12-01T05:00:00Z');
const TOLD = { at: ORDERED_AT, origin: 'shopify' } as const;

const handedOver = (instant: string) =>
  fulfillment({ parcels: [orderParcel({ handedOverAt: at(instant) })] });
const promised = (value: Promised) => known(value, { at: ORDERED_AT, origin: 'merchant' });

/** A notice of 25 October 2026 that names 20 November as the new date. */
function notice(overrides: Partial<DelayNotice> = {}): DelayNotice {
  return {
    sentAt: at('2026-10-25T15:00:00Z'),
    newShipBy: at('2026-11-20T17:00:00Z'),
    answer: 'none',
    ...overrides,
  };
}
const LONG = notice({ newShipBy: at('2026-12-15T17:00:00Z') });
const AGAIN = notice({
  sentAt: at('2026-11-15T15:00:00Z'),
  newShipBy: at('2026-12-01T17:00:00Z'),
});

export const usShip01Examples: readonly RuleExample<'order'>[] = [
  {
    kind: 'case',
    name: 'paid on 1 October without a promise or a scan: upcoming all through 31 October',
    asOf: at('2026-11-01T03:59:59Z'),
    facts: orderSubject(),
    expect: {
      verdict: 'upcoming',
      message: 'due_now',
      deadline: END_OF_THIRTY_DAYS,
      exposure: WHOLE_ORDER,
    },
  },
  {
    kind: 'case',
    name: 'paid on 1 October without a promise or a scan: fails on 1 November',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderSubject(),
    expect: {
      verdict: 'fail',
      message: 'missed',
      deadline: END_OF_THIRTY_DAYS,
      exposure: WHOLE_ORDER,
    },
  },
  {
    kind: 'case',
    name: 'a label on 30 October changes nothing',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderSubject({
      lines: known([orderLine({ unfulfilledQuantity: 0 })], TOLD),
      fulfillments: [fulfillment({ markedAt: at('2026-10-30T15:00:00Z') })],
    }),
    expect: { verdict: 'fail', message: 'missed', exposure: WHOLE_ORDER },
  },
  {
    kind: 'case',
    name: 'a pickup on 31 October passes',
    asOf: at('2026-11-05T12:00:00Z'),
    facts: orderSubject({
      lines: known([orderLine({ unfulfilledQuantity: 0 })], TOLD),
      fulfillments: [handedOver('2026-10-31T20:00:00Z')],
    }),
    expect: { verdict: 'pass', deadline: null },
  },
  {
    kind: 'fail',
    name: 'a stated time of five business days ends before the thirty days do',
    asOf: at('2026-10-09T04:00:00Z'),
    facts: orderSubject({
      promiseToShip: promised({ days: 5, unit: 'business', from: 'merchant_setting', text: null }),
    }),
    expect: { verdict: 'fail', message: 'missed', deadline: at('2026-10-09T04:00:00Z') },
  },
  {
    kind: 'fail',
    name: 'once part of an order has left, only the lines that have not are at risk',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderSubject({
      lines: known(
        [
          orderLine({ unfulfilledQuantity: 0 }),
          orderLine({
            id: '2',
            title: 'Bulbs',
            quantity: 4,
            unfulfilledQuantity: 3,
            total: { minor: 2_000, currency: USD },
          }),
        ],
        TOLD,
      ),
      fulfillments: [
        { ...handedOver('2026-10-12T20:00:00Z'), lineIds: ['1', '2'] },
        fulfillment({ id: '3002', lineIds: ['2'], isCancelled: true }),
      ],
    }),
    expect: { verdict: 'fail', exposure: [{ minor: 1_500, currency: USD }] },
  },
  {
    kind: 'pass',
    name: 'early in the thirty days nothing is asked',
    asOf: at('2026-10-02T14:00:00Z'),
    facts: orderSubject(),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'a cancelled order has nothing left to be shipped',
    asOf: at('2026-11-02T14:00:00Z'),
    facts: orderSubject({ cancelledAt: at('2026-10-20T14:00:00Z') }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'an order that is not paid starts no clock',
    asOf: at('2026-11-02T14:00:00Z'),
    facts: orderSubject({ payments: known([payment({ status: 'PENDING' })], TOLD) }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'a buyer who agreed to wait without a date may cancel, but no date runs',
    asOf: at('2027-03-01T14:00:00Z'),
    facts: orderSubject({ notices: [notice({ newShipBy: null, answer: 'accepted' })] }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'eight days before the last one it is quiet',
    asOf: at('2026-10-24T03:59:59Z'),
    facts: orderSubject(),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'seven days before the last one it warns',
    asOf: at('2026-10-24T04:00:00Z'),
    facts: orderSubject(),
    expect: { verdict: 'upcoming', message: 'due_soon', deadline: END_OF_THIRTY_DAYS },
  },
  {
    kind: 'boundary',
    name: 'two days before the last one it asks for the notice',
    asOf: at('2026-10-29T04:00:00Z'),
    facts: orderSubject(),
    expect: { verdict: 'upcoming', message: 'due_now' },
  },
  {
    kind: 'boundary',
    name: 'silence consents to a first new date thirty days later',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderSubject({ notices: [notice({ newShipBy: at('2026-11-30T17:00:00Z') })] }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'a first new date thirty-one days later needs a yes, else the order lapses thirty days after the first date',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderSubject({ notices: [notice({ newShipBy: at('2026-12-01T17:00:00Z') })] }),
    expect: {
      verdict: 'upcoming',
      message: 'asked_first',
      deadline: LAPSES_AT,
      exposure: WHOLE_ORDER,
    },
  },
  {
    kind: 'case',
    name: 'a longer delay nobody agreed to lapses thirty days after the first date',
    asOf: LAPSES_AT,
    facts: orderSubject({ notices: [LONG] }),
    expect: { verdict: 'fail', message: 'lapsed', deadline: LAPSES_AT, exposure: WHOLE_ORDER },
  },
  {
    kind: 'case',
    name: 'a longer delay the buyer agreed to runs to its own date',
    asOf: at('2026-12-15T12:00:00Z'),
    facts: orderSubject({ notices: [{ ...LONG, answer: 'accepted' }] }),
    expect: { verdict: 'upcoming', message: 'due_now', deadline: at('2026-12-16T05:00:00Z') },
  },
  {
    kind: 'case',
    name: 'an undated first notice needs a yes',
    asOf: at('2026-11-10T12:00:00Z'),
    facts: orderSubject({ notices: [notice({ newShipBy: null })] }),
    expect: { verdict: 'upcoming', message: 'asked_first', deadline: LAPSES_AT },
  },
  {
    kind: 'case',
    name: 'silence rejects a second delay: the order lapses on the last date given',
    asOf: at('2026-11-16T12:00:00Z'),
    facts: orderSubject({ notices: [notice(), AGAIN] }),
    expect: { verdict: 'upcoming', message: 'asked_again', deadline: at('2026-11-21T05:00:00Z') },
  },
  {
    kind: 'case',
    name: 'a second delay the buyer agreed to holds',
    asOf: at('2026-11-22T12:00:00Z'),
    facts: orderSubject({ notices: [notice(), { ...AGAIN, answer: 'accepted' }] }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'case',
    name: 'a new date that passes without another notice fails',
    asOf: at('2026-11-21T05:00:00Z'),
    facts: orderSubject({ notices: [notice()] }),
    expect: {
      verdict: 'fail',
      message: 'new_date_missed',
      deadline: at('2026-11-21T05:00:00Z'),
    },
  },
  {
    kind: 'case',
    name: 'a notice that comes after the date moves nothing',
    asOf: at('2026-11-03T12:00:00Z'),
    facts: orderSubject({ notices: [notice({ sentAt: at('2026-11-02T12:00:00Z') })] }),
    expect: { verdict: 'fail', message: 'notice_late', deadline: END_OF_THIRTY_DAYS },
  },
  {
    kind: 'case',
    name: 'a buyer who cancels instead of waiting is owed the refund',
    asOf: at('2026-10-27T12:00:00Z'),
    facts: orderSubject({ notices: [notice({ answer: 'cancelled' })] }),
    expect: { verdict: 'fail', message: 'buyer_cancelled', deadline: null, exposure: WHOLE_ORDER },
  },
  {
    kind: 'case',
    name: 'beside a service, the goods and their delivery are at risk, not the service',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderSubject({
      lines: known(
        [orderLine(), orderLine({ id: '2', title: 'Assembly', requiresShipping: false })],
        TOLD,
      ),
    }),
    expect: { verdict: 'fail', exposure: [{ minor: 6_500, currency: USD }] },
  },
  {
    kind: 'case',
    name: 'what was paid back already is no longer at risk',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderSubject({
      refunds: known(
        [
          {
            id: '9',
            createdAt: at('2026-10-20T12:00:00Z'),
            total: { minor: 1_000, currency: USD },
            shipping: { minor: 0, currency: USD },
            payments: [],
            returnId: null,
          },
        ],
        TOLD,
      ),
    }),
    expect: { verdict: 'fail', exposure: [{ minor: 5_500, currency: USD }] },
  },
  {
    kind: 'case',
    name: 'a buyer abroad is protected by other law',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderSubject({ buyerCountry: known('DE', TOLD) }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'case',
    name: 'an order that is picked up is not shipped',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderSubject({ isShipped: known(false, TOLD) }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'exception',
    name: 'services are no merchandise',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderSubject({ lines: known([orderLine({ requiresShipping: false })], TOLD) }),
    expect: { verdict: 'not_applicable', exception: 'services' },
  },
  {
    kind: 'exception',
    name: 'cash on delivery is left out',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderSubject({
      payments: known(
        [payment({ status: 'PENDING', isManual: true, gateway: 'Cash on Delivery (COD)' })],
        TOLD,
      ),
    }),
    expect: { verdict: 'not_applicable', exception: 'cash_on_delivery' },
  },
  {
    kind: 'exception',
    name: 'seeds are left out',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderSubject({ lines: known([orderLine({ hsCode: '120930' })], TOLD) }),
    expect: { verdict: 'not_applicable', exception: 'seeds_and_plants' },
  },
  {
    kind: 'exception',
    name: 'orders of a subscription after its first are left out',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderSubject({ isRenewal: true }),
    expect: { verdict: 'not_applicable', exception: 'later_subscription_order' },
  },
  {
    kind: 'missing_fact',
    name: 'an order whose country may not be read is not known',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderSubject({
      buyerCountry: { known: false, missing: { kind: 'empty', field: 'shippingAddress' } },
    }),
    expect: { verdict: 'unknown', message: 'country_unknown', missing: 'empty' },
  },
  {
    kind: 'missing_fact',
    name: 'an order whose payments were not read is not known',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderSubject({
      payments: { known: false, missing: { kind: 'not_read', field: 'transactions' } },
    }),
    expect: { verdict: 'unknown', message: 'order_unread', missing: 'not_read' },
  },
  {
    kind: 'missing_fact',
    name: 'a parcel of a carrier that cannot be read may have left',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderSubject({
      lines: known([orderLine({ unfulfilledQuantity: 0 })], TOLD),
      fulfillments: [fulfillment({ parcels: [orderParcel({ isReadable: false })] })],
    }),
    expect: { verdict: 'unknown', message: 'handover_unknown', missing: 'empty' },
  },
  {
    kind: 'before_effective',
    name: 'an order of 2013 is not asked about',
    asOf: at('2014-03-01T12:00:00Z'),
    facts: orderSubject({
      createdAt: at('2013-12-08T12:00:00Z'),
      payments: known([payment({ processedAt: at('2013-12-08T12:00:00Z') })], TOLD),
    }),
    expect: { verdict: 'not_applicable' },
  },
];

function at(instant: string): Date {
  return new Date(instant);
}
