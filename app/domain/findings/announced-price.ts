import type { Fix, TracedFact } from '#app/domain/findings/outcome.ts';
import type { Reduction } from '#app/domain/findings/price-reduction.ts';
import type { PriceSubject } from '#app/domain/findings/subjects.ts';
import { tracedValue } from '#app/domain/findings/trial.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** Today's price and compare-at price, as a trace shows them. */
export function announcedPrice({ history }: PriceSubject): readonly TracedFact[] {
  const last = history.at(-1);
  const about = { at: last?.at ?? null, origin: 'shopify' } as const;
  return [
    tracedValue('price', last?.price ?? null, about),
    tracedValue('compareAt', last?.compareAt ?? null, about),
  ];
}

/**
 * Sets the compare-at price, null: takes it away. Only where the price is in the shop's own currency: a market's own price
 * list is not written, it takes the merchant's hand.
 */
export function compareAtFixes(
  { productId, variantId, shop }: PriceSubject,
  { price }: Pick<Reduction, 'price'>,
  compareAt: Money | null,
): readonly Fix[] {
  const page: Fix = { kind: 'admin_page', path: `products/${productId}/variants/${variantId}` };
  return price.currency === shop.currency
    ? [{ kind: 'set_compare_at', productId, variantId, compareAt }, page]
    : [page];
}
