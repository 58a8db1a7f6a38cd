import type { PoolClient } from 'pg';
import { readCategories } from '#app/db/category-demand.server.ts';
import {
  lockPlanning,
  lockPlanPass,
  takeVariantsToPlan,
  wantPlanPass,
} from '#app/db/plan-pass.server.ts';
import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { writePlans } from '#app/db/variant-plans.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { planVariant } from '#app/domain/inventory/plan/plan-variant.ts';
import { AGAIN, DONE, type Step } from '#app/jobs/contracts.ts';
import { gatherPlanFacts } from '#app/services/gather-plan-facts.server.ts';
import { loadPlanFrame, planContext, type PlanFrame } from '#app/services/plan-frame.server.ts';

/** Variants in one transaction: a second's work at most. */
const SLICE = 250;

/** What a slice came to. */
export interface PlannedCount {
  taken: number;
  planned: number;
  /** Plans that say something else than before. */
  written: number;
}

/**
 * Plans the variants of which a sale, the stock, a supplier or a purchase order has changed, a slice at a time. Marks and plans
 * are one transaction: a slice that was killed has neither planned nor lost anything, and planning twice is planning once.
 */
export async function planMarked({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  const { taken } = await planNextMarked({ shopId, now });
  return taken < SLICE ? DONE : AGAIN;
}

/** One slice, with what it came to. */
export async function planNextMarked({
  shopId,
  now,
}: {
  shopId: number;
  now: Date;
}): Promise<PlannedCount> {
  return withShopSql(shopId, async (sql) => {
    const nothing = { taken: 0, planned: 0, written: 0 };
    if ((await installedDomain(sql, shopId)) === null) return nothing;
    await lockPlanning(sql, shopId);
    const state = await lockPlanPass(sql, shopId);
    const variantIds = await takeVariantsToPlan(sql, shopId, SLICE);
    // The first pass plans them with all others, by what their categories will have taught.
    if (state?.plannedOn === null && state.pass === null) {
      await wantPlanPass(sql, shopId, now);
      return { ...nothing, taken: variantIds.length };
    }
    if (variantIds.length === 0) return nothing;
    const frame = await loadPlanFrame(sql, { shopId, now });
    return { taken: variantIds.length, ...(await planSlice(sql, { frame, variantIds })) };
  });
}

/** Plans these variants in the caller's transaction, which holds `lockPlanning`. */
export async function planSlice(
  sql: PoolClient,
  { frame, variantIds }: { frame: PlanFrame; variantIds: readonly string[] },
): Promise<Omit<PlannedCount, 'taken'>> {
  const { shopId, now, today } = frame;
  const { facts, gone } = await gatherPlanFacts(sql, { frame, variantIds });
  const names = [...new Set(facts.map(({ category }) => category))];
  const categories = await readCategories(sql, shopId, names);
  const contexts = new Map(
    names.map((name) => [name, planContext(frame, categories.get(name) ?? null)]),
  );
  const plans = facts.map((each) =>
    planVariant(each, contexts.get(each.category) ?? planContext(frame, null)),
  );
  const written = await writePlans(sql, shopId, { plans, gone, now, today });
  return { planned: plans.length, written };
}
