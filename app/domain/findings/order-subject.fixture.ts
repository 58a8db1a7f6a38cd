import { known } from '#app/domain/findings/fact.ts';
import { shopContext } from '#app/domain/findings/shop-context.fixture.ts';
import type {
  OrderFulfillment,
  OrderLine,
  OrderParcel,
  OrderSubject,
  Payment,
} from '#app/domain/findings/subjects.ts';

/** When the order of the examples was placed and paid: Thursday, 1 October 2026, 10:00 in New York. */
export const ORDERED_AT = new Date('2026-10-01T14:00:00Z');

/** A consumer's order in the United States: one line of 60.00 USD and 5.00 delivery, paid by card, nothing shipped yet. */
export function orderSubject(overrides: Partial<OrderSubject> = {}): OrderSubject {
  return {
    kind: 'order',
    id: '1001',
    name: '#1001',
    shop: shopContext(),
    createdAt: ORDERED_AT,
    processedAt: ORDERED_AT,
    cancelledAt: null,
    total: { minor: 6_500, currency: 'USD' },
    buyerCountry: known('US', TOLD),
    isCompany: known(false, TOLD),
    payments: known([payment()], TOLD),
    lines: known([orderLine()], TOLD),
    refunds: known([], TOLD),
    shippingPaid: known({ minor: 500, currency: 'USD' }, TOLD),
    isShipped: known(true, TOLD),
    duties: known({ included: false, charged: null }, TOLD),
    promiseToShip: { known: false, missing: { kind: 'empty', field: 'promiseToShip' } },
    promiseToDeliver: { known: false, missing: { kind: 'empty', field: 'promiseToDeliver' } },
    fulfillments: [],
    isRenewal: false,
    notices: [],
    transitP90Days: known(12, { at: ORDERED_AT, origin: 'history' }),
    saysNoCustomsFees: known(null, { at: ORDERED_AT, origin: 'text' }),
    ...overrides,
  };
}

/** A sale of 65.00 USD by card at the time of the order. */
export function payment(overrides: Partial<Payment> = {}): Payment {
  return {
    kind: 'SALE',
    status: 'SUCCESS',
    gateway: 'shopify_payments',
    isManual: false,
    isStoreCredit: false,
    amount: { minor: 6_500, currency: 'USD' },
    processedAt: ORDERED_AT,
    ...overrides,
  };
}

/** One lamp of 60.00 USD that still has to be shipped. */
export function orderLine(overrides: Partial<OrderLine> = {}): OrderLine {
  return {
    id: '1',
    title: 'Desk lamp',
    sku: 'LAMP-1',
    productId: '501',
    variantId: '701',
    quantity: 1,
    unfulfilledQuantity: 1,
    requiresShipping: true,
    total: { minor: 6_000, currency: 'USD' },
    sellingPlan: null,
    hsCode: '940521',
    originCountry: 'CN',
    ...overrides,
  };
}

/** The one line, marked as fulfilled eight days after the order, in one parcel that no carrier has scanned. */
export function fulfillment(overrides: Partial<OrderFulfillment> = {}): OrderFulfillment {
  return {
    id: '3001',
    markedAt: new Date('2026-10-09T14:00:00Z'),
    isCancelled: false,
    lineIds: ['1'],
    parcels: [orderParcel()],
    ...overrides,
  };
}

/** A parcel from China whose carrier Lastscan can read, without a scan. */
export function orderParcel(overrides: Partial<OrderParcel> = {}): OrderParcel {
  return {
    number: 'YT2628100001234567',
    carrier: 'yunexpress',
    handedOverAt: null,
    deliveredAt: null,
    originCountry: 'CN',
    isReadable: true,
    ...overrides,
  };
}

const TOLD = { at: ORDERED_AT, origin: 'shopify' } as const;
