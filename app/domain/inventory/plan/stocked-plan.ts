import type { Random } from '#app/domain/inventory/demand/random.ts';
import type { PlanContext, VariantFacts } from '#app/domain/inventory/plan-facts.ts';
import type { PlanGap, StockedPlan } from '#app/domain/inventory/variant-plan.ts';
import { expectedArrivals, shownArrival } from './arrivals.ts';
import { chanceSold } from './chance-sold.ts';
import type { ComingDemand } from './coming-demand.ts';
import { latenessOf } from './lateness.ts';
import { shownLead, type LeadDays } from './lead-time.ts';
import { pieceMoney, times } from './margin.ts';
import { hundredths } from './plan-reasons.ts';
import { planOrder, NO_ORDER, serviceLevelOf, type PlannedOrder } from './planned-order.ts';
import { preorderOf } from './preorder.ts';
import { isDeadStock } from './sell-through.ts';
import type { StockNow } from './stock-now.ts';
import { coverDays, stockOutOn, type Stock } from './stock-out.ts';

export interface StockedFacts {
  counted: StockNow['counted'];
  lead: LeadDays | null;
  coming: ComingDemand;
  context: PlanContext;
  random: Random;
}

/** A plan with what its explanation needs beside it. */
export interface WorkedPlan {
  plan: StockedPlan;
  order: PlannedOrder;
  /** Units underway of which nobody can tell when they come. */
  uncertainUnits: number;
  /** The chance of being sold in time, of what was never sold too; null: not in stock. */
  soldInTime: number | null;
  gaps: PlanGap[];
}

/** The figures of a variant in the shop's own stock. Stock that is not counted gives no dates, no order and no money. */
export function stockedPlan(facts: VariantFacts, known: StockedFacts): WorkedPlan {
  const { counted, lead, coming, context, random } = known;
  const { today, horizonDays: horizon, deadDays } = context;
  const money = pieceMoney(facts);
  const arrivals = expectedArrivals(facts.arriving, {
    today,
    timeZone: context.timeZone,
    lead,
    lateness: facts.supplier === null ? null : latenessOf(facts.supplier, context),
  });
  const { onHand, owed } = counted ?? { onHand: 0, owed: 0 };
  const stock: Stock = { demand: coming.daily, onHand, owed, arrivals };
  const order =
    counted === null || lead === null || facts.supplier === null
      ? NO_ORDER
      : planOrder(stock, { supplier: facts.supplier, lead: lead.days, context, random });
  const soldInTime =
    onHand > 0 ? chanceSold(coming.daily, { units: onHand, days: deadDays }) : null;
  const isNeverSold = coming.gaps.includes('never_sold');
  const plan: StockedPlan = {
    kind: 'stocked',
    onHand,
    owed,
    incoming: arrivals.map((arrival) => shownArrival(arrival, { today, horizon })),
    weeklyDemand: hundredths(coming.weekly),
    method: coming.forecast.method,
    pooled: coming.forecast.pooled,
    coverDays: counted === null ? null : coverDays(stock, { horizon }),
    stockOutOn: counted === null ? NEVER : stockOutOn(stock, { today, horizon, random }),
    leadTime: lead === null ? null : shownLead(lead),
    orderByOn: order.orderByOn,
    suggestedQuantity: order.quantity,
    lostIfIgnored:
      order.missed === null || money.margin === null
        ? null
        : times(money.margin, facts.sellsBelowZero ? 0 : order.missed),
    serviceLevel: serviceLevelOf(context),
    tiedUp: counted === null || money.cost === null ? null : times(money.cost, onHand),
    sellThrough: isNeverSold || soldInTime === null ? null : hundredths(soldInTime),
    sellThroughDays: deadDays,
    isDead:
      soldInTime !== null &&
      isDeadStock({ onHand, chance: soldInTime, weeksInStock: coming.weeksInStock }),
    preorder: preorderOf(facts.openUnits, {
      owed,
      arrivals,
      lead: lead?.days ?? null,
      today,
      random,
    }),
  };
  return {
    plan,
    order,
    soldInTime,
    uncertainUnits: arrivals.reduce(
      (sum, { when, quantity }) => sum + (when === null ? quantity : 0),
      0,
    ),
    gaps: [...money.gaps, ...supplierGaps(facts, lead)],
  };
}

const NEVER = { p10: null, p50: null, p90: null };

function supplierGaps({ supplier }: VariantFacts, lead: LeadDays | null): PlanGap[] {
  if (supplier === null) return ['no_supplier'];
  return lead === null ? ['no_lead_time'] : [];
}
