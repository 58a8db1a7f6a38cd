import { isCashOnDelivery } from '#app/domain/findings/paid-at.ts';
import type { OrderLine, OrderSubject, Payment } from '#app/domain/findings/subjects.ts';

/** What 16 CFR 435.3(a) leaves out of its rule on mail, internet and telephone orders, and orders without any goods. */
export type MailOrderExemption =
  'services' | 'seeds_and_plants' | 'later_subscription_order' | 'cash_on_delivery';

/** Why the rule leaves an order out; null: it holds for `goods`. */
export function mailOrderExemption(
  { isRenewal }: Pick<OrderSubject, 'isRenewal'>,
  { lines, payments }: { lines: readonly OrderLine[]; payments: readonly Payment[] },
): MailOrderExemption | null {
  if (!lines.some(({ requiresShipping }) => requiresShipping)) return 'services';
  if (mailOrderGoods(lines).length === 0) return 'seeds_and_plants';
  if (isRenewal) return 'later_subscription_order';
  return isCashOnDelivery(payments) ? 'cash_on_delivery' : null;
}

/** The lines that the rule is about. */
export function mailOrderGoods(lines: readonly OrderLine[]): readonly OrderLine[] {
  return lines.filter(({ requiresShipping, hsCode }) => requiresShipping && !isGrowing(hsCode));
}

/** Chapter 06 is live plants, heading 1209 seeds for sowing (Harmonized System). */
function isGrowing(hsCode: string | null): boolean {
  return hsCode !== null && /^(06|1209)/.test(hsCode);
}
