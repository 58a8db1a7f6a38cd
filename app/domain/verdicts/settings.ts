import { businessCalendar, type BusinessCalendar } from '#app/domain/shared/business-calendar.ts';
import type { AppliedLimits, ShopSettings } from '#app/domain/verdicts/limits.ts';

/** What holds until a merchant sets something else. */
export const DEFAULT_SETTINGS: ShopSettings = {
  // Below one good parcel in ten no gain over fixed days has been shown (docs/lanes.md).
  alerts: { mode: 'learned', flaggedOf100: 10 },
  limits: {
    domestic: {
      // A shop's own promise to its buyer; no rival publishes a number.
      missingNumberDays: 1,
      // Onward: unpicked for 4 business days (intercom.help/onward 15179887).
      neverScannedDays: 4,
      // Onward: 3 business days within a country.
      silentDays: 3,
      // As silence abroad: customs exists on domestic lanes only by mistake of the source.
      customsDays: 5,
      // A merchant's own dashboard on top of ParcelPanel: late after 16 days, lost after 30.
      lateDays: 16,
    },
    international: {
      missingNumberDays: 1,
      neverScannedDays: 4,
      // Onward: 5 business days across borders.
      silentDays: 5,
      customsDays: 5,
      lateDays: 16,
    },
    countries: {},
  },
  calendar: {
    businessDays: true,
    defaultOrigin: null,
    originClosedOn: [],
    destinationClosedOn: [],
  },
  // Six hourly sweeps in a row without an answer; rivals poll every 2 to 12 hours.
  sourceBlindHours: 6,
  language: 'auto',
};

/** Where a parcel starts and ends; ISO alpha-2, null = Shopify does not say. */
export interface Lane {
  origin: string | null;
  destination: string | null;
}

/**
 * The limits that hold for a lane: the destination country's own, else domestic when origin and destination are known and
 * equal, else international (the more patient set is also the one for unknown lanes).
 */
export function limitsFor(settings: ShopSettings, lane: Lane): AppliedLimits {
  const { limits, sourceBlindHours, alerts } = settings;
  const { origin, destination } = withDefaultOrigin(settings, lane);
  const own =
    destination !== null && Object.hasOwn(limits.countries, destination)
      ? limits.countries[destination]
      : undefined;
  const rest = { sourceBlindHours, alert: alerts.mode };
  if (own !== undefined) {
    return { set: own, group: 'country', country: destination, sourceBlindHours, alert: 'fixed' };
  }
  return origin !== null && origin === destination
    ? { set: limits.domestic, group: 'domestic', country: null, ...rest }
    : { set: limits.international, group: 'international', country: null, ...rest };
}

/** The calendars of both ends of a lane; equal settings give the same objects. */
export function calendarsFor(
  settings: ShopSettings,
  lane: Lane,
): { origin: BusinessCalendar; destination: BusinessCalendar } {
  const { businessDays, originClosedOn, destinationClosedOn } = settings.calendar;
  const { origin, destination } = withDefaultOrigin(settings, lane);
  return {
    origin: businessCalendar({ country: origin, businessDays, closedOn: originClosedOn }),
    destination: businessCalendar({
      country: destination,
      businessDays,
      closedOn: destinationClosedOn,
    }),
  };
}

function withDefaultOrigin(settings: ShopSettings, lane: Lane): Lane {
  return { ...lane, origin: lane.origin ?? settings.calendar.defaultOrigin };
}
