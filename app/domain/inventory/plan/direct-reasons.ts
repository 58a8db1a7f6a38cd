import type { DirectPlan, PlanReason } from '#app/domain/inventory/variant-plan.ts';
import { held, percent, reason } from './plan-reasons.ts';

/** What a supplier's parcels say of a variant that it ships itself. */
export function directReasons({ delayDays, open }: DirectPlan): PlanReason[] {
  return held([
    delayDays === null ? null : reason('direct_delay', { days: delayDays }),
    open.lateRisk === null
      ? null
      : reason('direct_promise_risk', { percent: percent(open.lateRisk), units: open.units }),
  ]);
}
