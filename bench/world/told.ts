import { scanFromShopifyEvent } from '#app/domain/scans/from-shopify-event.ts';
import type { Milestone } from '#app/domain/scans/scan.ts';
import type { WorldEffect } from '#sandbox/world/effects.ts';

/** What Shopify heard: late, now and then twice, not at all during an outage; notices are among it. */
export interface ScanRow {
  parcelId: string;
  occurredAt: Date;
  heardAt: Date;
  milestone: Milestone;
  /** False for notices: nobody had the parcel in hand. */
  physical: boolean;
  /** ISO alpha-2. */
  country: string | null;
  place: string | null;
}

/** A number as it stood with the shipment from an instant on. */
export interface NumberRow {
  number: string;
  from: Date;
}

/** One shipment of one box as Shopify heard of it. */
export interface ToldShipment {
  orderId: number;
  placedAt: Date;
  /** As the supplier named it with the first number. */
  carrier: string | null;
  /** One after the other; empty while none was uploaded. */
  numbers: NumberRow[];
  scans: Omit<ScanRow, 'parcelId'>[];
  /** The day the carrier named on accepting the parcel; null when it named none. */
  promisedAt: Date | null;
}

/** What a shop's Shopify has told so far. */
export interface Told {
  /** When each order was placed, epoch ms. */
  placedAt: Map<number, number>;
  /** By fulfillment. Shipments of two boxes are left out: their events mix. */
  shipments: Map<number, ToldShipment>;
}

/** Adds what effects tell. */
export function listen(effects: Iterable<WorldEffect>, { placedAt, shipments }: Told): void {
  for (const effect of effects) {
    switch (effect.kind) {
      case 'order_created':
        placedAt.set(effect.order.id, effect.order.createdAt);
        break;
      case 'fulfillment_created': {
        const [tracking, second] = effect.tracking;
        if (tracking === undefined || second !== undefined) break;
        const { orderId, fulfillmentId, at } = effect;
        shipments.set(fulfillmentId, {
          orderId,
          placedAt: new Date(placedAt.get(orderId) ?? at),
          carrier: tracking.company,
          numbers: numbersOf(tracking.number, at),
          scans: [],
          promisedAt: null,
        });
        break;
      }
      case 'tracking_updated': {
        const shipment = shipments.get(effect.fulfillmentId);
        shipment?.numbers.push(...numbersOf(effect.tracking[0]?.number ?? null, effect.at));
        break;
      }
      case 'fulfillment_event': {
        const shipment = shipments.get(effect.fulfillmentId);
        if (shipment !== undefined) hear(effect, shipment);
        break;
      }
      default:
    }
  }
}

function numbersOf(number: string | null, at: number): NumberRow[] {
  return number === null ? [] : [{ number, from: new Date(at) }];
}

function hear(
  event: Extract<WorldEffect, { kind: 'fulfillment_event' }>,
  shipment: ToldShipment,
): void {
  const { occurredAt, recordedAt, milestone, physical, country, place, estimatedDeliveryAt } =
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
  shipment.scans.push({ occurredAt, heardAt: recordedAt, milestone, physical, country, place });
  if (milestone === 'accepted') shipment.promisedAt ??= estimatedDeliveryAt;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
