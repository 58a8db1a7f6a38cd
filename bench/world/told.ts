import { scanFromShopifyEvent } from '#app/domain/scans/from-shopify-event.ts';
import type { Milestone } from '#app/domain/scans/scan.ts';
import type { WorldEffect } from '#sandbox/world/effects.ts';

/** What Shopify heard: late, now and then twice, not at all during an outage; notices are among it. */
export interface ScanRow {
  parcelId: string;
  occurredAt: Date;
  heardAt: Date;
  milestone: Milestone;
  /** ISO alpha-2. */
  country: string | null;
  place: string | null;
}

/** One shipment of one box as Shopify heard of it. */
export interface ToldShipment {
  /** As the supplier named it with the first number. */
  carrier: string | null;
  scans: Omit<ScanRow, 'parcelId'>[];
  /** The day the carrier named on accepting the parcel; null when it named none. */
  promisedAt: Date | null;
}

/** Adds to `shipments`, by fulfillment, what effects tell. Shipments of two boxes are left out: their events mix. */
export function listen(effects: Iterable<WorldEffect>, shipments: Map<number, ToldShipment>): void {
  for (const effect of effects) {
    if (effect.kind === 'fulfillment_created' && effect.tracking.length === 1) {
      const carrier = effect.tracking[0]?.company ?? null;
      shipments.set(effect.fulfillmentId, { carrier, scans: [], promisedAt: null });
    }
    if (effect.kind === 'fulfillment_event') {
      const shipment = shipments.get(effect.fulfillmentId);
      if (shipment !== undefined) hear(effect, shipment);
    }
  }
}

function hear(
  event: Extract<WorldEffect, { kind: 'fulfillment_event' }>,
  shipment: ToldShipment,
): void {
  const { occurredAt, recordedAt, milestone, country, place, estimatedDeliveryAt } =
    scanFromShopifyEvent({
      id: String(event.eventId),
      status: event.status,
      happenedAt: iso(event.happenedAt),
      createdAt: iso(event.at),
      estimatedDeliveryAt:
        event.estimatedDeliveryAt === null ? null : iso(event.estimatedDeliveryAt),
      message: event.message,
      city: event.city,
      country: event.country,
    });
  shipment.scans.push({ occurredAt, heardAt: recordedAt, milestone, country, place });
  if (milestone === 'accepted') shipment.promisedAt ??= estimatedDeliveryAt;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
