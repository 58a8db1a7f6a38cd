import type { SupplierFacts } from '#app/domain/inventory/plan-facts.ts';

/** How often one orders where nobody said. */
const ASSUMED_DAYS = 7;

export function reviewDaysOf(supplier: Pick<SupplierFacts, 'reviewDays'> | null): number {
  return Math.max(1, supplier?.reviewDays ?? ASSUMED_DAYS);
}
