import type { ScanRow } from '#app/db/import-rows.ts';
import { legOfScan } from '#app/domain/parcels/attribute-scans.ts';
import type { ExistingParcel } from '#app/domain/parcels/reconcile.ts';
import { scanFromShopifyEvent } from '#app/domain/scans/from-shopify-event.ts';
import type { Scan } from '#app/domain/scans/scan.ts';
import type { HashPostcode } from '#app/services/report-privacy.ts';
import type { EventFacts } from '#app/services/sync-order-facts.server.ts';

/**
 * The scans that a fulfillment's events state, each with the parcel and the number it speaks of. Several living parcels
 * share the stream (both null); a cancelled fulfillment's only parcel still owns its own.
 * `unreadable` holds the ids of events whose date cannot be read.
 */
export function planScans({
  fulfillmentId,
  events,
  parcels,
  hashPostcode,
  receivedAt,
}: {
  fulfillmentId: string;
  events: readonly EventFacts[];
  parcels: readonly Pick<ExistingParcel, 'position' | 'cancelled' | 'legs'>[];
  hashPostcode: HashPostcode;
  receivedAt: Date;
}): { rows: ScanRow[]; unreadable: string[] } {
  const living = parcels.filter((parcel) => !parcel.cancelled);
  const owners = living.length > 0 ? living : parcels;
  const owner = owners.length === 1 ? (owners[0] ?? null) : null;
  const unreadable: string[] = [];
  const byEvent = new Map<string, ScanRow>();
  for (const event of events) {
    const scan = readScan(event);
    if (scan === null) {
      unreadable.push(event.id);
      continue;
    }
    byEvent.set(event.id, {
      ...scan,
      fulfillmentId,
      position: owner?.position ?? null,
      legSeq: owner === null ? null : (legOfScan(scan, owner.legs)?.seq ?? null),
      postcodeHash: isHandedOver(scan)
        ? hashPostcode({ country: scan.country, postcode: event.zip })
        : null,
      receivedAt,
    });
  }
  return { rows: [...byEvent.values()], unreadable };
}

/** A buyer who asked to be forgotten: nothing that carriers wrote in free text, and no place. */
export function withoutPerson(events: readonly EventFacts[]): EventFacts[] {
  return events.map((event) => ({ ...event, message: null, city: null, zip: null }));
}

/** Where it was left. Without a country a postcode compares with nothing. */
function isHandedOver({ milestone, physical, country }: Scan): boolean {
  return physical && milestone === 'delivered' && country !== null;
}

function readScan(event: EventFacts): ReturnType<typeof scanFromShopifyEvent> | null {
  try {
    return scanFromShopifyEvent(event);
  } catch {
    return null;
  }
}
