import type { ParcelView } from '#app/contracts/pages.ts';
import { parseParcelId } from '#app/contracts/parcel-query.ts';
import { readChanges, readLegs, readParcel, readScans } from '#app/db/parcel-detail.server.ts';
import { readSettings } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { linksOfParcel } from '#app/services/load-links.server.ts';
import { parcelRowOf } from '#app/services/load-parcel-row.server.ts';
import { settingsOf } from '#app/services/load-settings.server.ts';

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
    const legs = await readLegs(sql, key);
    const scans = await readScans(sql, key);
    const changes = await readChanges(sql, key);
    const links = await linksOfParcel(sql, shopId, id);
    return {
      ...parcelRowOf(record, { settings, now }),
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
        sourceAnsweredAt: iso(record.sourceAnsweredAt),
      },
      legs: legs.map((leg) => ({
        ...leg,
        startedAt: leg.startedAt.toISOString(),
        replacedAt: iso(leg.replacedAt),
      })),
      links,
      scans: scans.map((scan) => ({
        ...scan,
        occurredAt: scan.occurredAt.toISOString(),
        receivedAt: scan.receivedAt.toISOString(),
      })),
      changes: changes.map((change) => ({ ...change, changedAt: change.changedAt.toISOString() })),
      estimatedDeliveryAt: iso(record.estimatedDeliveryAt),
    };
  });
}

function iso(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}
