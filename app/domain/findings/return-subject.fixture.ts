import { known } from '#app/domain/findings/fact.ts';
import { shopContext } from '#app/domain/findings/shop-context.fixture.ts';
import type { OrderRefund, ReturnSubject } from '#app/domain/findings/subjects.ts';

/** When the return of the examples was asked for: Monday, 2 November 2026, 11:00 in New York, four days after delivery. */
export const RETURN_ASKED_AT = new Date('2026-11-02T16:00:00Z');
/** When its goods were back: a week later. */
export const GOODS_BACK_AT = new Date('2026-11-09T15:00:00Z');

/** A whole order that a consumer in Germany did not want after all: 60.00 USD and 5.00 delivery, back, not paid back yet. */
export function returnSubject(overrides: Partial<ReturnSubject> = {}): ReturnSubject {
  return {
    kind: 'return',
    id: '9001',
    shop: shopContext(),
    orderId: '1001',
    orderName: '#1001',
    buyerCountry: known('DE', TOLD),
    isCompany: known(false, TOLD),
    status: 'OPEN',
    requestedAt: RETURN_ASKED_AT,
    reasons: ['unwanted'],
    deliveredAt: known(new Date('2026-10-29T09:00:00Z'), {
      at: RETURN_ASKED_AT,
      origin: 'carrier',
    }),
    goodsBackAt: known(GOODS_BACK_AT, { at: GOODS_BACK_AT, origin: 'shopify' }),
    goodsValue: { minor: 6_000, currency: 'USD' },
    shippingPaid: known({ minor: 500, currency: 'USD' }, TOLD),
    isWholeOrder: true,
    refunds: [],
    paidBy: ['shopify_payments'],
    ...overrides,
  };
}

/** Everything paid back to the card on 10 November, for the return of the examples. */
export function orderRefund(overrides: Partial<OrderRefund> = {}): OrderRefund {
  const createdAt = overrides.createdAt ?? new Date('2026-11-10T15:00:00Z');
  const total = overrides.total ?? { minor: 6_500, currency: 'USD' };
  return {
    id: '8001',
    createdAt,
    total,
    shipping: { minor: 500, currency: 'USD' },
    payments: [
      {
        kind: 'REFUND',
        status: 'SUCCESS',
        gateway: 'shopify_payments',
        isManual: false,
        isStoreCredit: false,
        amount: total,
        processedAt: createdAt,
      },
    ],
    returnId: '9001',
    ...overrides,
  };
}

const TOLD = { at: RETURN_ASKED_AT, origin: 'shopify' } as const;
