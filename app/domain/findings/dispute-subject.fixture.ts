import { known } from '#app/domain/findings/fact.ts';
import { shopContext } from '#app/domain/findings/shop-context.fixture.ts';
import type { DisputeSubject } from '#app/domain/findings/subjects.ts';

/** When the dispute of the examples was opened: Monday, 2 November 2026, 10:00 in New York. */
export const DISPUTED_AT = new Date('2026-11-02T15:00:00Z');

/** A chargeback of 65.00 USD, "not received", with evidence due on 16 November 2026; delivered to the buyer's postcode. */
export function disputeSubject(overrides: Partial<DisputeSubject> = {}): DisputeSubject {
  return {
    kind: 'dispute',
    id: '7001',
    shop: shopContext(),
    orderId: '1001',
    orderName: '#1001',
    status: 'NEEDS_RESPONSE',
    type: 'CHARGEBACK',
    reason: 'PRODUCT_NOT_RECEIVED',
    networkReasonCode: '13.1',
    amount: { minor: 6_500, currency: 'USD' },
    initiatedAt: DISPUTED_AT,
    evidenceDueBy: known(new Date('2026-11-16T20:00:00Z'), { at: DISPUTED_AT, origin: 'shopify' }),
    evidenceSentOn: null,
    finalizedOn: null,
    gateway: 'shopify_payments',
    orderTotal: { minor: 6_500, currency: 'USD' },
    deliveredAt: new Date('2026-10-24T15:00:00Z'),
    isPostcodeMatched: true,
    hasNumber: true,
    ...overrides,
  };
}
