import { paidBack } from '#app/domain/findings/paid-back.ts';
import type { ReturnSubject } from '#app/domain/findings/subjects.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** What a buyer who withdraws gets back, and what of it is open. Amounts in the currency of the goods. */
export interface WithdrawalDebt {
  owed: Money;
  paid: Money;
  open: Money;
  /** When the last of it was paid back; null: nothing was. */
  paidAt: Date | null;
  rest:
    | 'nothing'
    | 'goods' // of the goods' price something is open
    | 'credit_given' // the same, and store credit was given instead
    | 'delivery_kept' // the goods are paid back, of the delivery nothing is
    | 'delivery_partly_kept' // the goods are paid back, of the delivery a part is
    | 'delivery_unknown'; // the goods are paid back, and what the delivery cost is not known
}

/**
 * The goods' price, and with a whole order what was paid for its delivery (Directive 2011/83/EU, Article 13). Store credit
 * counts only where store credit had paid. Refunds that name no return count from the day the return was asked for.
 */
export function withdrawalDebt(subject: ReturnSubject): WithdrawalDebt {
  const { goodsValue, isWholeOrder, shippingPaid, requestedAt } = subject;
  const { currency } = goodsValue;
  const back = paidBack(
    subject.refunds.filter(
      ({ returnId, createdAt }) =>
        returnId === subject.id || (returnId === null && createdAt >= requestedAt),
    ),
    currency,
  );
  const isCreditMoney = subject.paidBy.some((gateway) => STORE_CREDIT.test(gateway));
  const paid = back.money + (isCreditMoney ? back.credit : 0);
  const delivery =
    isWholeOrder && shippingPaid.known && shippingPaid.value.currency === currency
      ? shippingPaid.value.minor
      : 0;
  const owed = goodsValue.minor + delivery;
  const isDeliveryUnknown = isWholeOrder && !shippingPaid.known;
  const hasCredit = back.credit > 0 && !isCreditMoney;
  return {
    owed: { minor: owed, currency },
    paid: { minor: paid, currency },
    open: { minor: Math.max(0, owed - paid), currency },
    paidAt: back.lastAt,
    rest: restOf({ goods: goodsValue.minor, owed, paid, isDeliveryUnknown, hasCredit }),
  };
}

const STORE_CREDIT = /^(?:gift_card|shopify_store_credit|store_credit)$/i;

function restOf({
  goods,
  owed,
  paid,
  isDeliveryUnknown,
  hasCredit,
}: {
  goods: number;
  owed: number;
  paid: number;
  isDeliveryUnknown: boolean;
  hasCredit: boolean;
}): WithdrawalDebt['rest'] {
  if (paid < goods) return hasCredit ? 'credit_given' : 'goods';
  if (isDeliveryUnknown) return 'delivery_unknown';
  if (paid >= owed) return 'nothing';
  return paid === goods ? 'delivery_kept' : 'delivery_partly_kept';
}
