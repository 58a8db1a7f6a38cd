import {
  shopsWithDirtyOrders,
  shopsWithDueFacts,
  shopsWithDuePolls,
  shopsWithDueReviews,
  shopsWithDueSweeps,
  shopsWithDueWatch,
  shopsWithEvidence,
  shopsWithExpiringSessions,
  shopsWithOpenPushes,
  shopsWithOpenUploads,
  shopsWithOutbox,
  shopsWithRunningImports,
  shopsWithShopperViews,
} from '#app/db/cross-shop.server.ts';
import type { WaitingShop } from '#app/db/cross-shop.server.ts';
import { shopsWithDueLaneModels, shopsWithParcelsToLearn } from '#app/db/lane-schedule.server.ts';
import { shopsToJudge, shopsToJudgeAll, shopsWithDueDigest } from '#app/db/judging-marks.server.ts';
import { shopsWithVariantsToPlan } from '#app/db/plan-pass.server.ts';
import { shopsWithDuePlanning } from '#app/db/planning-state.server.ts';
import { shopsWithParcelsToScore } from '#app/db/score-marks.server.ts';
import { shopsWithNewDay, shopsWithOpenPrivacyRequests } from '#app/db/sync-waiting.server.ts';
import { capBackOff, cleanQueue, readyJobs } from '#app/db/worker-heartbeats.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { catalogueWords } from '#app/domain/findings/asked-rules.ts';
import { RULES } from '#app/domain/findings/rules/catalogue.ts';
import type { JobName } from '#app/jobs/contracts.ts';
import { ensureJob } from '#app/jobs/enqueue.server.ts';

/** Shops looked at per question and tick; the longest-waiting come first, so none starves. */
const SHOPS_PER_TICK = 100;
/** A failing job is tried again at least this often. */
const LONGEST_BACK_OFF = { soonMs: 30_000, laterMs: 600_000 };
/** Tokens that ended this long ago belong to a shop that nobody visits and no sweep reaches. */
const DORMANT_MS = 20 * 3_600_000;

/**
 * Finds the work that time has made due, in every shop, and queues it; and queues again what lost its job (a safety
 * net: every write that causes work queues it itself). Cost grows with the shops that have work.
 * `settled` is true when nothing was due and no job could run: everything up to `now` has been done.
 */
export async function tickShops({ now }: { now: Date }): Promise<{ settled: boolean }> {
  const due: [JobName, WaitingShop[]][] = [
    ['sweep-shop', await shopsWithDueSweeps(now, SHOPS_PER_TICK)],
    ['refetch-orders', await shopsWithDirtyOrders(SHOPS_PER_TICK)],
    ['read-pushes', await shopsWithOpenPushes(SHOPS_PER_TICK)],
    ['seal-evidence', await shopsWithEvidence(SHOPS_PER_TICK)],
    ['ask-sources', await shopsWithDuePolls(now, SHOPS_PER_TICK)],
    ['watch-sources', await shopsWithDueWatch(now, SHOPS_PER_TICK)],
    ['roll-day', await shopsWithNewDay(now, SHOPS_PER_TICK)],
    ['make-lane-model', await shopsWithDueLaneModels(now, SHOPS_PER_TICK)],
    ['assess-due', await shopsWithDueReviews(now, SHOPS_PER_TICK)],
    ['work-uploads', await shopsWithOpenUploads(SHOPS_PER_TICK)],
    ['send-outbox', await shopsWithOutbox(now, SHOPS_PER_TICK)],
    ['import-shop', await shopsWithRunningImports(SHOPS_PER_TICK)],
    ['learn-lanes', await shopsWithParcelsToLearn(SHOPS_PER_TICK)],
    ['score-parcels', await shopsWithParcelsToScore(SHOPS_PER_TICK)],
    ['read-products', await shopsWithDueFacts(now, SHOPS_PER_TICK)],
    ['read-stock', await shopsWithDuePlanning('stock', now, SHOPS_PER_TICK)],
    ['read-payments', await shopsWithDuePlanning('payments', now, SHOPS_PER_TICK)],
    ['plan-variants', await shopsWithVariantsToPlan(SHOPS_PER_TICK)],
    ['plan-shop', await shopsWithDuePlanning('plan', now, SHOPS_PER_TICK)],
    ['forecast-cash', await shopsWithDuePlanning('cash', now, SHOPS_PER_TICK)],
    ['judge-subjects', await shopsToJudge(now, SHOPS_PER_TICK)],
    ['judge-all', await shopsToJudgeAll(catalogueWords(RULES), SHOPS_PER_TICK)],
    ['write-digest', await shopsWithDueDigest(now, SHOPS_PER_TICK)],
    ['write-shopper-views', await shopsWithShopperViews(now, SHOPS_PER_TICK)],
    ['process-privacy', await shopsWithOpenPrivacyRequests(SHOPS_PER_TICK)],
  ];
  for (const [job, shops] of due) await ensureJobs(job, shops);
  await capBackOff(LONGEST_BACK_OFF);
  return { settled: due.every(([, shops]) => shops.length === 0) && (await readyJobs()) === 0 };
}

/** What needs a look now and then, on the machine's clock: tokens of dormant shops, and the queue's leftovers. */
export async function tickHousekeeping(): Promise<void> {
  await cleanQueue();
  const before = new Date(Date.now() - DORMANT_MS);
  await ensureJobs('keep-warm', await shopsWithExpiringSessions(before, SHOPS_PER_TICK));
}

async function ensureJobs(job: JobName, shops: readonly WaitingShop[]): Promise<void> {
  for (const { shopId } of shops)
    await withShopSql(shopId, (sql) => ensureJob(sql, job, { shopId }));
}
