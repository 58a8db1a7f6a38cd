import type { WorldEffect, WorldProduct } from '#sandbox/world/effects.ts';

/** What people and apps do on Shopify itself. The world does not hear of it. */
type OwnEffect =
  | { kind: 'order_tagged'; at: number; shop: string; orderId: number; tags: readonly string[] }
  | { kind: 'variants_priced'; at: number; shop: string; productId: number; prices: VariantPrice[] }
  | { kind: 'product_created'; at: number; shop: string; product: WorldProduct }
  | { kind: 'product_deleted'; at: number; shop: string; productId: number }
  | CostSet;

/** What a variant costs the merchant; null: not known. `currency` null: the shop's. */
export interface CostSet {
  kind: 'cost_set';
  at: number;
  shop: string;
  variantId: number;
  unitCostMinor: number | null;
  currency: string | null;
}

/** Minor units of the shop's currency; `compareAtMinor` null: nothing is crossed out. */
export interface VariantPrice {
  variantId: number;
  priceMinor: number;
  compareAtMinor: number | null;
}

export type PlatformEffect = WorldEffect | OwnEffect;
