import { journeyOf, type JourneyScan, type Outcome } from '#app/domain/lanes/journey.ts';
import { carrierFamily, type Lane, type SilenceKey } from '#app/domain/lanes/lane-key.ts';
import { businessCalendar, type BusinessCalendar } from '#app/domain/shared/business-calendar.ts';
import { neutralHistory } from '../world/histories.ts';

/** A parcel with its scans, as the product sees it. */
export interface TracedParcel {
  id: string;
  lane: Lane;
  startedAt: Date;
  outcome: Outcome;
  /** Null = open. */
  endedAt: Date | null;
  promisedAt: Date | null;
  scans: JourneyScan[];
}

export interface Traces {
  parcels: TracedParcel[];
  /** What lies after it is not known. */
  dataEnd: Date;
  /** Whether destinations are countries, which have business days. */
  hasBusinessDays: boolean;
}

/** A parcel at one of its scans, or at its start. */
export interface Sighting {
  key: SilenceKey;
  at: Date;
  /** When the silence after it ended; at the end of what is known at the latest. */
  silentUntil: Date;
  calendar: BusinessCalendar;
  parcel: TracedParcel;
}

/** The sandbox's world as traced parcels. */
export function tracedWorld(options: { seed: number; orders: number }): Traces {
  const { parcels: rows, scans, deliveries, now } = neutralHistory(options);
  const promises = new Map(deliveries.map(({ id, promisedAt }) => [id, promisedAt]));
  const parcels = new Map<string, TracedParcel>();
  for (const { parcelId, carrier, origin, destination, startedAt, outcome, endedAt } of rows) {
    const lane = { carrier: carrierFamily(carrier), origin, destination };
    const promisedAt = promises.get(parcelId) ?? null;
    const id = `${options.seed}/${parcelId}`;
    parcels.set(parcelId, { id, lane, startedAt, outcome, endedAt, promisedAt, scans: [] });
  }
  for (const { parcelId, occurredAt, milestone, country, physical } of scans) {
    parcels.get(parcelId)?.scans.push({ occurredAt, milestone, country, physical });
  }
  return { parcels: [...parcels.values()], dataEnd: now, hasBusinessDays: true };
}

/** Every scan of every parcel as an instant at which a range is due, in order; and the scans that say nothing, by reason. */
export function sightingsOf(
  { parcels, dataEnd }: Traces,
  { businessDays }: { businessDays: boolean },
): { sightings: Sighting[]; setAside: Map<string, number> } {
  const reasons = new Map<string, number>();
  const calendarOf = (country: string | null) =>
    businessCalendar({ country: businessDays ? country : null, businessDays, closedOn: [] });
  const sightings = parcels.flatMap((parcel) => {
    const calendar = calendarOf(parcel.lane.destination);
    const calendars = { origin: calendarOf(parcel.lane.origin), destination: calendar };
    const { journey, setAside } = journeyOf({ ...parcel, calendars, asOf: dataEnd });
    for (const reason of setAside) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    return (journey?.silences ?? []).map(({ key, from, plainDays }) => ({
      key,
      at: from,
      silentUntil: new Date(from.getTime() + plainDays * DAY_MS),
      calendar,
      parcel,
    }));
  });
  sightings.sort((a, b) => a.at.getTime() - b.at.getTime());
  return { sightings, setAside: reasons };
}

const DAY_MS = 86_400_000;
