import type { Money } from '#app/domain/shared/money.ts';

/** What moves cash. A line is `known` when date and amount are settled (a payout underway), else `estimated`. */
export const CASH_DRIVERS = [
  'payouts_underway', // paid out or scheduled by Shopify Payments
  'balance_waiting', // sold, not paid out yet
  'future_sales', // sales that are still to come, after fees
  'gateway_receipts', // other gateways, by the merchant's rule
  'reserves_held', // kept back now (out) or released (in)
  'refunds', // of what is open, by the state of each parcel, and of sales to come
  'disputes',
  'supplier_orders', // purchase orders: deposits and balances
  'direct_orders', // what suppliers who ship directly are paid at order time
  'replenishment', // orders the inventory plan will ask for
  'recurring', // rent, wages, subscriptions, as typed
  'ads',
  'one_off', // typed
] as const;
export type CashDriver = (typeof CASH_DRIVERS)[number];
export type Certainty = 'known' | 'estimated';

/** What could not be known, and so is not in the figures. */
export const CASH_GAPS = [
  'no_opening', // no bank balance was typed or read: the line starts at zero and says so
  'payments_scope', // payouts may not be read
  'no_payments', // Shopify Payments is off
  'gateway_without_rule',
  'cost_missing', // goods sold, ordered or to be ordered whose cost nobody knows
  'other_currency', // money in another currency is shown apart, never added
  'threshold_currency', // the threshold is in another currency than the line
  'short_history', // under eight weeks of sales
  'no_costs', // neither recurring costs nor ads were typed: out is too low
  'orders_cut_off',
  'manual_payouts', // payouts are asked for by hand: as often as so far, else as if daily
] as const;
export type CashGap = (typeof CASH_GAPS)[number];

/** Minor units of the forecast's currency. */
export interface Band {
  p10: number;
  p50: number;
  p90: number;
}

/** One driver's share of a week, in the mean of all futures. In is positive, out negative. */
export interface DriverWeek {
  driver: CashDriver;
  certainty: Certainty;
  /** Which gateway, supplier or typed item; '' = all of it. */
  label: string;
  minor: number;
}

export interface CashWeek {
  /** ISO date of its first day: week 1 begins today. */
  from: string;
  inMinor: number;
  outMinor: number;
  /** Balance at the week's end. */
  closing: Band;
  drivers: readonly DriverWeek[];
}

/** A scenario, and what it changes; the first is the plain one. */
export const CASH_SCENARIOS = [
  'as_is',
  'ads_down_20',
  'supplier_terms_14',
  'reserve_25',
  'carrier_stop_10',
  'sales_up_50',
] as const;
export type CashScenario = (typeof CASH_SCENARIOS)[number];

/** What one scenario comes to. */
export interface CashOutlook {
  scenario: CashScenario;
  /** Balance at the end of each day, today first, over 13 weeks (91 days). */
  days: readonly Band[];
  /** The chance that the balance is below the threshold on some day up to and with this one, by day; empty: no threshold. */
  belowBy: readonly number[];
  /** The first day on which that chance exceeds one in five; null: it never does. */
  safeUntil: string | null;
  /** Where the balance is lowest in the median future. */
  low: { on: string; minor: number; band: Band };
  closing: Band;
  /** What the scenario takes for granted, as figures to show: `salesFactor`, `adElasticity`, `termsDays`, `reserveBp` … */
  assumed: Readonly<Record<string, number>>;
}

export interface CashForecast {
  currency: string;
  /** The first day, ISO, in the shop's zone. */
  from: string;
  /** What the random numbers were made of: the same seed and facts give the same forecast. */
  seed: number;
  paths: number;
  opening: { minor: number; on: string; certainty: Certainty };
  /** Null: none set. */
  threshold: Money | null;
  weeks: readonly CashWeek[];
  /** In the order of `CASH_SCENARIOS`. */
  outlooks: readonly CashOutlook[];
  /** The drivers that weigh most on the way to the low point, heaviest first: the sentence's "because". */
  because: readonly { driver: CashDriver; label: string; minor: number }[];
  gaps: readonly CashGap[];
  /** Money in other currencies, each with its own forecast. */
  otherCurrencies: readonly string[];
}
