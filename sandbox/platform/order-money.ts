import type { WorldTransaction } from '#sandbox/world/shop-side.ts';
import type { OrderRecord } from './records.ts';
import type { ShopStore } from './shop-store.ts';

/** Amounts of an order in minor units of its currency. */
export interface OrderMoney {
  goods: number;
  shipping: number;
  /** Null: none were charged or known. */
  duties: number | null;
  /** Successful sales and captures. */
  received: number;
  refunded: number;
  refundedShipping: number;
  status: FinancialStatus;
}

/** `displayFinancialStatus`, as far as the sandbox's orders get. */
export type FinancialStatus =
  | 'AUTHORIZED'
  | 'PAID'
  | 'PARTIALLY_PAID'
  | 'PARTIALLY_REFUNDED'
  | 'PENDING'
  | 'REFUNDED'
  | 'VOIDED';

export function moneyOf(order: OrderRecord, { side }: ShopStore): OrderMoney {
  const { transactions, shippingMinor, dutiesMinor } = side.moreOf(order);
  const refunds = side.refunds.of(order.id);
  const received = sumOf(transactions.filter(isReceived).map(({ amountMinor }) => amountMinor));
  const refunded = sumOf(refunds.map(({ totalMinor }) => totalMinor));
  return {
    goods: sumOf(order.lineItems.map((line) => line.unitMinor * line.quantity)),
    shipping: shippingMinor,
    duties: dutiesMinor,
    received,
    refunded,
    refundedShipping: sumOf(refunds.map((refund) => refund.shippingMinor)),
    status: statusOf({ total: order.totalMinor, received, refunded }, transactions),
  };
}

function statusOf(
  { total, received, refunded }: { total: number; received: number; refunded: number },
  transactions: readonly WorldTransaction[],
): FinancialStatus {
  if (refunded > 0) return refunded >= received ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
  if (received > 0) return received >= total ? 'PAID' : 'PARTIALLY_PAID';
  const has = (kind: WorldTransaction['kind']) =>
    transactions.some((each) => each.kind === kind && each.status === 'SUCCESS');
  if (has('VOID')) return 'VOIDED';
  return has('AUTHORIZATION') ? 'AUTHORIZED' : 'PENDING';
}

function isReceived({ kind, status }: WorldTransaction): boolean {
  return status === 'SUCCESS' && (kind === 'SALE' || kind === 'CAPTURE');
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
