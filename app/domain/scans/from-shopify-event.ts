import { countryCode } from '#app/domain/shared/country.ts';
import { invariant } from '#app/domain/shared/invariant.ts';
import { cleanCarrierText } from '#app/domain/scans/clean-text.ts';
import type { Milestone, Scan } from '#app/domain/scans/scan.ts';
import { provesCustody, refine, REFINES_TRANSIT } from '#app/domain/scans/source-scan.ts';
import type { StatusMeaning } from '#app/domain/scans/source-scan.ts';

/** A fulfillment event as Shopify's Admin API gives it; instants are ISO strings. */
export interface ShopifyEvent {
  id: string;
  /** FulfillmentEventStatus, or any other text Shopify may come to send. */
  status: string;
  happenedAt: string;
  createdAt: string;
  estimatedDeliveryAt: string | null;
  message: string | null;
  city: string | null;
  /** Free text: a code or a name. */
  country: string | null;
}

/**
 * The scan an event states. A status we do not know becomes `unknown` with its text kept; the carrier's words refine
 * statuses that Shopify uses for many things. Throws when an instant cannot be read.
 */
export function scanFromShopifyEvent(event: ShopifyEvent): Scan {
  const message = cleanCarrierText(event.message);
  const place = cleanCarrierText(event.city);
  const country = countryCode(event.country);
  const milestone = milestoneOf(event.status, message);
  const isMereNotice = isNotice(event.status, { place, country });
  return {
    source: 'shopify',
    eventId: event.id,
    occurredAt: instant(event.happenedAt, 'happenedAt'),
    recordedAt: instant(event.createdAt, 'createdAt'),
    milestone,
    physical: provesCustody(milestone, { place, country }) && !isMereNotice,
    rawStatus: cleanCarrierText(event.status) ?? '',
    message,
    place,
    country,
    estimatedDeliveryAt:
      event.estimatedDeliveryAt === null
        ? null
        : instant(event.estimatedDeliveryAt, 'estimatedDeliveryAt'),
  };
}

/**
 * Shopify's eleven statuses of 2026-10. `refinedBy`: the milestones that the carrier's words may name instead, because
 * Shopify has no status of its own for them.
 */
export const SHOPIFY_STATUSES: Readonly<Record<string, StatusMeaning>> = {
  LABEL_PURCHASED: { milestone: 'announced', refinedBy: [] },
  LABEL_PRINTED: { milestone: 'announced', refinedBy: [] },
  CONFIRMED: { milestone: 'announced', refinedBy: [] },
  CARRIER_PICKED_UP: { milestone: 'accepted', refinedBy: [] },
  IN_TRANSIT: {
    milestone: 'domestic_transit',
    refinedBy: REFINES_TRANSIT,
  },
  OUT_FOR_DELIVERY: { milestone: 'out_for_delivery', refinedBy: [] },
  ATTEMPTED_DELIVERY: { milestone: 'attempt_failed', refinedBy: [] },
  READY_FOR_PICKUP: { milestone: 'available_pickup', refinedBy: [] },
  // Some carriers close a return with "delivered to the sender": that buyer got nothing.
  DELIVERED: { milestone: 'delivered', refinedBy: ['returned'] },
  DELAYED: {
    milestone: 'exception',
    refinedBy: [
      'returned',
      'returning',
      'lost',
      'customs_action_needed',
      'customs_released',
      'export_customs',
      'import_customs',
    ],
  },
  FAILURE: {
    milestone: 'exception',
    refinedBy: ['returned', 'returning', 'lost', 'customs_action_needed'],
  },
};

function milestoneOf(status: string, message: string | null): Milestone {
  const known = Object.hasOwn(SHOPIFY_STATUSES, status) ? SHOPIFY_STATUSES[status] : undefined;
  return known === undefined ? 'unknown' : refine(known, message);
}

/** "Delayed" without a place is a notice about a plan, whatever it names: nobody held the parcel anywhere. */
function isNotice(
  status: string,
  { place, country }: { place: string | null; country: string | null },
): boolean {
  return status === 'DELAYED' && place === null && country === null;
}

function instant(text: string, field: string): Date {
  const at = new Date(text);
  invariant(!Number.isNaN(at.getTime()), `${field} of a fulfillment event is not an instant`);
  return at;
}
