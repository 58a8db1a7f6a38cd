import type { InventoryQuery, InventoryTab } from '#app/contracts/inventory-query.ts';
import type { PlanGap, VariantPlan } from '#app/domain/inventory/variant-plan.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** A variant as the list shows it. */
export type InventoryRow = Omit<VariantPlan, 'why'>;

/** What must be ordered by when, and what is lost if it is not. Days are ISO dates of the shop. */
export interface InventoryHeadline {
  /** The day by which an order should have gone out lies before today. */
  overdue: number;
  /** From today to the end of a week. */
  due: number;
  /** The last day among those due; null: none is. */
  dueUntil: string | null;
  /** Margin that depends on both, in the shop's currency; null: of none it is known. */
  lost: Money | null;
  /** Of how many of both it is not known. */
  lostUnknown: number;
  /** Later than that. */
  later: number;
  nextOrderByOn: string | null;
  /** Something is to be ordered, and no day can be told. */
  undated: number;
  nextStockOut: { variantId: string; label: string; on: string } | null;
}

/** How far the shop's stock has been worked through. */
export type InventoryState =
  | 'not_read' // Shopify's stock has not been read
  | 'planning' // it has, and the first plans are being made
  | 'ready';

export interface InventoryPage {
  query: InventoryQuery;
  state: InventoryState;
  /** The shop's today. */
  today: string;
  /** When the newest plan was made. */
  plannedAt: string | null;
  headline: InventoryHeadline;
  tabs: Readonly<Record<InventoryTab, number>>;
  rows: InventoryRow[];
  total: number;
  nextCursor: string | null;
  previousCursor: string | null;
  choices: { suppliers: { id: number; name: string }[]; categories: string[] };
}

/** Gaps that whoever runs the shop can mend; the others mend themselves with time. */
export const MENDABLE_GAPS = [
  'cost_missing',
  'price_missing',
  'currency_mixed',
  'no_supplier',
  'no_lead_time',
  'stock_negative',
  'stock_fractional',
  'stock_not_read',
  'not_tracked',
] as const satisfies PlanGap[];
