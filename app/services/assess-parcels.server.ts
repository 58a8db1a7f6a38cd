import type { PoolClient } from 'pg';
import { countChanges, openDay } from '#app/db/daily-counts.server.ts';
import {
  loadAssessable,
  loadLegs,
  loadScans,
  writeVerdicts,
} from '#app/db/parcels-assess.server.ts';
import type {
  AssessableParcel,
  AssessedParcel,
  AssessmentScope,
  StoredLeg,
  StoredScan,
} from '#app/db/parcels-assess.server.ts';
import { readSettings } from '#app/db/settings.server.ts';
import { readSyncState } from '#app/db/sync-state.server.ts';
import { recordChanges } from '#app/db/verdict-changes.server.ts';
import type { ChangeTrigger, VerdictChange } from '#app/db/verdict-changes.server.ts';
import { isFollowedByShopify } from '#app/domain/numbers/normalise.ts';
import { scansOfCurrentNumber } from '#app/domain/parcels/attribute-scans.ts';
import { mergeScans } from '#app/domain/scans/merge-scans.ts';
import type { Scan } from '#app/domain/scans/scan.ts';
import { assessParcel } from '#app/domain/verdicts/assess-parcel.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import { parseShopSettings } from '#app/domain/verdicts/parse-shop-settings.ts';
import { DEFAULT_SETTINGS, calendarsFor, limitsFor } from '#app/domain/verdicts/settings.ts';
import type { Verdict } from '#app/domain/verdicts/verdict.ts';

/** What made us look: `sync` = fresh facts came, `time` = a review was due, `settings` = limits changed. */
export type Occasion = 'sync' | 'time' | 'settings';

/**
 * Judges the parcels of a scope at `now` and writes verdict, latest state, changes and the day's counts, in the
 * caller's transaction: with the write that brought a scan, so that a flag clears with it and says why.
 * Settings and source age are read once, scans and numbers once for all parcels. Returns how many were judged.
 */
export async function assessParcels(
  sql: PoolClient,
  {
    shopId,
    scope,
    occasion,
    now,
  }: {
    shopId: number;
    scope: AssessmentScope;
    occasion: Occasion;
    now: Date;
  },
): Promise<number> {
  // First of all: the end of yesterday is what was known before this instant's changes.
  const dayOn = await openDay(sql, shopId, now);
  const parcels = await loadAssessable(sql, shopId, scope);
  if (parcels.length === 0) return 0;
  const ids = parcels.map((parcel) => parcel.fulfillmentId);
  const scans = await loadScans(sql, shopId, ids);
  const legs = await loadLegs(sql, shopId, ids);
  const settings = await settingsOf(sql, shopId);
  const { sourceAnsweredAt } = await readSyncState(sql, shopId);

  const judged = parcels.map((parcel) => {
    const own = ownScans(parcel, scans.get(parcel.fulfillmentId), legs.get(parcel.fulfillmentId));
    const verdict = judge(parcel, { scans: own, settings, sourceAnsweredAt, now });
    return { parcel, assessed: withLatest(parcel, { verdict, scans: own, now }), scans: own };
  });
  const changes = judged.flatMap(({ parcel, assessed, scans: own }) =>
    changeOf(parcel, { verdict: assessed.verdict, scans: own, occasion }),
  );
  await writeVerdicts(
    sql,
    shopId,
    judged.map(({ assessed }) => assessed),
    now,
  );
  await recordChanges(sql, shopId, changes, now);
  await countChanges(sql, shopId, { dayOn, changes });
  return parcels.length;
}

/** The shop's settings; what was never saved, or saved by a release that knew other limits, falls back to defaults. */
async function settingsOf(sql: PoolClient, shopId: number): Promise<ShopSettings> {
  const saved = await readSettings(sql, shopId);
  const parsed = saved === null ? null : parseShopSettings(saved.settings);
  return parsed?.ok === true ? parsed.settings : DEFAULT_SETTINGS;
}

