import type { BalanceTransaction, Payout } from '#sandbox/payments/ledger.ts';

/** How a variant of the planning store sells. */
export type Kind =
  | 'steady'
  | 'seasonal' // its category's year: winter or summer
  | 'intermittent'
  | 'new' // first sold four to six weeks before the start
  | 'dying'
  | 'promoted' // now and then a week of four times as much
  | 'never_sold'
  | 'sold_once'
  | 'direct' // a supplier ships it to the buyer
  | 'preorder' // sold on below zero while a slow supplier makes it
  | 'dead'; // much in stock, hardly sold for most of a year

export type Category = 'Outerwear' | 'Camp' | 'Packs' | 'Tools' | 'Accessories';

export type MakerKey = 'alder' | 'borealis' | 'cobalt' | 'dunmore' | 'eastgate';

export type Gateway = 'shopify_payments' | 'paypal' | 'Cash on Delivery (COD)';

/** What becomes of an order. */
export type OrderState = 'on_time' | 'late' | 'lost' | 'not_shipped' | 'cancelled';

export interface WorldChargeback {
  openedAt: number;
  endsAt: number;
  isWon: boolean;
}

/** Money on the bank account on a local day, in minor units; out is negative. */
export interface BankLine {
  day: number;
  minor: number;
  kind: 'payout' | 'paypal' | 'cod' | 'supplier' | 'direct' | 'recurring' | 'ads';
  /** As the bank writes it. */
  text: string;
  /** From when on it could not be helped: a supplier's bill is decided with its order. Epoch ms. */
  decidedAt: number;
}

/** What the merchant would type in. Minor units; ISO dates. */
export interface TypedItem {
  name: string;
  kind: 'recurring' | 'ads';
  minor: number;
  every: 'day' | 'week' | 'month' | 'quarter';
  startsOn: string;
}

/** The rule of a gateway other than Shopify Payments, as the merchant would type it. */
export interface TypedRule {
  gateway: string;
  lagDays: number;
  feeBp: number;
  fixedFeeMinor: number;
  /** ISO weekday on which it pays; null: any business day. */
  weekday: number | null;
}

/** What is true of one variant, whatever an app can see. Days are ISO dates in the shop's zone. */
export interface VariantTruth {
  variantId: number;
  productId: number;
  sku: string;
  kind: Kind;
  category: Category;
  /** The vendor; the direct supplier's name for what it ships. */
  supplier: string;
  packSize: number;
  costMinor: number;
  /** Pieces now; below zero: owed. */
  available: number;
  /** Ordered before now and not there yet. */
  onTheWay: { number: string; quantity: number; expectedOn: string; arrivesOn: string }[];
  /** True mean of demand in each of the 13 weeks from today on, the market's shocks and luck apart. */
  weeklyMean: number[];
  /** What will be asked in those weeks, there or not. */
  weeklyAsked: number[];
  /**
   * The day on which nothing is left if nothing more is ordered: what is here and on its way against what will be asked.
   * Null: not within what is known of the future, or not counted.
   */
  runsOutOn: string | null;
}

export interface OrderTruth {
  orderId: number;
  name: string;
  at: number;
  totalMinor: number;
  state: OrderState;
  gateway: Gateway;
  deliveredAt: number | null;
  refundedAt: number | null;
  refundMinor: number;
  dispute: WorldChargeback | null;
}

/** Demand of a variant day by day over all that is known. Index 0 is `firstOn`. */
export interface DemandPath {
  firstOn: string;
  asked: number[];
  /** Sold and not cancelled. */
  sold: number[];
  missed: number[];
  /** Available at the end of each day; null: not counted. */
  available: (number | null)[];
}

/** What only the world knows of the planning store. Every question names its instant: past and future are known alike. */
export interface PlanningTruth {
  /** The last day of which everything is known. */
  readonly knownUntil: string;
  readonly items: readonly TypedItem[];
  readonly rules: readonly TypedRule[];
  readonly makers: readonly MakerTruth[];
  variants(at: number): VariantTruth[];
  /** Throws for a variant the store does not have. */
  demand(variantId: number): DemandPath;
  /** Orders placed before `at`, with all that will become of them. */
  orders(at: number): OrderTruth[];
  /** Orders at makers made before `at`. */
  purchases(at: number): PurchaseTruth[];
  /** The account at Shopify Payments as it stands at `at`: what has no payout by then is pending. */
  payments(at: number): {
    transactions: BalanceTransaction[];
    payouts: Payout[];
    balanceMinor: number;
    reservedMinor: number;
  };
  /** Payouts on the bank account from `at` on, next first. */
  payoutsAfter(at: number): Payout[];
  /** The bank balance at the end of each day, the one of `at` first. `onlyDecided`: without bills of orders made later. */
  balances(
    at: number,
    days: number,
    options?: { onlyDecided: boolean },
  ): { on: string; minor: number }[];
  /** Money on the account since it was opened, 39 weeks before the start, to the day before `at`. */
  bankLines(at: number): BankLine[];
  /** The same as a bank's CSV file. */
  bankCsv(at: number): string;
  /** Orders at makers as the merchant keeps them, with what had arrived by `at`. */
  purchasesCsv(at: number): string;
}

export interface MakerTruth {
  key: MakerKey;
  name: string;
  promisedDays: number;
  lead: { mean: number; deviation: number };
  depositBp: number;
  balanceDays: number;
  balanceFrom: 'ordered' | 'arrived';
}

export interface PurchaseTruth {
  number: string;
  supplier: string;
  orderedAt: number;
  expectedOn: string;
  arrivesAt: number;
  lines: { variantId: number; sku: string; quantity: number; costMinor: number }[];
}
