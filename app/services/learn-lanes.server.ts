import type { PoolClient } from 'pg';
import { addToCells, addToSetAside } from '#app/db/lane-cells.server.ts';
import {
  hasLessons,
  parcelsLearnedAfter,
  readLessons,
  takeParcelsToLearn,
  writeLessons,
  type ParcelToLearn,
} from '#app/db/lane-journeys.server.ts';
import { newestModel } from '#app/db/lane-model-versions.server.ts';
import {
  continueRelearning,
  lockLearning,
  planLaneModel,
  readLaneSchedule,
} from '#app/db/lane-schedule.server.ts';
import { loadLegs, loadScans } from '#app/db/parcels-assess.server.ts';
import { redactedOrders } from '#app/db/privacy.server.ts';
import { readSettings } from '#app/db/settings.server.ts';
import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { journeyOf } from '#app/domain/lanes/journey.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import { AGAIN, DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { parcelKey } from '#app/services/assess-facts.server.ts';
import { chainScans, type ChainScans } from '#app/services/chain-scans.ts';
import {
  countLesson,
  emptyLesson,
  emptyTally,
  lessonOf,
  type Lesson,
} from '#app/services/lane-lesson.ts';
import { laneModelOf, type LanesOfShop } from '#app/services/lane-models.server.ts';
import { settingsOf } from '#app/services/load-settings.server.ts';
import { journeyFacts, laneOf } from '#app/services/parcel-journey.ts';

/** Parcels in one transaction: the more, the more of them share a counter; half a second's work at most. */
const SLICE = 500;
const DAY_MS = 86_400_000;

/**
 * Learns from the parcels that have changed, a slice at a time: what each taught before is taken off the counters, what it
 * teaches now is added, and no other parcel is looked at. So learning twice is learning once, no order of parcels or scans
 * has a say, and a slice that was killed has neither counted nor lost anything: marks, lessons and counters are one
 * transaction.
 */
export async function learnLanes({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  return withShopSql(shopId, async (sql) => {
    const domain = await installedDomain(sql, shopId);
    if (domain === null) return DONE;
    await lockLearning(sql, shopId);
    const marked = await takeParcelsToLearn(sql, shopId, SLICE);
    await learnParcels(sql, { shopId, domain, parcels: marked, now });
    const isDrained = marked.length < SLICE;
    const isOver = isDrained && (await relearn(sql, { shopId, domain, now }));
    await planNext(sql, { shopId, hasLearned: marked.length > 0, isOver, now });
    return isOver ? DONE : AGAIN;
  });
}

/** Learns the next parcels anew after the kind of days changed; true when that is over or was not asked for. */
async function relearn(
  sql: PoolClient,
  { shopId, domain, now }: { shopId: number; domain: string; now: Date },
): Promise<boolean> {
  const { relearnAfter } = await readLaneSchedule(sql, shopId);
  if (relearnAfter === null) return true;
  const parcels = await parcelsLearnedAfter(sql, shopId, { after: relearnAfter, limit: SLICE });
  const last = parcels.at(-1)?.fulfillmentId ?? null;
  await learnParcels(sql, { shopId, domain, parcels, now });
  await continueRelearning(sql, shopId, last);
  if (last === null) await planLaneModel(sql, shopId, now);
  return last === null;
}

/** A model a day, while something is learned; the first one as soon as everything the import brought has been learned. */
async function planNext(
  sql: PoolClient,
  {
    shopId,
    hasLearned,
    isOver,
    now,
  }: { shopId: number; hasLearned: boolean; isOver: boolean; now: Date },
): Promise<void> {
  const { nextModelAt, isImporting } = await readLaneSchedule(sql, shopId);
  if (nextModelAt === null && !isImporting) {
    const newest = await newestModel(sql, shopId);
    if (newest !== null && hasLearned) {
      const nextDay = new Date(newest.madeAt.getTime() + DAY_MS);
      await planLaneModel(sql, shopId, nextDay > now ? nextDay : now);
    }
    if (newest === null && isOver && (hasLearned || (await hasLessons(sql, shopId)))) {
      await planLaneModel(sql, shopId, now);
    }
  }
  const planned = await readLaneSchedule(sql, shopId);
  if (isOver && planned.nextModelAt !== null && planned.nextModelAt <= now) {
    await enqueue(sql, 'make-lane-model', { shopId });
  }
}

/** Takes off the counters what these parcels taught before, and adds what they teach now. */
async function learnParcels(
  sql: PoolClient,
  {
    shopId,
    domain,
    parcels,
    now,
  }: { shopId: number; domain: string; parcels: readonly ParcelToLearn[]; now: Date },
): Promise<void> {
  if (parcels.length === 0) return;
  const ids = parcels.map(({ fulfillmentId }) => fulfillmentId);
  const scans = await loadScans(sql, shopId, ids);
  const legs = await loadLegs(sql, shopId, ids);
  const settings = settingsOf(await readSettings(sql, shopId));
  const orderIds = [...new Set(parcels.map(({ orderId }) => orderId))];
  const redacted = await redactedOrders(sql, domain, orderIds);
  const lanes = await laneModelOf(sql, shopId);
  const learned = new Map(
    (await readLessons(sql, shopId, ids)).map((lesson) => [parcelKey(lesson), lesson]),
  );
  const tally = emptyTally();
  const lessons = parcels.map((parcel) => {
    const { fulfillmentId, position } = parcel;
    const told = chainScans(parcel, {
      legs: (legs.get(fulfillmentId) ?? []).filter((leg) => leg.position === position),
      scans: scans.get(fulfillmentId) ?? [],
    });
    const before = learned.get(parcelKey(parcel)) ?? null;
    const lesson = redacted.has(parcel.orderId)
      ? emptyLesson('parcel_redacted', {
          lane: { carrier: null, origin: null, destination: null },
          startedAt: parcel.shippedAt,
        })
      : lessonFrom(parcel, { told, settings, lanes, before, now });
    if (before !== null) countLesson(tally, before, -1);
    countLesson(tally, lesson, 1);
    return { fulfillmentId, position, ...lesson };
  });
  await writeLessons(sql, shopId, { lessons, now });
  await addToCells(
    sql,
    shopId,
    [...tally.cells.values()].filter(({ bins, stuck }) => stuck !== 0 || bins.some(Boolean)),
  );
  await addToSetAside(
    sql,
    shopId,
    [...tally.setAside.values()].filter(({ count }) => count !== 0),
  );
}

function lessonFrom(
  parcel: ParcelToLearn,
  {
    told,
    settings,
    lanes,
    before,
    now,
  }: {
    told: ChainScans;
    settings: ShopSettings;
    lanes: LanesOfShop;
    before: Lesson | null;
    now: Date;
  },
): Lesson {
  const nothing = {
    lane: laneOf(parcel, { told, settings }),
    startedAt: parcel.numberSeenAt ?? parcel.shippedAt,
  };
  const { reason, facts } = journeyFacts(parcel, { told, settings, asOf: now });
  if (reason !== null) return emptyLesson(reason, nothing);
  const { journey, setAside } = journeyOf(facts);
  if (journey === null) return emptyLesson(setAside[0] ?? 'parcel_without_span', nothing);
  const { record, delivery: model } = lanes;
  return lessonOf(journey, {
    destination: facts.calendars.destination,
    expected: record === null ? null : { ...record, model },
    before,
    setAside: countEach(setAside),
  });
}

function countEach(reasons: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const reason of reasons) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
