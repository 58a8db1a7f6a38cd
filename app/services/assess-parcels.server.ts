import type { PoolClient } from 'pg';
import { countChanges, openDay } from '#app/db/daily-counts.server.ts';
import { loadAssessable, writeVerdicts } from '#app/db/parcels-assess.server.ts';
import type {
  AssessableParcel,
  AssessedParcel,
  AssessmentScope,
} from '#app/db/parcels-assess.server.ts';
import { readSettings } from '#app/db/settings.server.ts';
import { recordChanges } from '#app/db/verdict-changes.server.ts';
import type { ChangeTrigger, VerdictChange } from '#app/db/verdict-changes.server.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import { parseShopSettings } from '#app/domain/verdicts/parse-shop-settings.ts';
import { DEFAULT_SETTINGS } from '#app/domain/verdicts/settings.ts';
import { loadFacts } from '#app/services/assess-facts.server.ts';
import { judgeParcel, type Judgement } from '#app/services/judge-parcel.ts';
import { journeyMark } from '#app/services/parcel-journey.ts';
import { planPolls } from '#app/services/plan-polls.server.ts';

/** What made us look: `sync` = fresh facts came, `time` = a review was due, `settings` = limits changed, `person` = somebody said so. */
export type Occasion = 'sync' | 'time' | 'settings' | 'person';

/**
 * Judges the parcels of a scope at `now` and writes verdict, latest state, changes and the day's counts, in the
 * caller's transaction: with the write that brought a scan, so that a flag clears with it and says why. What sources are
 * asked next follows from it. Every question is asked once for all parcels. Returns how many were judged.
 */
export async function assessParcels(
  sql: PoolClient,
  {
    shopId,
    scope,
    occasion,
    said = {},
    now,
  }: {
    shopId: number;
    scope: AssessmentScope;
    occasion: Occasion;
    /** Who said what, kept with the change it brings; for the occasion `person`. */
    said?: VerdictChange['detail'];
    now: Date;
  },
): Promise<number> {
  // First of all: the end of yesterday is what was known before this instant's changes.
  const dayOn = await openDay(sql, shopId, now);
  const parcels = await loadAssessable(sql, shopId, scope);
  if (parcels.length === 0) return 0;
  const settings = await settingsOf(sql, shopId);
  const facts = await loadFacts(sql, shopId, parcels);
  const judged = parcels.map((parcel) => {
    const judgement = judgeParcel(parcel, { facts, settings, now });
    return { parcel, judgement, assessed: withLatest(parcel, judgement, { settings, now }) };
  });
  const changes = judged.flatMap(({ parcel, judgement }) =>
    changeOf(parcel, judgement, { occasion, said }),
  );
  await writeVerdicts(
    sql,
    shopId,
    judged.map(({ assessed }) => assessed),
    now,
  );
  await recordChanges(sql, shopId, changes, now);
  await countChanges(sql, shopId, { dayOn, changes });
  const fulfillmentIds = parcels.map((parcel) => parcel.fulfillmentId);
  await planPolls(sql, { shopId, fulfillmentIds, now });
  return parcels.length;
}

/** The shop's settings; what was never saved, or saved by a release that knew other limits, falls back to defaults. */
async function settingsOf(sql: PoolClient, shopId: number): Promise<ShopSettings> {
  const saved = await readSettings(sql, shopId);
  const parsed = saved === null ? null : parseShopSettings(saved.settings);
  return parsed?.ok === true ? parsed.settings : DEFAULT_SETTINGS;
}

function withLatest(
  parcel: AssessableParcel,
  judgement: Judgement,
  { settings, now }: { settings: ShopSettings; now: Date },
): AssessedParcel {
  const { verdict, proofs, clock, timeline, scanCount, told } = judgement;
  const concluded = { ...parcel, verdict: verdict.kind, verdictSince: verdict.since };
  const last = timeline.at(-1) ?? null;
  const isStillMuted = parcel.muted && parcel.mutedUntil !== null && parcel.mutedUntil > now;
  const mutedUntil = isStillMuted ? parcel.mutedUntil : null;
  return {
    fulfillmentId: parcel.fulfillmentId,
    position: parcel.position,
    verdict,
    reviewAt: earlier(afterNow(verdict.reviewAt, now), mutedUntil),
    mutedUntil,
    muted: isStillMuted,
    proofs,
    journeyMark: journeyMark(concluded, { told, settings, asOf: now }),
    answeredBy: clock.answeredBy,
    // Shopify answers for the whole shop: its clock is the shop's and not kept with each parcel.
    sourceAnsweredAt: clock.answeredBy === 'shopify' ? null : clock.sourceAnsweredAt,
    latest: {
      milestone: last?.milestone ?? null,
      firstScanAt: timeline[0]?.occurredAt ?? null,
      lastScanAt: last?.occurredAt ?? null,
      lastPhysicalAt: timeline.findLast((scan) => scan.physical)?.occurredAt ?? null,
      deliveredAt: timeline.find((scan) => scan.milestone === 'delivered')?.occurredAt ?? null,
      scanCount,
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

interface Why {
  occasion: Occasion;
  said: VerdictChange['detail'];
}

function changeOf(parcel: AssessableParcel, judgement: Judgement, why: Why): VerdictChange[] {
  const { verdict } = judgement;
  if (parcel.verdict === verdict.kind) return [];
  const { trigger, detail } = whyChanged(parcel, judgement, why);
  const { fulfillmentId, position } = parcel;
  const { kind: to, cause } = verdict;
  return [{ fulfillmentId, position, from: parcel.verdict, to, cause, trigger, detail }];
}

function whyChanged(
  parcel: AssessableParcel,
  { verdict, timeline, scanCount }: Judgement,
  { occasion, said }: Why,
): { trigger: ChangeTrigger; detail: VerdictChange['detail'] } {
  if (parcel.verdict === 'unassessed') return { trigger: 'first', detail: {} };
  if (occasion === 'settings') return { trigger: 'settings', detail: {} };
  if (occasion === 'person') return { trigger: 'person', detail: said };
  if (parcel.verdict === 'source_blind' || verdict.kind === 'source_blind') {
    return { trigger: 'source', detail: {} };
  }
  const last = timeline.at(-1);
  if (last !== undefined && scanCount > parcel.scanCount) {
    return {
      trigger: 'scan',
      detail: {
        eventId: last.eventId,
        milestone: last.milestone,
        at: last.occurredAt.toISOString(),
      },
    };
  }
  if (verdict.kind === 'wrong_number') return { trigger: 'proof', detail: {} };
  // A number came, changed or went: its scans, if it had any, went with it.
  if (occasion === 'sync') return { trigger: 'number', detail: { number: parcel.number } };
  return { trigger: 'time', detail: {} };
}
