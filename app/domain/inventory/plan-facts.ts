import type { DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import type { PlanGap } from '#app/domain/inventory/variant-plan.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** One delivery of a supplier: from sending the purchase order to its pieces on the shelf. */
export interface LeadRecord {
  orderedAt: Date;
  arrivedAt: Date;
  /** The day it had named, ISO; null: none. */
  expectedOn: string | null;
}

export interface SupplierFacts {
  id: number;
  name: string;
  shipsDirect: boolean;
  /** Its deliveries, oldest first. */
  deliveries: readonly LeadRecord[];
  /** As the merchant typed it, in days; null: not typed. */
  typedLead: { low: number; likely: number; high: number } | null;
  packSize: number;
  minimumQuantity: number;
  /** How often one orders there; null: as needed (a week is assumed). */
  reviewDays: number | null;
}

/** What a plan of one variant rests on. Amounts may be in any currency; a missing one is null, never zero. */
export interface VariantFacts {
  variantId: string;
  productId: string;
  label: string;
  sku: string | null;
  category: string;
  isTracked: boolean;
  sellsBelowZero: boolean;
  /** Null: not read. May be negative or, from a file, not whole. */
  available: number | null;
  cost: Money | null;
  price: Money | null;
  history: DemandHistory;
  /** Units sold since the history's last whole week. */
  unitsThisWeek: number;
  supplier: SupplierFacts | null;
  /** Shipped to the buyer by whoever supplies it. */
  isDirect: boolean;
  /** Pieces on their way, of purchase orders and of Shopify's own count. */
  arriving: readonly {
    purchaseOrderId: number | null;
    quantity: number;
    orderedAt: Date | null;
    expectedOn: string | null;
  }[];
  /** Paid, not shipped, not cancelled. `promisedOn`: ISO date of the earliest promise; null: none. */
  openUnits: { units: number; value: Money; promisedOn: string | null } | null;
  /** Of parcels with this variant, newest 200 delivered: days from order to door; only for direct variants. */
  directParcels: readonly { orderedAt: Date; deliveredAt: Date; promisedOn: string | null }[];
  /** Open direct units; only for direct variants. */
  directOpen: readonly {
    units: number;
    value: Money;
    orderedAt: Date;
    promisedOn: string | null;
  }[];
  /** Gaps that reading has found already (`orders_cut_off`, `stock_fractional`). */
  gaps: readonly PlanGap[];
}

/** What all variants of a category say together, learned once a week and stored (`category_demand.demand`). */
export interface CategoryDemand {
  /** 53 factors by ISO week, mean 1; all 1 where there is under a year. */
  season: readonly number[];
  /** How far its variants' own seasons differ from it (`demand/yearly-wave.ts`); 0: not at all, or nobody can tell. */
  waveVariance: number;
  /** Weeks of history behind it. */
  weeks: number;
  variants: number;
  /** Mean units a variant sells in a week, and the deviation of that mean over variants ÷ itself. */
  weeklyMean: number;
  spread: number;
  /** Variance ÷ mean within a variant. */
  dispersion: number;
  /** Pinball loss of each method over its members, smallest first: where a variant's own choice is a draw. */
  methods: readonly { method: string; loss: number }[];
  /** Rescaling of the deviation so that empirical coverage matches, 1 = none. */
  scale: number;
  /** The service level (quantile) that cost least in simulation over its members' past, by the ratio of costs it was found for. */
  serviceLevel: number;
}

/** What is the same for all variants of a pass. */
export interface PlanContext {
  /** The day the plan speaks of, ISO, in the shop's zone. */
  today: string;
  now: Date;
  timeZone: string;
  currency: string;
  /** How far plans look, in days. */
  horizonDays: number;
  /** Null: not learned yet. */
  category: CategoryDemand | null;
  /** Deliveries of all suppliers: what a supplier with few of its own is shrunk towards. */
  allDeliveries: readonly LeadRecord[];
  /** Holding a piece for a year, as a share of its cost. */
  holdingShare: number;
  /** Unsold within so many days: dead. */
  deadDays: number;
  /** Fixes the random numbers together with the variant's id. */
  seed: number;
}
