import { USUAL_PAYMENTS } from '#sandbox/payments/settings.ts';
import type { PaymentsSettings } from '#sandbox/payments/settings.ts';
import { demoProductMore, demoVariantMore } from './demo-goods.ts';
import { demoSideOf } from './demo-side.ts';
import type { WorldEffect } from './effects.ts';
import type { ShopState } from './shop-state.ts';

/** The second shop waits longer for its money, and a tenth of it is held back for a month. */
const PAYMENTS: readonly PaymentsSettings[] = [
  USUAL_PAYMENTS,
  {
    ...USUAL_PAYMENTS,
    lagBusinessDays: 3,
    feeBp: 210,
    fixedFeeMinor: 30,
    reserve: { percentBp: 1_000, days: 30, since: null },
  },
];

/** True for the shops whose merchants have a side of their own; generated ones have none. */
export function isDemoShop({ index }: Pick<ShopState, 'index'>): boolean {
  return demoSideOf(index, 0) !== null;
}

/** What a demo shop's merchant has typed in and set up before its first order; empty for generated shops. */
export function demoEffects(
  { index, domain: shop, goods }: Pick<ShopState, 'index' | 'domain' | 'goods'>,
  { seed, at }: { seed: number; at: number },
): WorldEffect[] {
  const side = demoSideOf(index, at);
  if (side === null) return [];
  return [
    { kind: 'shop_side_changed', at, shop, side },
    { kind: 'payments_set', at, shop, settings: PAYMENTS[index] ?? USUAL_PAYMENTS },
    ...goods.products.flatMap((product): WorldEffect[] => [
      {
        kind: 'product_more',
        at,
        shop,
        more: demoProductMore(product, { seed, at, shopIndex: index }),
      },
      ...product.variants.map((variant): WorldEffect => ({
        kind: 'variant_more',
        at,
        shop,
        more: demoVariantMore(variant, seed),
      })),
    ]),
  ];
}
