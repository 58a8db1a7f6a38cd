import type { JourneyScan, Outcome } from '#app/domain/lanes/journey.ts';
import { carrierFamily, type Lane } from '#app/domain/lanes/lane-key.ts';
import { PROVES_CUSTODY } from '#app/domain/scans/milestone-facts.ts';
import type { Milestone } from '#app/domain/scans/scan.ts';
import { businessCalendar, type BusinessCalendar } from '#app/domain/shared/business-calendar.ts';
import { neutralHistory } from '../world/histories.ts';

/** One parcel with everything that is known of it at the end of the data. */
export interface ParcelHistory {
  lane: Lane;
  startedAt: Date;
  outcome: Outcome;
  /** When it ended; of an open parcel: when it was last looked at, null = at the end of the data. */
  endedAt: Date | null;
  /** In any order. */
  scans: JourneyScan[];
}

export interface Histories {
  parcels: ParcelHistory[];
  /** What lies after it is not known. */
  dataEnd: Date;
  /** True when every lost parcel is known to be lost: then an open one is never stuck because of its age. */
  everyLossIsKnown: boolean;
}

/** A scan proves custody by its milestone alone, or by its milestone and a place. */
export function scanOf({
  occurredAt,
  milestone,
  country,
  hasPlace,
}: {
  occurredAt: Date;
  milestone: Milestone;
  country: string | null;
  hasPlace: boolean;
}): JourneyScan {
  const proof = PROVES_CUSTODY[milestone];
  const physical = proof === 'with_place' ? hasPlace || country !== null : proof;
  return { occurredAt, milestone, country, physical };
}

/** The sandbox's world as histories. */
export function worldHistories({
  seed,
  orders,
}: {
  seed: number;
  /** Undefined = as many as the world usually has. */
  orders?: number | undefined;
}): Histories {
  const {
    parcels: rows,
    scans,
    now,
  } = neutralHistory(orders === undefined ? { seed } : { seed, orders });
  const parcels = new Map<string, ParcelHistory>();
  for (const { parcelId, carrier, origin, destination, startedAt, outcome, endedAt } of rows) {
    const lane = { carrier: carrierFamily(carrier), origin, destination };
    parcels.set(parcelId, { lane, startedAt, outcome, endedAt, scans: [] });
  }
  for (const { parcelId, occurredAt, milestone, country, place } of scans) {
    const scan = scanOf({ occurredAt, milestone, country, hasPlace: place !== null });
    parcels.get(parcelId)?.scans.push(scan);
  }
  return { parcels: [...parcels.values()], dataEnd: now, everyLossIsKnown: true };
}

/** Business calendars of both ends; of an unknown country: Saturday and Sunday rest, no holidays. */
export function calendarsOf({ origin, destination }: Lane): {
  origin: BusinessCalendar;
  destination: BusinessCalendar;
} {
  const of = (country: string | null) =>
    businessCalendar({ country, businessDays: true, closedOn: [] });
  return { origin: of(origin), destination: of(destination) };
}
