import type { ParcelView, ProofView } from '#app/contracts/pages.ts';
import { parseParcelId } from '#app/contracts/parcel-query.ts';
import {
  readChanges,
  readLegs,
  readParcel,
  readScans,
  readStops,
} from '#app/db/parcel-detail.server.ts';
import { supplierPaid } from '#app/db/parcel-cost.server.ts';
import { readProofs } from '#app/db/parcel-proofs.server.ts';
import { readOutcomeCounts } from '#app/db/outcome-counts.server.ts';
import { loadDismissals, type Dismissal } from '#app/db/proof-dismissals.server.ts';
import { readSettings } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { mayGoBack, moneyAtRisk } from '#app/domain/cash/money-at-risk.ts';
import { outcomeRates } from '#app/domain/cash/outcome-rates.ts';
import { diagnoseParcel } from '#app/services/diagnose-parcel.server.ts';
import { linksOfParcel } from '#app/services/load-links.server.ts';
import { messagesOfParcel } from '#app/services/load-messages.server.ts';
import type { Proof } from '#app/domain/parcels/proof.ts';
import { parcelRowOf } from '#app/services/load-parcel-row.server.ts';
import { laneModelOf } from '#app/services/lane-models.server.ts';
import { settingsOf } from '#app/services/load-settings.server.ts';
import { parcelDeliveryView } from '#app/services/parcel-delivery-view.ts';
import { parcelLaneView } from '#app/services/parcel-lane-view.ts';
import { timelineOf } from '#app/services/timeline-view.ts';

/** Everything a parcel's page shows; null when the shop has no such parcel or the id is none. */
export async function loadParcel({
  shopId,
  parcelId,
  now,
}: {
  shopId: number;
  parcelId: string;
  now: Date;
}): Promise<ParcelView | null> {
  const id = parseParcelId(parcelId);
  if (id === null) return null;
  const key = { shopId, ...id };
  return withShopSql(shopId, async (sql) => {
    const record = await readParcel(sql, key);
    if (record === null) return null;
    const settings = settingsOf(await readSettings(sql, shopId));
    const rates = outcomeRates(await readOutcomeCounts(sql, shopId));
    const learned = await laneModelOf(sql, shopId);
    const legs = await readLegs(sql, key);
    const scans = await readScans(sql, key);
    const stops = await readStops(sql, key);
    const changes = await readChanges(sql, key);
    const proofs = await readProofs(sql, key);
    const dismissals = await loadDismissals(sql, shopId, [key.fulfillmentId]);
    const links = await linksOfParcel(sql, shopId, id);
    const parcel = { ...id, origin: record.origin, destination: record.destination };
    const messages = await messagesOfParcel(sql, shopId, { parcel, settings, now });
    const dismissed = new Set(
      dismissals
        .filter(({ position }) => position === key.position)
        .map(({ numberKey, code }) => `${numberKey} ${code}`),
    );
    const answeredBy = record.answeredBy ?? 'shopify';
    const diagnosis = await diagnoseParcel(sql, shopId, {
      parcel: { ...record, answeredBy, isFollowedBySource: answeredBy !== 'shopify' },
      legs,
      scans,
      proofs: proofs.filter(({ numberKey, code }) => !dismissed.has(`${numberKey} ${code}`)),
      links,
      model: learned.silence,
      settings,
      now,
    });
    const row = parcelRowOf(record, { settings, rates, now });
    return {
      ...row,
      risk: mayGoBack({ ...row, since: record.verdictSince }, now)
        ? moneyAtRisk({ ...row, supplierPaid: await supplierPaid(sql, key) }, rates)
        : null,
      fulfillmentName: record.fulfillmentName,
      evidence: record.evidence,
      population: record.population,
      probability: record.probability,
      reviewAt: iso(record.reviewAt),
      assessedAt: iso(record.assessedAt),
      trackingUrl: record.trackingUrl,
      sharedStream: record.sharedStream,
      clocks: {
        lastPhysicalScanAt: iso(record.lastPhysicalAt),
        numberSeenAt: iso(record.numberSeenAt),
        answeredBy,
        sourceAnsweredAt: iso(record.sourceAnsweredAt),
      },
      lane: parcelLaneView(record, { model: learned.silence, settings, now }),
      diagnosis,
      delivery: parcelDeliveryView(record, { model: learned.delivery, settings, now }),
      unfollowedAt: iso(record.unfollowedAt),
      stops: stops.map((stop) => ({ ...stop, at: stop.at.toISOString() })),
      proofs: proofs.map((proof) => proofView(proof, dismissals, key.position)),
      legs: legs.map((leg) => ({
        ...leg,
        startedAt: leg.startedAt.toISOString(),
        replacedAt: iso(leg.replacedAt),
      })),
      links,
      messages,
      scans: scans.map(({ recordedAt: _recorded, estimatedDeliveryAt: _promised, ...scan }) => ({
        ...scan,
        occurredAt: scan.occurredAt.toISOString(),
        receivedAt: scan.receivedAt.toISOString(),
      })),
      timeline: timelineOf(scans, legs),
      changes: changes.map((change) => ({ ...change, changedAt: change.changedAt.toISOString() })),
      estimatedDeliveryAt: iso(record.estimatedDeliveryAt),
    };
  });
}

function proofView(
  { code, weight, number, numberKey, sentence, params }: Proof,
  dismissals: readonly Dismissal[],
  position: number,
): ProofView {
  const dismissal = dismissals.find(
    (each) => each.position === position && each.numberKey === numberKey && each.code === code,
  );
  return {
    code,
    weight,
    number,
    numberKey,
    sentence: { code: sentence, params },
    dismissed:
      dismissal === undefined
        ? null
        : { reason: dismissal.reason, at: dismissal.dismissedAt.toISOString() },
  };
}

function iso(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}
