import type { DemandMethod, PoolReason } from '#app/domain/inventory/demand-forecast.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** What could not be known, and so is not in the figures. Each has words on the page, and says how to mend it. */
export const PLAN_GAPS = [
  'cost_missing', // no unit cost at Shopify nor from the supplier: money tied up is not known
  'price_missing',
  'currency_mixed', // cost and price are in two currencies: no margin, no money lost
  'no_supplier', // nobody is named as its supplier
  'no_lead_time', // its supplier has neither deliveries on record nor a typed lead time: no order-by date
  'stock_negative', // more sold than there is: counted as zero on hand and as owed
  'stock_fractional', // an uploaded quantity that is not whole
  'stock_not_read',
  'not_tracked', // Shopify does not count it, and no supplier ships it directly
  'short_history', // under eight weeks: pooled
  'one_sale', // sold once, ever
  'never_sold',
  'orders_cut_off', // orders older than 60 days may not be read
] as const;
export type PlanGap = (typeof PLAN_GAPS)[number];

/** 10, 50 and 90 in a hundred futures are at or before it; null: not within the horizon. ISO dates. */
export interface DateRange {
  p10: string | null;
  p50: string | null;
  p90: string | null;
}

/** Stock on its way. `late`: how much later than named this supplier comes, in days, as its record says. */
export interface Arrival {
  purchaseOrderId: number | null;
  quantity: number;
  /** As agreed; null: nobody named a day. */
  expectedOn: string | null;
  arrivesOn: DateRange;
}

export interface LeadTime {
  /** Days from order to shelf. */
  p10: number;
  p50: number;
  p90: number;
  /** Deliveries on record behind it, and how they were weighed: 0 = as typed by the merchant. */
  deliveries: number;
  from: 'deliveries' | 'shrunk' | 'typed' | 'all_suppliers';
}

/** One thing the plan says about a step of its arithmetic; words under `plan.why.<code>`. In the order of reading. */
export interface PlanReason {
  code: string;
  values: Readonly<Record<string, string | number | null>>;
}

/** A plan for a variant that lies in the shop's own stock. */
export interface StockedPlan {
  kind: 'stocked';
  /** At least 0. */
  onHand: number;
  /** Sold and owed beyond what there is. */
  owed: number;
  incoming: readonly Arrival[];
  /** Expected units a week over the next four weeks. */
  weeklyDemand: number;
  method: DemandMethod;
  pooled: PoolReason | null;
  /** Days that what is on hand lasts in the median future, incoming not counted; null: longer than the horizon. */
  coverDays: number | null;
  /** When stock runs out if nothing more is ordered; incoming counts. */
  stockOutOn: DateRange;
  leadTime: LeadTime | null;
  /** The last day on which an order still comes in time, at the service the simulation chose; null: no need or not known. */
  orderByOn: string | null;
  suggestedQuantity: number;
  /** What is lost if nothing is ordered until the next review: margin of the units missed; null: not known. */
  lostIfIgnored: Money | null;
  /** The chance of no stock-out that costs least over the shop's own past, 0 to 1. */
  serviceLevel: number;
  /** On hand × cost; null: cost is not known. */
  tiedUp: Money | null;
  /** The chance that all that is on hand is sold within `sellThroughDays`; null: never sold, or not in stock. */
  sellThrough: number | null;
  sellThroughDays: number;
  isDead: boolean;
  /** Paid and not shipped beyond what is on hand (preorder, oversell); null: none. */
  preorder: {
    units: number;
    value: Money;
    promisedOn: string | null;
    lateRisk: number | null;
  } | null;
}

/** A plan for a variant that a supplier ships to the buyer. */
export interface DirectPlan {
  kind: 'direct';
  /** Days from order to door: of its suppliers' parcels. Null: too few. */
  toDoor: { p10: number; p50: number; p90: number; parcels: number } | null;
  /** How many days later than usual, over the last 30 days against the 90 before; null: too few. */
  delayDays: number | null;
  /** Open (paid, not delivered) units and their value, and how probably each comes after what was promised. */
  open: { units: number; value: Money; lateRisk: number | null };
  weeklyDemand: number;
}

export interface VariantPlan {
  variantId: string;
  productId: string;
  /** `product title · variant title` */
  label: string;
  sku: string | null;
  category: string;
  supplierId: number | null;
  supplierName: string | null;
  plan: StockedPlan | DirectPlan;
  gaps: readonly PlanGap[];
  why: readonly PlanReason[];
}
