import type { PoolClient } from 'pg';
import { loadLegs, loadScans } from '#app/db/parcels-assess.server.ts';
import type { StoredLeg, StoredScan } from '#app/db/parcels-assess.server.ts';
import {
  applyScores,
  lockScoring,
  readScores,
  type ScoreChange,
} from '#app/db/score-cells.server.ts';
import { loadScoreFacts, type ScorableParcel } from '#app/db/score-facts.server.ts';
import { takeParcelsToScore } from '#app/db/score-marks.server.ts';
import { readSettings } from '#app/db/settings.server.ts';
import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { scoreOf, type ParcelScore } from '#app/domain/scorecards/parcel-score.ts';
import { scoreFactsOf } from '#app/domain/scorecards/score-facts.ts';
import type { Scan } from '#app/domain/scans/scan.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import { calendarsFor, limitsFor } from '#app/domain/verdicts/settings.ts';
import { AGAIN, DONE, type Step } from '#app/jobs/contracts.ts';
import { parcelKey } from '#app/services/assess-facts.server.ts';
import { chainScans } from '#app/services/chain-scans.ts';
import { settingsOf } from '#app/services/load-settings.server.ts';

/** Parcels in one transaction. */
const SLICE = 300;

/**
 * Counts the parcels that have changed, a slice at a time. What each counted before is taken off the counters and what it
 * counts now is added, so counting twice is counting once and no order of parcels has a say; a slice that was killed has
 * neither counted nor lost anything.
 */
export async function scoreMarked({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  return withShopSql(shopId, async (sql) => {
    if ((await installedDomain(sql, shopId)) === null) return DONE;
    await lockScoring(sql, shopId);
    const fulfillmentIds = await takeParcelsToScore(sql, shopId, SLICE);
    await scoreParcels(sql, { shopId, fulfillmentIds, now });
    return fulfillmentIds.length < SLICE ? DONE : AGAIN;
  });
}

/** Brings the counters up to date with every parcel of these fulfillments, in the caller's transaction. */
export async function scoreParcels(
  sql: PoolClient,
  { shopId, fulfillmentIds, now }: { shopId: number; fulfillmentIds: readonly string[]; now: Date },
): Promise<void> {
  if (fulfillmentIds.length === 0) return;
  await lockScoring(sql, shopId);
  const parcels = await loadScoreFacts(sql, shopId, fulfillmentIds);
  const scans = await loadScans(sql, shopId, fulfillmentIds);
  const legs = await loadLegs(sql, shopId, fulfillmentIds);
  const settings = settingsOf(await readSettings(sql, shopId));
  const before = await readScores(sql, shopId, fulfillmentIds);
  const after = new Map(
    parcels.map((parcel) => {
      const told = {
        legs: (legs.get(parcel.fulfillmentId) ?? []).filter(
          ({ position }) => position === parcel.position,
        ),
        scans: scans.get(parcel.fulfillmentId) ?? [],
      };
      return [parcelKey(parcel), { parcel, score: scoreFor(parcel, { told, settings, now }) }];
    }),
  );
  await applyScores(sql, shopId, changesBetween(before, after));
}

function changesBetween(
  before: Awaited<ReturnType<typeof readScores>>,
  after: ReadonlyMap<string, { parcel: ScorableParcel; score: ParcelScore | null }>,
): ScoreChange[] {
  const known = new Map(before.map((one) => [parcelKey(one), one.score]));
  const changed = [...after].map(([key, { parcel, score }]) => ({
    fulfillmentId: parcel.fulfillmentId,
    position: parcel.position,
    before: known.get(key) ?? null,
    after: score,
  }));
  const gone = before
    .filter((one) => !after.has(parcelKey(one)))
    .map(({ score, ...parcel }) => ({ ...parcel, before: score, after: null }));
  return [...changed, ...gone].filter((change) => !isSame(change.before, change.after));
}

function isSame(a: ParcelScore | null, b: ParcelScore | null): boolean {
  if (a === null || b === null) return a === b;
  return wordsOf(a) === wordsOf(b);
}

/** The database keeps no order of keys. */
function wordsOf({ carrier, supplier, origin, destination, days }: ParcelScore): string {
  const sorted = Object.entries(days)
    .map(([day, counts]) => `${day} ${Object.entries(counts).map(String).sort().join(' ')}`)
    .sort();
  return [carrier.key, carrier.name, supplier.key, supplier.name, origin, destination]
    .concat(sorted)
    .join('|');
}

/** Null: a parcel that was called off counts for nobody. */
function scoreFor(
  parcel: ScorableParcel,
  {
    told: { legs, scans },
    settings,
    now,
  }: {
    told: { legs: readonly StoredLeg[]; scans: readonly StoredScan[] };
    settings: ShopSettings;
    now: Date;
  },
): ParcelScore | null {
  if (parcel.cancelled) return null;
  const told = chainScans(parcel, { legs, scans });
  const timeline = told.entries.map(({ scan }) => scan);
  const origin = parcel.origin ?? settings.calendar.defaultOrigin;
  const facts = scoreFactsOf(
    {
      ...parcel,
      carrier: told.chain[0]?.carrier ?? parcel.carrier,
      origin,
      numberAt: firstOf(legs.map(({ startedAt }) => startedAt)),
      lastMileAt: lastMileAt(told.scans, told.chain),
      promised: parcel.estimatedDeliveryAt ?? promiseIn(timeline),
      value: { minor: parcel.valueMinor, currency: parcel.currency },
      timeline,
      areScansItsOwn: !told.isStreamShared,
    },
    {
      limits: limitsFor(settings, parcel).set,
      calendars: calendarsFor(settings, parcel),
      asOf: now,
    },
  );
  return scoreOf(facts);
}

function firstOf(instants: readonly Date[]): Date | null {
  return instants.reduce<Date | null>(
    (first, at) => (first === null || at < first ? at : first),
    null,
  );
}

/** The first physical scan of a number that is known to be the last mile's. */
function lastMileAt(scans: readonly StoredScan[], chain: readonly StoredLeg[]): Date | null {
  const lastMile = new Set(chain.filter(({ kind }) => kind === 'last_mile').map(({ seq }) => seq));
  return firstOf(
    scans
      .filter(({ physical, legSeq }) => physical && legSeq !== null && lastMile.has(legSeq))
      .map(({ occurredAt }) => occurredAt),
  );
}

/** The first date that anybody gave: later ones are excuses. */
function promiseIn(timeline: readonly Scan[]): Date | null {
  const told = timeline.filter(({ estimatedDeliveryAt }) => estimatedDeliveryAt !== null);
  const first = told.reduce<Scan | null>(
    (earliest, scan) =>
      earliest === null || scan.recordedAt < earliest.recordedAt ? scan : earliest,
    null,
  );
  return first?.estimatedDeliveryAt ?? null;
}
