import type { PoolClient } from 'pg';
import { sampleOfCategory, writeCategory } from '#app/db/category-demand.server.ts';
import { learnCategory } from '#app/domain/inventory/demand/learn-category.ts';
import type { SupplierFacts, VariantFacts } from '#app/domain/inventory/plan-facts.ts';
import { serviceLevelOf } from '#app/domain/inventory/replay-category.ts';
import type { PeriodCosts } from '#app/domain/inventory/replenish/simulate-stock.ts';
import { gatherPlanFacts } from '#app/services/gather-plan-facts.server.ts';
import type { PlanFrame } from '#app/services/plan-frame.server.ts';

/** Variants that stand for their category: more teach nothing new. */
const MEMBERS = 400;
const WEEKS_A_YEAR = 52;
const DAY_MS = 86_400_000;
/** Where no supplier tells: two weeks. Beyond two months a replay of a few months says nothing. */
const USUAL_LEAD_WEEKS = 2;
const LONGEST_LEAD_WEEKS = 8;
/** Where cost or price is not known of any member: a margin as large as the cost, which is a usual mark-up. */
const USUAL_MARGIN = 1;

/** Learns what the variants of a category say together, in the caller's transaction. */
export async function learnCategoryOf(
  sql: PoolClient,
  { frame, category }: { frame: PlanFrame; category: string },
): Promise<void> {
  const { shopId } = frame;
  const variantIds = await sampleOfCategory(sql, shopId, { category, limit: MEMBERS });
  const { facts } = await gatherPlanFacts(sql, { frame, variantIds });
  const histories = facts.map(({ history }) => history);
  const learned = learnCategory(histories);
  const serviceLevel = serviceLevelOf({
    histories,
    learned,
    leadWeeks: leadWeeksOf(facts),
    costs: costsOf(facts, frame.holdingShare),
    seed: shopId,
  });
  const demand = { ...learned, serviceLevel };
  await writeCategory(sql, shopId, { category, demand, on: frame.today });
}

/** What a week of holding a piece costs, and missing one, for the member in the middle; per unit of its cost. */
function costsOf(facts: readonly VariantFacts[], holdingShare: number): PeriodCosts {
  const margins = facts.flatMap(({ cost, price }) =>
    cost !== null && price !== null && cost.currency === price.currency && cost.minor > 0
      ? [Math.max(0, price.minor - cost.minor) / cost.minor]
      : [],
  );
  return { holding: holdingShare / WEEKS_A_YEAR, shortage: median(margins) ?? USUAL_MARGIN };
}

function leadWeeksOf(facts: readonly VariantFacts[]): number {
  const days = facts.flatMap(({ supplier, isDirect }) =>
    supplier === null || isDirect ? [] : (leadDaysOf(supplier) ?? []),
  );
  const weeks = Math.ceil((median(days) ?? USUAL_LEAD_WEEKS * 7) / 7);
  return Math.min(LONGEST_LEAD_WEEKS, Math.max(1, weeks));
}

function leadDaysOf({ deliveries, typedLead }: SupplierFacts): number | null {
  const days = deliveries.map(
    ({ orderedAt, arrivedAt }) => (arrivedAt.getTime() - orderedAt.getTime()) / DAY_MS,
  );
  return median(days) ?? typedLead?.likely ?? null;
}

function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}
