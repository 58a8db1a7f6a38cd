import type { PoolClient } from 'pg';
import { nextCategoryToLearn } from '#app/db/category-demand.server.ts';
import { listVariants } from '#app/db/plan-facts.server.ts';
import {
  endPlanPass,
  keepPlanPass,
  lockPlanning,
  lockPlanPass,
  putOffPlanPass,
  type PlanPass,
} from '#app/db/plan-pass.server.ts';
import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { deletePlansBeyond } from '#app/db/variant-plans.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { startOfDayAfter } from '#app/domain/shared/day-in-zone.ts';
import { addDays } from '#app/domain/shared/iso-days.ts';
import { AGAIN, DONE, type Step } from '#app/jobs/contracts.ts';
import { learnCategoryOf } from '#app/services/learn-category.server.ts';
import { loadPlanFrame, type PlanFrame } from '#app/services/plan-frame.server.ts';
import { planSlice, type PlannedCount } from '#app/services/plan-variants.server.ts';

/** Variants in one transaction. */
const SLICE = 250;
/** Categories are learned anew after so many days. */
const LEARNED_FOR_DAYS = 7;
/** The pass begins at this hour of the shop's day, when hardly anybody is at work. */
const NIGHT_HOUR = 3;
/** Before the shop's stock has been read for the first time there is nothing to plan. */
const UNTIL_STOCK_IS_READ_MS = 600_000;
const HOUR_MS = 3_600_000;

/**
 * Plans every variant of a shop, once a night, for plans move with the day alone: learns each category that was not learned for
 * a week, then plans slice by slice. Where it stands is stored: a kill repeats one slice, and what was planned already is not
 * written twice.
 */
export async function planShop({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  return (await planNextOfShop({ shopId, now })).isDone ? DONE : AGAIN;
}

/** One slice, with what it came to. */
export async function planNextOfShop({
  shopId,
  now,
}: {
  shopId: number;
  now: Date;
}): Promise<PlannedCount & { isDone: boolean }> {
  const nothing = { taken: 0, planned: 0, written: 0 };
  return withShopSql(shopId, async (sql) => {
    if ((await installedDomain(sql, shopId)) === null) return { ...nothing, isDone: true };
    await lockPlanning(sql, shopId);
    const state = await lockPlanPass(sql, shopId);
    if (state === null || (state.pass === null && state.nextAt > now))
      return { ...nothing, isDone: true };
    if (state.pass === null && state.stockReadAt === null) {
      await putOffPlanPass(sql, shopId, new Date(now.getTime() + UNTIL_STOCK_IS_READ_MS));
      return { ...nothing, isDone: true };
    }
    const frame = await loadPlanFrame(sql, { shopId, now });
    const fresh: PlanPass = { on: frame.today, phase: 'learn', after: null };
    // A pass that midnight overtook would leave plans of two days: it begins anew.
    const pass = state.pass?.on === frame.today ? state.pass : fresh;
    return pass.phase === 'learn'
      ? { ...nothing, isDone: await learnNext(sql, { frame, pass }) }
      : planNext(sql, { frame, pass });
  });
}

/** Learns one category; false: there is more to do, for planning follows. */
async function learnNext(
  sql: PoolClient,
  { frame, pass }: { frame: PlanFrame; pass: PlanPass },
): Promise<false> {
  const { shopId, today } = frame;
  const learnedBefore = addDays(today, -LEARNED_FOR_DAYS);
  const category = await nextCategoryToLearn(sql, shopId, { after: pass.after, learnedBefore });
  if (category !== null) await learnCategoryOf(sql, { frame, category });
  await keepPlanPass(
    sql,
    shopId,
    category === null ? { ...pass, phase: 'plan', after: null } : { ...pass, after: category },
  );
  return false;
}

async function planNext(
  sql: PoolClient,
  { frame, pass }: { frame: PlanFrame; pass: PlanPass },
): Promise<PlannedCount & { isDone: boolean }> {
  const { shopId, now, timeZone } = frame;
  const variantIds = await listVariants(sql, shopId, { after: pass.after, limit: SLICE });
  const count = await planSlice(sql, { frame, variantIds });
  const last = variantIds.at(-1);
  const isOver = last === undefined || variantIds.length < SLICE;
  // Plans of variants that stock's list has no more.
  await deletePlansBeyond(sql, shopId, {
    after: pass.after,
    until: isOver ? null : last,
    variantIds,
  });
  if (isOver)
    await endPlanPass(sql, shopId, { on: pass.on, now, nextAt: nightAfter(now, timeZone) });
  else await keepPlanPass(sql, shopId, { ...pass, after: last });
  return { taken: variantIds.length, ...count, isDone: isOver };
}

/** The next night: three o'clock of a day that has not come to that hour yet. */
function nightAfter(now: Date, timeZone: string): Date {
  const today = new Date(startOfDayAfter(now, 0, timeZone).getTime() + NIGHT_HOUR * HOUR_MS);
  return today > now
    ? today
    : new Date(startOfDayAfter(now, 1, timeZone).getTime() + NIGHT_HOUR * HOUR_MS);
}
