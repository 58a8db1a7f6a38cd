import { known, missing } from '#app/domain/findings/fact.ts';
import {
  fulfillment,
  ORDERED_AT,
  orderLine,
  orderParcel,
  orderSubject,
} from '#app/domain/findings/order-subject.fixture.ts';
import type { RuleExample } from '#app/domain/findings/rule.ts';
import type { OrderParcel, OrderSubject } from '#app/domain/findings/subjects.ts';

const EUR = 'EUR';
const TOLD = { at: ORDERED_AT, origin: 'shopify' } as const;
/** The end of 31 October 2026 in New York, thirty days after the order. */
const END_OF_THIRTY_DAYS = at('2026-11-01T04:00:00Z');
const WHOLE_ORDER = [{ minor: 6_500, currency: EUR }];

/** An order of 65.00 EUR to Germany, whose parcels take twelve days nine times out of ten. */
function orderToGermany(overrides: Partial<OrderSubject> = {}): OrderSubject {
  return orderSubject({
    buyerCountry: known('DE', TOLD),
    total: { minor: 6_500, currency: EUR },
    ...overrides,
  });
}

/** The same, all of it in one parcel. */
function orderInParcel(parcel: Partial<OrderParcel>, overrides: Partial<OrderSubject> = {}) {
  return orderToGermany({
    lines: known([orderLine({ unfulfilledQuantity: 0 })], TOLD),
    fulfillments: [fulfillment({ parcels: [orderParcel(parcel)] })],
    ...overrides,
  });
}

const agreed = (days: number) =>
  known({ days, unit: 'calendar', from: 'delivery_method', text: null } as const, {
    at: ORDERED_AT,
    origin: 'shopify',
  });
const HANDED_OVER_IN_TIME = { handedOverAt: at('2026-10-09T18:00:00Z') };

