import type { InventoryQuery, InventoryTab } from '#app/contracts/inventory-query.ts';
import type { PurchaseOrderQuery } from '#app/contracts/purchase-orders.ts';
import type { SupplierView } from '#app/contracts/suppliers.ts';
import type { DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import type { PurchaseOrderStatus } from '#app/domain/inventory/purchase-order.ts';
import type { LeadTime, PlanGap, VariantPlan } from '#app/domain/inventory/variant-plan.ts';
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
  /** All that are not archived, by name: whoever may be named as a variant's supplier. */
  suppliers: { id: number; name: string }[];
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

/** A purchase order that holds the variant and is not over. */
export interface VariantOrder {
  purchaseOrderId: number;
  number: string;
  status: PurchaseOrderStatus;
  quantity: number;
  received: number;
  expectedOn: string | null;
}

/** All that is known of one variant. */
export interface VariantView {
  plan: VariantPlan;
  /** The shop's today. */
  today: string;
  plannedAt: string;
  /** Weeks in which something sold or could have been, at most the last 52; null: not read. */
  history: DemandHistory | null;
  orders: VariantOrder[];
  cost: Money | null;
  price: Money | null;
  supplier: Pick<
    SupplierView,
    'supplierId' | 'name' | 'depositBp' | 'balanceDays' | 'balanceFrom'
  > | null;
  packSize: number;
  minimumQuantity: number;
}

/** How long a supplier takes, and how late it comes. */
export interface SupplierFigures {
  lead: LeadTime | null;
  /** Against the day it had named; null: no delivery on record had one. */
  late: {
    /** The median, in days; negative: early. */
    days: number;
    /** Share of deliveries that came after the named day. */
    share: number;
    deliveries: number;
  } | null;
}

export interface SupplierRow extends SupplierFigures {
  supplierId: number;
  name: string;
  shipsDirect: boolean;
  archivedAt: string | null;
  variants: number;
  suggested: number;
  openOrders: number;
}

export interface SuppliersPage {
  suppliers: SupplierRow[];
  /** Vendors whose variants have no supplier yet, most variants first. */
  vendors: { vendor: string; withoutSupplier: number }[];
}

/** What a supplier asks for one variant. */
export interface SupplierItem {
  variantId: string;
  label: string;
  sku: string | null;
  supplierSku: string | null;
  cost: Money | null;
  packSize: number;
  minimumQuantity: number;
}

export interface SupplierPage {
  /** Null: a new one. */
  supplier: SupplierView | null;
  figures: SupplierFigures;
  vendors: string[];
  scoreKeys: { key: string; name: string }[];
  /** The shop's own. */
  currency: string;
  /** At most 200. */
  items: SupplierItem[];
}

/** The lists of purchase orders one can turn to. */
export const ORDER_LISTS = [
  'open',
  'draft',
  'closed',
  'all',
] as const satisfies readonly PurchaseOrderQuery['status'][];

/** The files that can be taken in here. */
export const SUPPLY_FILES = ['supplier_items', 'purchase_orders'] as const;
export type SupplyFile = (typeof SUPPLY_FILES)[number];

/** Ready words for the mail that a purchase order goes with, by the supplier's language. */
export type OrderLetters = Readonly<
  Record<'en' | 'zh-CN' | 'zh-TW', { subject: string; text: string }>
>;
