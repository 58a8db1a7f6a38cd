import type { PlanReason } from '#app/domain/inventory/variant-plan.ts';

/** What a plan may say of its arithmetic, in the order of reading. Values beside each. */
export const PLAN_REASONS = [
  'demand_level', // weekly: units a week over the next four weeks
  'level_moved', // units, expected: sold in this week so far, and expected by now
  'method_chosen', // method
  'pooled', // because: PoolReason; variants: of its category, null = nothing learned yet
  'season_now', // percent: of the usual level, in this week
  'out_of_stock_weeks_left_out', // weeks
  'lead_time', // p10, p50, p90 in days; deliveries
  'lead_time_shrunk', // deliveries; from
  'arrivals', // units, and how many of them `uncertain`: nobody can tell when they come
  'review', // days; assumed 1 = nobody said
  'service_level', // percent; learned 1 = by replaying the shop's past, 0 = assumed; ratio: the textbook's, percent or null
  'order_covers', // on: ISO date of the order; lastDay: ISO date of the last order in time; from, until: days after it that it lasts (median)
  'owed_included', // units
  'minimum_raised', // from, to, minimum
  'pack_rounding', // from, to, pack
  'textbook', // reorderPoint, safetyStock: what the textbook's formula says, for comparison
  'sells_below_zero', // nothing is lost at zero: it goes on selling and owes
  'lost_if_ignored', // units, days
  'no_order_needed', // onHand, incoming
  'no_order_known', // because: PlanGap
  'dead_because', // percent, days, weeks
  'preorder_because', // units; promisedOn; percent late or null
  'direct_delay', // days
  'direct_promise_risk', // percent, units
] as const;
export type PlanReasonCode = (typeof PLAN_REASONS)[number];

export function reason(code: PlanReasonCode, values: PlanReason['values'] = {}): PlanReason {
  return { code, values };
}

/** Reasons that do not hold are null. */
export function held(reasons: readonly (PlanReason | null)[]): PlanReason[] {
  return reasons.filter((each) => each !== null);
}

/** A share as a percentage of at most one digit after the point. */
export function percent(share: number): number {
  return Math.round(share * 1_000) / 10;
}

/** A number to a hundredth. Plans hold no more digits than are shown: those behind them move every night, by the date alone. */
export function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Units with at most one digit after the point. */
export function tenths(units: number): number {
  return Math.round(units * 10) / 10;
}
