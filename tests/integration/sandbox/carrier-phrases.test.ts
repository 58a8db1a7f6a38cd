import { describe, expect, test } from 'vitest';
import { scanFromShopifyEvent } from '#app/domain/scans/from-shopify-event.ts';
import type { Milestone } from '#app/domain/scans/scan.ts';
import { PHRASES } from '#sandbox/world/phrases.ts';
import type { PhraseKey } from '#sandbox/world/phrases.ts';

/** What the app must make of each thing the world's carriers say. */
const MEANS: Record<PhraseKey, Milestone> = {
  announced: 'announced',
  label_created: 'announced',
  accepted: 'accepted',
  origin_processing: 'domestic_transit',
  export_customs: 'export_customs',
  // One milestone for both customs; the country of the scan tells which.
  export_released: 'customs_released',
  departed_origin: 'departed_origin',
  arrived_destination: 'arrived_destination',
  import_customs: 'import_customs',
  customs_action_needed: 'customs_action_needed',
  customs_released: 'customs_released',
  domestic_transit: 'domestic_transit',
  domestic_departed: 'domestic_transit',
  out_for_delivery: 'out_for_delivery',
  attempt_failed: 'attempt_failed',
  available_pickup: 'available_pickup',
  delivered: 'delivered',
  returning: 'returning',
  returned: 'returned',
  weather_delay: 'exception',
};

describe('the app reads what carriers write', () => {
  const keys = Object.entries(MEANS);
  const said = Object.entries(PHRASES).flatMap(([key, { status, en, zh }]) => {
    const milestone = keys.find(([name]) => name === key)?.[1];
    return [...en, ...zh].map((message) => ({ message, status, milestone }));
  });

  test.each(said)('$message → $milestone', ({ message, status, milestone }) => {
    const scan = scanFromShopifyEvent({
      id: 'gid://shopify/FulfillmentEvent/1',
      status,
      happenedAt: '2026-11-20T14:00:00Z',
      createdAt: '2026-11-20T15:00:00Z',
      estimatedDeliveryAt: null,
      message,
      city: 'Shenzhen',
      country: 'CN',
    });
    expect(scan.milestone).toBe(milestone);
  });
});
