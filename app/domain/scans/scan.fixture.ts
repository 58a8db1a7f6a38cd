import type { Scan } from '#app/domain/scans/scan.ts';
import { PROVES_CUSTODY } from '#app/domain/scans/milestone-facts.ts';

let made = 0;

/** A valid scan for tests: recorded when it happened, physical when its milestone can be. */
export function aScan(over: Partial<Scan> = {}): Scan {
  const occurredAt = over.occurredAt ?? new Date('2026-06-08T08:00:00Z');
  const milestone = over.milestone ?? 'domestic_transit';
  return {
    source: 'shopify',
    eventId: `event-${(made += 1)}`,
    occurredAt,
    recordedAt: occurredAt,
    milestone,
    physical: PROVES_CUSTODY[milestone] === true,
    rawStatus: 'IN_TRANSIT',
    message: null,
    place: null,
    country: null,
    estimatedDeliveryAt: null,
    ...over,
  };
}
