import { criticalRatio } from '#app/domain/inventory/policy/critical-ratio.ts';
import { leadDemand, reorderPoint } from '#app/domain/inventory/policy/reorder-point.ts';
import type { PlanContext, VariantFacts } from '#app/domain/inventory/plan-facts.ts';
import type { PlanReason } from '#app/domain/inventory/variant-plan.ts';
import { daysFrom } from '#app/domain/shared/iso-days.ts';
import type { ComingDemand } from './coming-demand.ts';
import { shownLead, type LeadDays } from './lead-time.ts';
import { pieceMoney } from './margin.ts';
import { held, percent, reason, tenths } from './plan-reasons.ts';
import { reviewDaysOf } from './review-days.ts';
import type { WorkedPlan } from './stocked-plan.ts';

interface Known {
  worked: WorkedPlan;
  lead: LeadDays | null;
  coming: ComingDemand;
  context: PlanContext;
}

/** Why these dates, this quantity and this money, in the order of reading. */
export function stockedReasons(facts: VariantFacts, known: Known): PlanReason[] {
  return [...supplyReasons(facts, known), ...orderReasons(facts, known), ...stockReasons(known)];
}

function supplyReasons(facts: VariantFacts, { worked, lead }: Known): PlanReason[] {
  const incoming = worked.plan.incoming.reduce((sum, { quantity }) => sum + quantity, 0);
  return held([
    lead === null ? null : leadReason(lead),
    lead === null || lead.from === 'typed' || lead.from === 'deliveries'
      ? null
      : reason('lead_time_shrunk', { deliveries: lead.deliveries, from: lead.from }),
    incoming > 0 ? reason('arrivals', { units: incoming, uncertain: worked.uncertainUnits }) : null,
  ]);
}

function leadReason(lead: LeadDays): PlanReason {
  const { p10, p50, p90, deliveries } = shownLead(lead);
  return reason('lead_time', { p10, p50, p90, deliveries });
}

function orderReasons(facts: VariantFacts, known: Known): PlanReason[] {
  const { worked, lead, context } = known;
  const { plan, order } = worked;
  const incoming = plan.incoming.reduce((sum, { quantity }) => sum + quantity, 0);
  const unknown = worked.gaps.find((gap) => gap === 'no_supplier' || gap === 'no_lead_time');
  if (unknown !== undefined) return [reason('no_order_known', { because: unknown })];
  if (lead === null || facts.supplier === null || order.missed === null) {
    return [
      reason('no_order_known', { because: facts.isTracked ? 'stock_not_read' : 'not_tracked' }),
    ];
  }
  const days = reviewDaysOf(facts.supplier);
  const ratio = textbookRatio(facts, { days, context });
  const service = reason('service_level', {
    percent: percent(plan.serviceLevel),
    learned: context.category === null ? 0 : 1,
    ratio: ratio === null ? null : percent(ratio),
  });
  if (order.orderByOn === null) {
    return [service, reason('no_order_needed', { onHand: plan.onHand, incoming })];
  }
  const { p50 } = shownLead(lead);
  return held([
    reason('review', { days, assumed: facts.supplier.reviewDays === null ? 1 : 0 }),
    service,
    reason('order_covers', {
      on: order.orderByOn,
      lastDay: order.lastDayOn,
      from: p50,
      until: daysFrom(order.orderByOn, order.lastDayOn ?? order.orderByOn) + p50 + days,
    }),
    ...sizeReasons(facts, known),
    textbookReason(known, { lead, days }),
    facts.sellsBelowZero
      ? reason('sells_below_zero')
      : reason('lost_if_ignored', { units: tenths(order.missed), days }),
  ]);
}

function sizeReasons({ supplier }: VariantFacts, { worked }: Known): (PlanReason | null)[] {
  const { plan, order } = worked;
  const [minimum, pack] = [supplier?.minimumQuantity ?? 1, supplier?.packSize ?? 1];
  const raised = Math.max(order.pieces, minimum);
  return [
    plan.owed > 0 ? reason('owed_included', { units: plan.owed }) : null,
    order.pieces < raised
      ? reason('minimum_raised', { from: order.pieces, to: raised, minimum })
      : null,
    raised < order.quantity
      ? reason('pack_rounding', { from: raised, to: order.quantity, pack })
      : null,
  ];
}

/** The textbook's reorder point over lead time and review, for comparison. */
function textbookReason(
  { worked, coming }: Known,
  { lead, days }: { lead: LeadDays; days: number },
): PlanReason {
  const daily = coming.weekly / 7;
  const demand = leadDemand({
    daily: { mean: daily, deviation: Math.sqrt(coming.forecast.dispersion * daily) },
    lead: { mean: lead.days.mean + days, deviation: lead.days.deviation },
  });
  const textbook = reorderPoint(demand, worked.plan.serviceLevel);
  return reason('textbook', {
    reorderPoint: tenths(textbook.reorderPoint),
    safetyStock: tenths(textbook.safetyStock),
  });
}

/** The textbook's critical ratio: margin against holding a piece from one order to the next. */
function textbookRatio(
  facts: VariantFacts,
  { days, context }: { days: number; context: PlanContext },
): number | null {
  const { cost, margin } = pieceMoney(facts);
  if (cost === null || margin === null) return null;
  const tooMany = (cost.minor * context.holdingShare * days) / 365;
  return criticalRatio({ tooFew: margin.minor, tooMany });
}

function stockReasons({ worked, coming }: Known): PlanReason[] {
  const { plan, soldInTime } = worked;
  return held([
    plan.isDead && soldInTime !== null
      ? reason('dead_because', {
          percent: percent(soldInTime),
          days: plan.sellThroughDays,
          weeks: tenths(coming.weeksInStock),
        })
      : null,
    plan.preorder === null
      ? null
      : reason('preorder_because', {
          units: plan.preorder.units,
          promisedOn: plan.preorder.promisedOn,
          percent: plan.preorder.lateRisk === null ? null : percent(plan.preorder.lateRisk),
        }),
  ]);
}
