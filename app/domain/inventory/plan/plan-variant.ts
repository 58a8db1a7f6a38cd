import { Random } from '#app/domain/inventory/demand/random.ts';
import type { PlanContext, VariantFacts } from '#app/domain/inventory/plan-facts.ts';
import type { PlanGap, VariantPlan } from '#app/domain/inventory/variant-plan.ts';
import { comingDemand } from './coming-demand.ts';
import { demandReasons } from './demand-reasons.ts';
import { directPlan } from './direct.ts';
import { directReasons } from './direct-reasons.ts';
import { leadDaysOf } from './lead-time.ts';
import { reviewDaysOf } from './review-days.ts';
import { stockNow } from './stock-now.ts';
import { stockedPlan } from './stocked-plan.ts';
import { hundredths } from './plan-reasons.ts';
import { stockedReasons } from './stocked-reasons.ts';

/** No plan looks further, whatever was typed. */
const MOST_DAYS = 730;

/**
 * What to do about one variant: when its stock runs out, when and how much to order, what it costs to wait, and why; of a
 * variant that its supplier ships to the buyer, how late that supplier is. What is not known is a named gap and null, never a
 * number that looks certain. The same facts, context and seed give the same plan.
 */
export function planVariant(facts: VariantFacts, context: PlanContext): VariantPlan {
  return facts.isDirect ? planDirect(facts, context) : planStocked(facts, context);
}

function planDirect(facts: VariantFacts, context: PlanContext): VariantPlan {
  const coming = comingDemand(facts, { ...context, days: 28, isInStock: true });
  const { plan, gaps } = directPlan(facts, {
    ...context,
    weeklyDemand: hundredths(coming.weekly),
  });
  return {
    ...named(facts, [...coming.gaps, ...gaps]),
    plan,
    why: [...demandReasons(facts, { coming, context }), ...directReasons(plan)],
  };
}

function planStocked(facts: VariantFacts, context: PlanContext): VariantPlan {
  const { counted, gaps: stockGaps } = stockNow(facts);
  const lead = facts.supplier === null ? null : leadDaysOf(facts.supplier, context);
  const reviewDays = reviewDaysOf(facts.supplier);
  const longestLead = lead?.days.days.at(-1) ?? 0;
  const days = Math.min(
    MOST_DAYS,
    Math.max(context.deadDays, context.horizonDays + longestLead + 2 * reviewDays),
  );
  const coming = comingDemand(facts, {
    ...context,
    days,
    isInStock: counted === null || counted.onHand > 0,
  });
  const random = new Random(seedOf(facts.variantId, context.seed));
  const worked = stockedPlan(facts, { counted, lead, coming, context, random });
  return {
    ...named(facts, [...stockGaps, ...coming.gaps, ...worked.gaps]),
    plan: worked.plan,
    why: [
      ...demandReasons(facts, { coming, context }),
      ...stockedReasons(facts, { worked, lead, coming, context }),
    ],
  };
}

function named(facts: VariantFacts, gaps: readonly PlanGap[]): Omit<VariantPlan, 'plan' | 'why'> {
  const { variantId, productId, label, sku, category, supplier } = facts;
  return {
    variantId,
    productId,
    label,
    sku,
    category,
    supplierId: supplier?.id ?? null,
    supplierName: supplier?.name ?? null,
    gaps: [...new Set([...facts.gaps, ...gaps])],
  };
}

/** FNV-1a of the variant's id, turned by the pass's seed: a variant draws the same numbers whoever is planned beside it. */
function seedOf(variantId: string, seed: number): number {
  let hash = 0x81_1c_9d_c5 ^ seed;
  for (let index = 0; index < variantId.length; index += 1) {
    hash = Math.imul(hash ^ variantId.charCodeAt(index), 0x01_00_01_93);
  }
  return hash;
}
