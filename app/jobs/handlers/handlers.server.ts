import type { JobName, Step } from '#app/jobs/contracts.ts';
import { askSources } from '#app/services/ask-sources.server.ts';
import { assessDue } from '#app/services/assess-due.server.ts';
import { forecastCash } from '#app/services/forecast-cash.server.ts';
import { importShop } from '#app/services/import-shop.server.ts';
import { judgeAll } from '#app/services/judge-all.server.ts';
import { judgeMarked } from '#app/services/judge-subjects.server.ts';
import { learnLanes } from '#app/services/learn-lanes.server.ts';
import { makeLaneModel } from '#app/services/make-lane-model.server.ts';
import { checkParity } from '#app/services/parity-check.server.ts';
import { planShop } from '#app/services/plan-shop.server.ts';
import { planMarked } from '#app/services/plan-variants.server.ts';
import { processPrivacyRequests } from '#app/services/process-privacy-requests.server.ts';
import { readPayments } from '#app/services/read-payments.server.ts';
import { readProducts } from '#app/services/read-products.server.ts';
import { readPushes } from '#app/services/read-pushes.server.ts';
import { readShopSide } from '#app/services/read-shop-side.server.ts';
import { readStock } from '#app/services/read-stock.server.ts';
import { reassessSlice } from '#app/services/reassess-slice.server.ts';
import { refetchOrders } from '#app/services/refetch-orders.server.ts';
import { refetchShop } from '#app/services/refetch-shop.server.ts';
import { scoreMarked } from '#app/services/score-parcels.server.ts';
import { sealEvidence } from '#app/services/seal-evidence.server.ts';
import { sendOutbox } from '#app/services/send-outbox.server.ts';
import { sweepShop } from '#app/services/sweep-shop.server.ts';
import { keepWarm } from '#app/services/tick-keep-warm.server.ts';
import { rollDay } from '#app/services/tick-roll-day.server.ts';
import { watchSources } from '#app/services/watch-sources.server.ts';
import { workUploads } from '#app/services/work-uploads.server.ts';
import { writeDigest } from '#app/services/write-digest.server.ts';
import { writeShopperViews } from '#app/services/write-shopper-views.server.ts';

/** Does one bounded slice of a job. Safe to repeat from the start at any point: effects carry their own keys. */
export type Handler = (slice: { shopId: number; now: Date }) => Promise<Step>;

/** What each job does. */
export const HANDLERS: Record<JobName, Handler> = {
  'process-privacy': processPrivacyRequests,
  'refresh-shop': refetchShop,
  'sweep-shop': sweepShop,
  'refetch-orders': refetchOrders,
  'read-pushes': readPushes,
  'seal-evidence': sealEvidence,
  'ask-sources': askSources,
  'watch-sources': watchSources,
  'roll-day': rollDay,
  'make-lane-model': makeLaneModel,
  'assess-due': assessDue,
  'reassess-shop': reassessSlice,
  'work-uploads': workUploads,
  'send-outbox': sendOutbox,
  'import-shop': importShop,
  'check-parity': checkParity,
  'keep-warm': keepWarm,
  'read-shop-side': readShopSide,
  'read-products': readProducts,
  'read-stock': readStock,
  'read-payments': readPayments,
  'plan-variants': planMarked,
  'plan-shop': planShop,
  'forecast-cash': forecastCash,
  'judge-subjects': judgeMarked,
  'judge-all': judgeAll,
  'write-digest': writeDigest,
  'write-shopper-views': writeShopperViews,
  'learn-lanes': learnLanes,
  'score-parcels': scoreMarked,
};
