import type { Band } from '#app/domain/cash/cash-forecast.ts';
import type { OutcomeRate } from '#app/domain/cash/cash-facts.ts';
import { addDays } from '#app/domain/shared/iso-days.ts';
import { ALL_PARCELS, ratesFor, sampleCount, sampleRate } from '#app/domain/cash/outcome-rates.ts';
import { Random, gamma, poisson } from '#app/domain/inventory/demand/random.ts';

/** Visa calls a merchant excessive from 1.50 % on, since 1 April 2026 (before: 2.20 %). Source: support.checkout.com. */
export const VISA_RATIO_LINE = 0.015;
/** And only above so many fraud and dispute items a month. Same source. */
export const VISA_ITEMS_LINE = 1_500;
/** What the card schemes call a month. */
const RATIO_DAYS = 30;

export interface DisputeRatio {
  /** Disputes and fraud reports of the last 30 days. */
  items: number;
  cardOrders: number;
  /** Items ÷ card orders; null: no card orders. */
  ratio: number | null;
  isAboveRatioLine: boolean;
  isAboveItemsLine: boolean;
  /** Visa's line applies only where both are above theirs. */
  isExcessive: boolean;
  /** The next 30 days, by the shop's own pace and by what its open parcels may still bring. */
  projected: {
    items: Band;
    /** Null: no card orders to come. */
    ratio: Band | null;
    /** The chance of being above both lines. */
    chanceExcessive: number;
  };
}

export interface DisputeFacts {
  /** The first day of the next 30, ISO. */
  today: string;
  /** Disputes and fraud reports by day; days without any may be left out. */
  itemsByDay: readonly { on: string; items: number }[];
  cardOrdersByDay: readonly { on: string; orders: number }[];
  /** Open parcels by verdict; those of orders paid otherwise are among them, so that the projection errs upwards. */
  parcels: readonly { verdict: string; parcels: number }[];
  rates: readonly OutcomeRate[];
  seed: number;
  paths: number;
}

/**
 * The share of disputed card orders now and in 30 days. Visa counts settled Visa payments of a calendar month; a shop sees
 * orders of all cards, so this is near it and not it.
 */
export function disputeRatio(facts: DisputeFacts): DisputeRatio {
  const since = addDays(facts.today, -RATIO_DAYS);
  const isRecent = ({ on }: { on: string }) => on >= since && on < facts.today;
  const items = facts.itemsByDay.filter(isRecent).reduce((sum, day) => sum + day.items, 0);
  const cardOrders = facts.cardOrdersByDay
    .filter(isRecent)
    .reduce((sum, { orders }) => sum + orders, 0);
  const ratio = cardOrders > 0 ? items / cardOrders : null;
  return {
    items,
    cardOrders,
    ratio,
    isAboveRatioLine: ratio !== null && ratio >= VISA_RATIO_LINE,
    isAboveItemsLine: items > VISA_ITEMS_LINE,
    isExcessive: isExcessive({ items, orders: cardOrders }),
    projected: project(facts, { items, cardOrders }),
  };
}

function isExcessive({ items, orders }: { items: number; orders: number }): boolean {
  return orders > 0 && items / orders >= VISA_RATIO_LINE && items > VISA_ITEMS_LINE;
}

/** Of a parcel's disputes so many come within 30 days: buyers have up to 120 days, most act in the first weeks. Assumed. */
const SHARE_WITHIN_30_DAYS = 0.6;
/** The pace of one month says so much of the next: its own chance is that of a gamma of as many items. */
const PACE_PRIOR_ITEMS = 0.5;

function project(
  facts: DisputeFacts,
  now: { items: number; cardOrders: number },
): DisputeRatio['projected'] {
  const random = new Random(facts.seed);
  const ofSales = ratesFor(facts.rates, ALL_PARCELS).dispute;
  const items = new Float64Array(facts.paths);
  const ratios = new Float64Array(facts.paths);
  let excessive = 0;
  for (let path = 0; path < facts.paths; path += 1) {
    const drawn = drawItems(random, { facts, now, ofSales });
    const orders = poisson(random, now.cardOrders);
    items[path] = drawn;
    ratios[path] = orders > 0 ? drawn / orders : 0;
    if (isExcessive({ items: drawn, orders })) excessive += 1;
  }
  return {
    items: bandOf(items),
    ratio: now.cardOrders > 0 ? bandOf(ratios) : null,
    chanceExcessive: facts.paths > 0 ? excessive / facts.paths : 0,
  };
}

/** The month's pace goes on, and parcels that stand worse than usual bring more: what they bring beyond the usual. */
function drawItems(
  random: Random,
  {
    facts,
    now,
    ofSales,
  }: { facts: DisputeFacts; now: { items: number }; ofSales: Parameters<typeof sampleRate>[1] },
): number {
  let drawn = poisson(random, gamma(random, now.items + PACE_PRIOR_ITEMS, 1));
  const usual = sampleRate(random, ofSales);
  for (const { verdict, parcels } of facts.parcels) {
    const rate = sampleRate(random, ratesFor(facts.rates, verdict).dispute);
    const beyond = Math.max(0, rate - usual) * SHARE_WITHIN_30_DAYS;
    drawn += sampleCount(random, { p: beyond, n: parcels });
  }
  return drawn;
}

function bandOf(values: Float64Array): Band {
  const sorted = values.toSorted();
  const at = (p: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0;
  return { p10: at(0.1), p50: at(0.5), p90: at(0.9) };
}
