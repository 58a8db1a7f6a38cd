import { businessCalendar } from '#app/domain/shared/business-calendar.ts';
import type { ShopperFacts } from '#app/domain/shopper/shopper-parcel-of.ts';

/** A Monday noon. */
export const FIXTURE_NOW = new Date('2026-11-16T12:00:00Z');

/** A parcel from China to Germany that was scanned yesterday and is to move within the week; a test names only what matters. */
export function shopperFacts(told: Partial<ShopperFacts> = {}): ShopperFacts {
  return {
    id: '70-0',
    verdict: 'on_track',
    cause: 'moving',
    verdictSince: new Date('2026-11-15T08:00:00Z'),
    cancelled: false,
    origin: 'CN',
    destination: 'DE',
    chain: [
      { kind: 'supplier', number: 'YT2612345678901234', carrier: 'YunExpress', trackingUrl: null },
      { kind: 'last_mile', number: '00340434161094042557', carrier: 'DHL', trackingUrl: null },
    ],
    lastScan: {
      milestone: 'domestic_transit',
      at: new Date('2026-11-15T08:00:00Z'),
      country: 'DE',
    },
    stage: 'destination',
    limitAt: new Date('2026-11-20T08:00:00Z'),
    silence: {
      from: new Date('2026-11-15T08:00:00Z'),
      usualUntil: new Date('2026-11-18T08:00:00Z'),
      basis: 'lane',
    },
    delivery: {
      earliestOn: '2026-11-17',
      latestOn: '2026-11-21',
      confidence: 0.8,
      basis: 'lane',
    },
    calendar: businessCalendar({ country: 'DE', businessDays: true, closedOn: [] }),
    now: FIXTURE_NOW,
    ...told,
  };
}
