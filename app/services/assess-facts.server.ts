import type { PoolClient } from 'pg';
import {
  loadElsewhere,
  loadLaneSpeeds,
  loadLegs,
  loadScans,
} from '#app/db/parcels-assess.server.ts';
import type { AssessableParcel, StoredLeg, StoredScan } from '#app/db/parcels-assess.server.ts';
import { loadDismissals, type Dismissal } from '#app/db/proof-dismissals.server.ts';
import { openIncidents, type OpenIncident } from '#app/db/source-incidents.server.ts';
import { readAnswers, type NumberAnswer } from '#app/db/source-numbers.server.ts';
import { installedSince } from '#app/db/sync-lifecycle.server.ts';
import { readSyncState } from '#app/db/sync-state.server.ts';
import { chainOf } from '#app/domain/parcels/chain.ts';
import { fastestHours } from '#app/domain/parcels/transit-floors.ts';
import type { LaneSpeed, NumberElsewhere } from '#app/domain/parcels/number-facts.ts';
import { laneModelOf, type LanesOfShop } from '#app/services/lane-models.server.ts';

/** What is known of many parcels, beside the parcels themselves. */
export interface AssessmentFacts {
  /** By fulfillment. */
  scans: ReadonlyMap<string, readonly StoredScan[]>;
  /** By `parcelKey`. */
  legs: ReadonlyMap<string, readonly StoredLeg[]>;
  dismissals: ReadonlyMap<string, readonly Dismissal[]>;
  /** By number key. */
  answers: ReadonlyMap<string, readonly NumberAnswer[]>;
  elsewhere: ReadonlyMap<string, readonly NumberElsewhere[]>;
  /** By `laneKey`; empty when no parcel here arrived fast enough to ask. */
  lanes: ReadonlyMap<string, LaneSpeed>;
  incidents: readonly OpenIncident[];
  /** What the shop's past says of silence and delivery. */
  learned: LanesOfShop;
  shopifyAnsweredAt: Date | null;
  /** Since when every change at Shopify has been seen; null = unknown. */
  watchedSince: Date | null;
}

export function parcelKey(parcel: { fulfillmentId: string; position: number }): string {
  return `${parcel.fulfillmentId}-${parcel.position}`;
}

/** Loads it in one question each, however many the parcels. */
export async function loadFacts(
  sql: PoolClient,
  shopId: number,
  parcels: readonly AssessableParcel[],
): Promise<AssessmentFacts> {
  const ids = parcels.map(({ fulfillmentId }) => fulfillmentId);
  const scans = await loadScans(sql, shopId, ids);
  const legs = Map.groupBy([...(await loadLegs(sql, shopId, ids)).values()].flat(), (leg) =>
    parcelKey(leg),
  );
  const keys = [...legs.values()].flatMap((own) => chainOf(own).map(({ numberKey }) => numberKey));
  const answers = await readAnswers(sql, shopId, keys);
  const elsewhere = await loadElsewhere(sql, shopId, keys);
  const dismissals = await loadDismissals(sql, shopId, ids);
  const incidents = await openIncidents(sql, shopId);
  const isAsked = parcels.some((parcel) => arrivedFast(parcel, scans.get(parcel.fulfillmentId)));
  const lanes = isAsked ? await loadLaneSpeeds(sql, shopId) : [];
  const { sourceAnsweredAt } = await readSyncState(sql, shopId);
  return {
    scans,
    legs,
    dismissals: Map.groupBy(dismissals, (dismissal) => parcelKey(dismissal)),
    answers: Map.groupBy(answers, ({ numberKey }) => numberKey),
    elsewhere,
    lanes: new Map(lanes.map((lane) => [laneKey(lane), lane])),
    incidents,
    learned: await laneModelOf(sql, shopId),
    shopifyAnsweredAt: sourceAnsweredAt,
    watchedSince: await installedSince(sql, shopId),
  };
}

export function laneKey({
  origin,
  destination,
}: {
  origin: string | null;
  destination: string | null;
}): string {
  return `${origin ?? ''} ${destination ?? ''}`;
}

/** Sooner than this after shipping, a delivery on another continent is worth comparing with its lane. */
const FAST_MS = 7 * 86_400_000;

function arrivedFast(
  { origin, destination, shippedAt }: AssessableParcel,
  scans: readonly StoredScan[] = [],
): boolean {
  if (origin === null || destination === null || fastestHours(origin, destination) === null) {
    return false;
  }
  return scans.some(
    ({ milestone, occurredAt }) =>
      milestone === 'delivered' && occurredAt.getTime() - shippedAt.getTime() < FAST_MS,
  );
}
