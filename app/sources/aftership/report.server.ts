import { carrierSlug } from '#app/domain/numbers/carriers.ts';
import { scansFromAfterShip } from '#app/domain/scans/from-aftership.ts';
import type { Scan } from '#app/domain/scans/scan.ts';
import { estimateInstant } from '#app/domain/scans/source-instant.ts';
import { countryOfAnyCode } from '#app/domain/shared/country-alpha3.ts';
import { withEventId } from '#app/sources/event-id.server.ts';
import { sourceNumber, sourcePostcode, successorOf } from '#app/sources/source-number.ts';
import type { NumberReport } from '#app/sources/source.ts';
import type { TrackingItem } from './answer.ts';

/**
 * What a tracking says of its number; null when its number is none. `syncedAt` is null: AfterShip does not tell when the
 * carrier itself last answered.
 */
export function reportOfTracking(item: TrackingItem, receivedAt: Date | null): NumberReport | null {
  const named = sourceNumber(item.tracking_number);
  if (named === null) return null;
  const scans = [
    ...new Map(
      scansFromAfterShip(item.checkpoints, { numberKey: named.numberKey, receivedAt })
        .map(withEventId)
        .map((scan) => [scan.eventId, scan]),
    ).values(),
  ];
  return {
    ...named,
    state: stateOf(item, scans),
    errorCode: null,
    scans,
    carrier: carrierSlug(item.slug),
    syncedAt: null,
    isSyncFailing: false,
    // The first mile is where the parcel came from: only the last mile goes on.
    successor: successorOf(named.numberKey, {
      number: item.last_mile?.tracking_number ?? null,
      carrier: carrierSlug(item.last_mile?.slug ?? null),
      carrierName: item.last_mile?.slug ?? null,
    }),
    shipperCountry: countryOfAnyCode(item.origin_country_region),
    recipient: {
      country: countryOfAnyCode(
        item.courier_destination_country_region ?? item.destination_country_region,
      ),
      postcode: sourcePostcode(item.destination_postal_code),
    },
    estimatedDeliveryAt:
      estimateInstant(item.courier_estimated_delivery_date) ??
      estimateInstant(item.aftership_estimated_delivery_date),
  };
}

/** `Expired`: AfterShip has heard nothing for 30 days and asks no more. */
function stateOf(item: TrackingItem, scans: readonly Scan[]): NumberReport['state'] {
  if (item.tag === 'Expired' || (item.subtag?.startsWith('Expired') ?? false)) return 'gave_up';
  return scans.length > 0 ? 'tracking' : 'pending';
}
