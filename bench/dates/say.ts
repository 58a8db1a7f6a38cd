import type { RemainingCurve } from '#app/domain/lanes/delivery/remaining-curve.ts';
import { emptyLearned } from './learned.ts';
import { sightingsOf, type Sighting, type Traces } from './traced.ts';

/** What the product's model said at a sighting, or so many days of silence after it. */
export interface Said {
  sighting: Sighting;
  /** When it was said. */
  at: Date;
  deliveredAt: Date;
  silentDays: number;
  /** At the shares of `JUDGED`, days of 24 hours from `at`. */
  quantiles: number[];
  /** Probability to arrive after the promise; null where none was made. */
  lateChance: number | null;
}

/** What was said on the clock that foretold the parcels before the split better. */
export interface SaidOnClock {
  said: Said[];
  businessDays: boolean;
  /** Mean absolute error at their scans, of parcels that started before the split, in days of 24 hours. */
  errors: { plain: number; business: number | null };
  /** Scans that said nothing, by reason. */
  setAside: Map<string, number>;
}

/** Runs the model in plain days and, where there are any, in business days. */
export function sayOnBestClock(traces: Traces, splitAt: Date): SaidOnClock {
  const on = (businessDays: boolean) => {
    const { sightings, setAside } = sightingsOf(traces, { businessDays });
    const said = sayAtSightings(sightings, { businessDays });
    return { said, setAside, businessDays, error: errorBefore(said, splitAt) };
  };
  const plain = on(false);
  const business = traces.hasBusinessDays ? on(true) : null;
  const { said, setAside, businessDays } =
    business !== null && business.error < plain.error ? business : plain;
  const errors = { plain: plain.error, business: business?.error ?? null };
  return { said, businessDays, errors, setAside };
}

function errorBefore(said: readonly Said[], splitAt: Date): number {
  const errors = said
    .filter(
      ({ silentDays, deliveredAt, sighting: { parcel } }) =>
        silentDays === 0 && parcel.startedAt < splitAt && deliveredAt < splitAt,
    )
    .map(({ quantiles, at, deliveredAt }) =>
      Math.abs((deliveredAt.getTime() - at.getTime()) / DAY_MS - (quantiles[1] ?? 0)),
    );
  return errors.reduce((sum, error) => sum + error, 0) / Math.max(1, errors.length);
}

/** A shop's model is made anew once a week here; in the product once a day. */
const STEP_MS = 7 * 86_400_000;
const DAY_MS = 86_400_000;
/** Its bounds are at the shares of `JUDGED`. */
const JUDGED_CONFIDENCE = 0.8;
const SILENT_DAYS = [0, 1, 3, 7] as const;

/**
 * Walks through sightings (in order of time) as the product does: what was delivered before a step has been learned, what
 * is on its way is counted as open, and the model of the step speaks at every sighting in it. Parcels that were never
 * delivered teach as open ones, as long as they are that, and are not judged.
 */
function sayAtSightings(
  sightings: readonly Sighting[],
  { businessDays }: { businessDays: boolean },
): Said[] {
  const learned = emptyLearned({ businessDays });
  const deliveredAt = ({ parcel }: Sighting) =>
    parcel.outcome === 'delivered' ? parcel.endedAt : null;
  const byEnd = sightings
    .flatMap((sighting) => {
      const at = deliveredAt(sighting);
      return at === null ? [] : [{ sighting, at }];
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const first = sightings[0]?.at ?? new Date(0);
  const last = sightings.at(-1)?.at ?? first;
  const said: Said[] = [];
  const open = new Set<Sighting>();
  let model = learned.modelAt(first, []);
  let delivered = 0;
  let seen = 0;
  for (let from = first.getTime(); from <= last.getTime(); from += STEP_MS) {
    for (; delivered < byEnd.length; delivered += 1) {
      const next = byEnd[delivered];
      if (next === undefined || next.at.getTime() >= from) break;
      learned.deliver(next.sighting, next.at, model);
    }
    for (const sighting of open) {
      const { endedAt } = sighting.parcel;
      if (endedAt !== null && endedAt.getTime() < from) open.delete(sighting);
    }
    model = learned.modelAt(new Date(from), open);
    for (; seen < sightings.length; seen += 1) {
      const sighting = sightings[seen];
      if (sighting === undefined || sighting.at.getTime() >= from + STEP_MS) break;
      open.add(sighting);
      const at = deliveredAt(sighting);
      if (at !== null) said.push(...sayings(sighting, at, model.curveFor(sighting.key)));
    }
  }
  return said;
}

function sayings(sighting: Sighting, deliveredAt: Date, curve: RemainingCurve): Said[] {
  const { calendar, parcel, silentUntil, at: scanAt } = sighting;
  return SILENT_DAYS.flatMap((silentDays) => {
    const at = new Date(scanAt.getTime() + silentDays * DAY_MS);
    if (silentDays > 0 && silentUntil <= at) return [];
    const gone = calendar.workingDaysBetween(scanAt, at);
    const { earliest, likely, latest } = curve.rangeDays(JUDGED_CONFIDENCE, gone);
    const quantiles = [earliest, likely, latest].map((days) => {
      const instant = calendar.addWorkingDays(scanAt, days);
      return Math.max(0, instant.getTime() - at.getTime()) / DAY_MS;
    });
    const due = parcel.promisedAt;
    const lateChance =
      due === null ? null : 1 - curve.chanceWithin(calendar.workingDaysBetween(scanAt, due), gone);
    return [{ sighting, at, deliveredAt, silentDays, quantiles, lateChance }];
  });
}
