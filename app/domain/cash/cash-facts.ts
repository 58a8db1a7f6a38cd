import type { CashScenario } from '#app/domain/cash/cash-forecast.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** Everything the forecast of one currency rests on. Amounts are minor units of that currency; days are ISO dates in the shop's zone. */
export interface CashFacts {
  currency: string;
  /** The first day of the forecast. */
  today: string;
  /** ISO alpha-2 of the shop: on its weekends and public holidays no bank pays. Null: Saturday and Sunday alone. */
  country: string | null;
  /** Of Shopify Payments; null: not read, taken as daily. */
  payoutSchedule: PayoutSchedule | null;
  /** Null: no balance is known. */
  opening: { minor: number; on: string; certainty: 'known' | 'estimated' } | null;
  /** In whatever currency the merchant typed it; null: none. */
  threshold: Money | null;
  /** Gross sales and units a day, oldest first, without gaps, the last one yesterday; out-of-stock is not corrected here. */
  salesByDay: readonly { on: string; minor: number; orders: number }[];
  /** What each ISO week sells against the mean of the year: 53 factors; not given: every week the same. */
  season?: readonly number[];
  /** How far that is known, 0 to 1: what is not may rise or fall with a year that nobody has seen; not given: 1. */
  seasonKnown?: number;
  /** How sales divide over ways of being paid: shares of the last 8 weeks; what gift cards and store credit paid is in none. */
  gateways: readonly GatewayFacts[];
  /** Bank's working days from a payout to the account, one a payout, as statements showed; not given: one to three. */
  bankLagDays?: readonly number[];
  /** Payouts that are issued or scheduled and not on the bank account yet. */
  payoutsUnderway: readonly { minor: number; issuedOn: string; bankOn: string | null }[];
  /** Sold through Shopify Payments, not in a payout: net, with the day of the transaction. */
  balanceWaiting: readonly { minor: number; on: string }[];
  /** Known reserves: held now, and how they are released; from the account or typed. */
  reserve: {
    heldMinor: number;
    percentBp: number;
    days: number;
    kind: 'rolling' | 'fixed';
    certainty: 'known' | 'estimated';
  } | null;
  /**
   * Parcels whose money may go back and has not: open ones and those delivered not long ago, by verdict. `days`: how many have
   * passed since they came under it, so that what would have gone back by now does not do so again; not given: none.
   */
  parcelsAtRisk: readonly { verdict: string; parcels: number; minor: number; days?: number }[];
  rates: readonly OutcomeRate[];
  /** Disputes that are open: the amount is on hold or lost already. */
  openDisputes: readonly {
    minor: number;
    dueOn: string | null;
    status: string;
    isDebited: boolean;
  }[];
  /** Dates and amounts of purchase orders: deposits and balances, as their terms say. */
  supplierBills: readonly {
    minor: number;
    on: string;
    label: string;
    certainty: 'known' | 'estimated';
    /** Equally likely days, 0 = today, where it hangs on an arrival that may be late; not given: `on`. */
    days?: readonly number[];
  }[];
  /** Cost of goods that suppliers ship directly, as a share of sales (basis points), paid `paidAfterDays` after the order. */
  directCost: { shareBp: number; paidAfterDays: number; label: string }[];
  /** What the inventory plan will ask to be ordered: amount, day, and whose terms. */
  replenishment: readonly {
    minor: number;
    on: string;
    label: string;
    /** When it will be ordered: what is sold until then tells how much; not given: today. */
    orderedOn?: string;
  }[];
  items: readonly CashItem[];
  /** By how many per cent sales move when ad spend moves by one per cent; `AD_ELASTICITY` until the merchant says another. */
  adElasticity: number;
  /** Gaps that reading has found already. */
  gaps: readonly string[];
  otherCurrencies: readonly string[];
  seed: number;
  paths: number;
  scenarios: readonly CashScenario[];
}

/** When Shopify Payments pays out. Anchors: ISO weekday (1 = Monday), day of the month (its last where it has no such day). */
export interface PayoutSchedule {
  interval: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'MANUAL';
  weeklyAnchor: number | null;
  monthlyAnchor: number | null;
}

export interface GatewayFacts {
  gateway: string;
  isShopifyPayments: boolean;
  /** Of sales, 0 to 1. */
  share: number;
  /** Bank's working days from sale to money on the account, as observed (`observedLags`); empty: only the rule is known. */
  lagDays: readonly number[];
  /** As typed, or what Shopify Payments' transactions show; null: no rule. */
  rule: {
    /** Calendar days; on a day of rest the bank pays on the next working day. */
    lagDays: number;
    feeBp: number;
    fixedFeeMinor: number;
    reserveBp: number;
    reserveDays: number;
    weekday: number | null;
  } | null;
  /**
   * What was sold through it on each of the last days, yesterday last, so that money on its way is what buyers really paid; not
   * given: its share of what the shop sold.
   */
  recent?: readonly number[];
}

/** How parcels of a verdict end. `prior`: what holds until the shop's own data speak, shown as such. */
export interface OutcomeRate {
  verdict: string;
  refund: BetaRate;
  dispute: BetaRate;
}

/** A beta-binomial rate: prior pseudo-counts and the shop's own counts; mean = (a + k) ÷ (a + b + n). */
export interface BetaRate {
  prior: { a: number; b: number };
  k: number;
  n: number;
}

export interface CashItem {
  name: string;
  kind: 'recurring' | 'ads' | 'one_off' | 'receipt';
  minor: number;
  every: 'once' | 'day' | 'week' | 'month' | 'quarter' | 'year';
  startsOn: string;
  endsOn: string | null;
}
