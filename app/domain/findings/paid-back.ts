import type { OrderRefund } from '#app/domain/findings/subjects.ts';

/** What was paid back in one currency, in its minor units. */
export interface PaidBack {
  /** By transactions that succeeded, to where money came from. */
  money: number;
  /** As store credit or a gift card. */
  credit: number;
  /** Of `money`, outbound delivery. */
  delivery: number;
  /** When the last of it went; null: nothing did. */
  lastAt: Date | null;
}

/**
 * Adds refunds up. A refund counts by its transactions that succeeded; one without any was paid outside Shopify and counts
 * as it was recorded. Other currencies are left out: they cannot be held against what was paid in this one.
 */
export function paidBack(refunds: readonly OrderRefund[], currency: string): PaidBack {
  const sum: PaidBack = { money: 0, credit: 0, delivery: 0, lastAt: null };
  for (const refund of refunds.filter(({ total }) => total.currency === currency)) {
    const done = refund.payments.filter(
      ({ kind, status, amount }) =>
        kind === 'REFUND' && status === 'SUCCESS' && amount.currency === currency,
    );
    const add = (isCredit: boolean) =>
      done
        .filter(({ isStoreCredit }) => isStoreCredit === isCredit)
        .reduce((minor, { amount }) => minor + amount.minor, 0);
    const money = refund.payments.length === 0 ? refund.total.minor : add(false);
    sum.money += money;
    sum.credit += add(true);
    if (money > 0) sum.delivery += Math.min(money, refund.shipping.minor);
    if (money > 0 && (sum.lastAt === null || refund.createdAt > sum.lastAt))
      sum.lastAt = refund.createdAt;
  }
  return sum;
}
