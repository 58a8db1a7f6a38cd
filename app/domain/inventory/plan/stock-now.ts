import type { VariantFacts } from '#app/domain/inventory/plan-facts.ts';
import type { PlanGap } from '#app/domain/inventory/variant-plan.ts';

/** What lies on the shelf, in whole pieces, and what is sold beyond it. Null: not known. */
export interface StockNow {
  counted: { onHand: number; owed: number } | null;
  gaps: PlanGap[];
}

/** Reads Shopify's available quantity: below zero is owed, a part of a piece is none, what is not counted is not zero. */
export function stockNow({
  isTracked,
  available,
}: Pick<VariantFacts, 'isTracked' | 'available'>): StockNow {
  if (!isTracked) return { counted: null, gaps: ['not_tracked'] };
  if (available === null || !Number.isFinite(available)) {
    return { counted: null, gaps: ['stock_not_read'] };
  }
  const gaps: PlanGap[] = [];
  if (available < 0) gaps.push('stock_negative');
  if (!Number.isInteger(available)) gaps.push('stock_fractional');
  return {
    counted: {
      onHand: Math.max(0, Math.floor(available)),
      owed: Math.max(0, Math.ceil(-available)),
    },
    gaps,
  };
}