/** The scans that speak of the parcel's current number, each once, in order of time. */
function ownScans(
  parcel: AssessableParcel,
  ofFulfillment: readonly StoredScan[] = [],
  legsOfFulfillment: readonly StoredLeg[] = [],
): Scan[] {
  const legs = legsOfFulfillment.filter((leg) => leg.position === parcel.position);
  const offered = ofFulfillment.filter(
    (scan) => scan.position === null || scan.position === parcel.position,
  );
  return mergeScans(scansOfCurrentNumber(offered, { legs }));
}

function judge(
  parcel: AssessableParcel,
  facts: { scans: Scan[]; settings: ShopSettings; sourceAnsweredAt: Date | null; now: Date },
): Verdict {
  const { scans, settings, sourceAnsweredAt, now } = facts;
  const lane = { origin: parcel.origin, destination: parcel.destination };
  return assessParcel({
    parcel: {
      number: parcel.number,
      numberSeenAt: parcel.numberSeenAt,
      shippedAt: parcel.shippedAt,
      cancelled: parcel.cancelled,
      origin: parcel.origin ?? settings.calendar.defaultOrigin,
      destination: parcel.destination,
      estimatedDeliveryAt: parcel.estimatedDeliveryAt,
      sharedStream: parcel.sharedStream,
      carrierFollowedByShopify: isFollowedByShopify(parcel.carrier),
    },
    scans,
    sourceAnsweredAt,
    limits: limitsFor(settings, lane),
    calendars: calendarsFor(settings, lane),
    now,
  });
}

function withLatest(
  parcel: AssessableParcel,
  { verdict, scans, now }: { verdict: Verdict; scans: Scan[]; now: Date },
): AssessedParcel {
  const last = scans.at(-1) ?? null;
  const isStillMuted = parcel.muted && parcel.mutedUntil !== null && parcel.mutedUntil > now;
  const mutedUntil = isStillMuted ? parcel.mutedUntil : null;
  return {
    fulfillmentId: parcel.fulfillmentId,
    position: parcel.position,
    verdict,
    reviewAt: earlier(afterNow(verdict.reviewAt, now), mutedUntil),
    mutedUntil,
    muted: isStillMuted,
    latest: {
      milestone: last?.milestone ?? null,
      firstScanAt: scans[0]?.occurredAt ?? null,
      lastScanAt: last?.occurredAt ?? null,
      lastPhysicalAt: scans.findLast((scan) => scan.physical)?.occurredAt ?? null,
      deliveredAt: scans.find((scan) => scan.milestone === 'delivered')?.occurredAt ?? null,
      scanCount: scans.length,
    },
  };
}

/** A review in the past would come up at every tick; whatever asked for it is asked again in a minute instead. */
function afterNow(reviewAt: Date | null, now: Date): Date | null {
  if (reviewAt === null || reviewAt > now) return reviewAt;
  return new Date(now.getTime() + 60_000);
}

function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function changeOf(
  parcel: AssessableParcel,
  { verdict, scans, occasion }: { verdict: Verdict; scans: Scan[]; occasion: Occasion },
): VerdictChange[] {
  if (parcel.verdict === verdict.kind) return [];
  const { trigger, detail } = whyChanged(parcel, { verdict, scans, occasion });
  const { fulfillmentId, position } = parcel;
  const { kind: to, cause } = verdict;
  return [{ fulfillmentId, position, from: parcel.verdict, to, cause, trigger, detail }];
}

function whyChanged(
  parcel: AssessableParcel,
  { verdict, scans, occasion }: { verdict: Verdict; scans: Scan[]; occasion: Occasion },
): { trigger: ChangeTrigger; detail: VerdictChange['detail'] } {
  if (parcel.verdict === 'unassessed') return { trigger: 'first', detail: {} };
  if (occasion === 'settings') return { trigger: 'settings', detail: {} };
  if (parcel.verdict === 'source_blind' || verdict.kind === 'source_blind') {
    return { trigger: 'source', detail: {} };
  }
  const last = scans.at(-1);
  if (last !== undefined && scans.length > parcel.scanCount) {
    return {
      trigger: 'scan',
      detail: {
        eventId: last.eventId,
        milestone: last.milestone,
        at: last.occurredAt.toISOString(),
      },
    };
  }
  // A number came, changed or went: its scans, if it had any, went with it.
  if (occasion === 'sync') return { trigger: 'number', detail: { number: parcel.number } };
  return { trigger: 'time', detail: {} };
}