export const euDlv01Examples: readonly RuleExample<'order'>[] = [
  {
    kind: 'fail',
    name: 'thirty days without a delivery, though the parcel was handed over in time',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderInParcel(HANDED_OVER_IN_TIME),
    expect: {
      verdict: 'fail',
      message: 'missed',
      deadline: END_OF_THIRTY_DAYS,
      exposure: WHOLE_ORDER,
    },
  },
  {
    kind: 'fail',
    name: 'an agreed time of ten days ends before the thirty do',
    asOf: at('2026-10-12T04:00:00Z'),
    facts: orderToGermany({ promiseToDeliver: agreed(10) }),
    expect: { verdict: 'fail', message: 'missed', deadline: at('2026-10-12T04:00:00Z') },
  },
  {
    kind: 'fail',
    name: 'in the United Kingdom as well',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderToGermany({ buyerCountry: known('GB', TOLD) }),
    expect: { verdict: 'fail', message: 'missed', exposure: WHOLE_ORDER },
  },
  {
    kind: 'fail',
    name: 'a parcel that came leaves only the missing lines at risk',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderToGermany({
      lines: known(
        [
          orderLine({ unfulfilledQuantity: 0 }),
          orderLine({ id: '2', title: 'Bulbs', total: { minor: 2_000, currency: EUR } }),
        ],
        TOLD,
      ),
      fulfillments: [
        fulfillment({
          parcels: [orderParcel({ deliveredAt: at('2026-10-20T10:00:00Z') })],
        }),
      ],
    }),
    expect: { verdict: 'fail', exposure: [{ minor: 2_000, currency: EUR }] },
  },
  {
    kind: 'pass',
    name: 'delivered on the last day',
    asOf: at('2026-11-10T12:00:00Z'),
    facts: orderInParcel({ deliveredAt: at('2026-10-31T16:00:00Z') }),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'pass',
    name: 'on its way with time to spare',
    asOf: at('2026-10-20T12:00:00Z'),
    facts: orderInParcel(HANDED_OVER_IN_TIME),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'case',
    name: 'a cancelled order is not waited for',
    asOf: at('2026-11-10T12:00:00Z'),
    facts: orderToGermany({ cancelledAt: at('2026-10-20T12:00:00Z') }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'boundary',
    name: 'the last moment of the thirtieth day is in time',
    asOf: at('2026-11-01T03:59:59Z'),
    facts: orderInParcel(HANDED_OVER_IN_TIME),
    expect: { verdict: 'upcoming', message: 'due_soon', deadline: END_OF_THIRTY_DAYS },
  },
  {
    kind: 'boundary',
    name: 'twelve days and a moment before the end, a parcel could still make it',
    asOf: at('2026-10-20T03:59:59Z'),
    facts: orderToGermany(),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'twelve days before the end, one that has not left hardly can',
    asOf: at('2026-10-20T04:00:00Z'),
    facts: orderToGermany(),
    expect: { verdict: 'upcoming', message: 'cannot_arrive', deadline: END_OF_THIRTY_DAYS },
  },
  {
    kind: 'case',
    name: 'handed over too late for its way, it warns at once',
    asOf: at('2026-10-21T12:00:00Z'),
    facts: orderInParcel({ handedOverAt: at('2026-10-21T10:00:00Z') }),
    expect: { verdict: 'upcoming', message: 'cannot_arrive' },
  },
  {
    kind: 'case',
    name: 'a part that has not left decides, though another was handed over later than it should',
    asOf: at('2026-10-20T12:00:00Z'),
    facts: orderInParcel(
      { handedOverAt: at('2026-10-21T10:00:00Z') },
      { lines: known([orderLine({ quantity: 2 })], TOLD) },
    ),
    expect: { verdict: 'upcoming', message: 'cannot_arrive' },
  },
  {
    kind: 'case',
    name: 'where no way was measured, it warns seven days before the end',
    asOf: at('2026-10-24T04:00:00Z'),
    facts: orderToGermany({
      transitP90Days: missing({ kind: 'history', since: ORDERED_AT, days: 90 }),
    }),
    expect: { verdict: 'upcoming', message: 'due_soon' },
  },
  {
    kind: 'case',
    name: 'a buyer who agreed to a new day moves the date',
    asOf: at('2026-11-21T05:00:00Z'),
    facts: orderToGermany({
      notices: [
        {
          sentAt: at('2026-10-25T12:00:00Z'),
          newShipBy: at('2026-11-20T12:00:00Z'),
          answer: 'accepted',
        },
      ],
    }),
    expect: { verdict: 'fail', message: 'missed', deadline: at('2026-11-21T05:00:00Z') },
  },
  {
    kind: 'case',
    name: 'silence to a notice agrees to nothing',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderToGermany({
      notices: [
        {
          sentAt: at('2026-10-25T12:00:00Z'),
          newShipBy: at('2026-11-20T12:00:00Z'),
          answer: 'none',
        },
      ],
    }),
    expect: { verdict: 'fail', message: 'missed', deadline: END_OF_THIRTY_DAYS },
  },
  {
    kind: 'case',
    name: 'a buyer in the United States is protected by other law',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderSubject(),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'case',
    name: 'an order that is picked up is not delivered',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderToGermany({ isShipped: known(false, TOLD) }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'exception',
    name: 'a company is no consumer',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderToGermany({ isCompany: known(true, TOLD) }),
    expect: { verdict: 'not_applicable', exception: 'company' },
  },
  {
    kind: 'exception',
    name: 'a later day that was agreed takes the place of the thirty days',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderInParcel(HANDED_OVER_IN_TIME, { promiseToDeliver: agreed(60) }),
    expect: { verdict: 'pass', exception: 'other_date_agreed' },
  },
  {
    kind: 'missing_fact',
    name: 'an order that goes nobody knows where is not known',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderToGermany({
      buyerCountry: missing({ kind: 'empty', field: 'shippingAddress' }),
    }),
    expect: { verdict: 'unknown', message: 'country_unknown', missing: 'empty' },
  },
  {
    kind: 'missing_fact',
    name: 'an order whose lines were not read is not known',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderToGermany({ lines: missing({ kind: 'not_read', field: 'lineItems' }) }),
    expect: { verdict: 'unknown', message: 'order_unread', missing: 'not_read' },
  },
  {
    kind: 'missing_fact',
    name: 'a parcel without a number may have come',
    asOf: END_OF_THIRTY_DAYS,
    facts: orderInParcel({ number: null }),
    expect: { verdict: 'unknown', message: 'delivery_unknown', missing: 'empty' },
  },
  {
    kind: 'before_effective',
    name: 'an order of the day before the law is not asked about',
    asOf: at('2014-09-01T12:00:00Z'),
    facts: orderToGermany({ processedAt: at('2014-06-12T12:00:00Z') }),
    expect: { verdict: 'not_applicable' },
  },
];

function at(instant: string): Date {
  return new Date(instant);
}
