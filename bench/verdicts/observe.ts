import { journeyOf, type Journey } from '#app/domain/lanes/journey.ts';
import type { SetAside } from '#app/domain/lanes/set-aside.ts';
import { calendarsOf, type ParcelHistory } from './histories.ts';

/** What `journeyOf` left out, by its named reasons: scans or whole parcels. */
export type SetAsideCounts = Map<SetAside, number>;

/** One parcel as it is known at an instant; counts what is left out. Null when it teaches nothing. */
export function observe(
  { lane, startedAt, outcome, endedAt, scans }: ParcelHistory,
  asOf: Date,
  setAside: SetAsideCounts,
): Journey | null {
  const isOpen = outcome === 'open';
  // An open parcel that was last looked at earlier was silent until then, not until now.
  const lookedAt = isOpen && endedAt !== null && endedAt < asOf ? endedAt : asOf;
  const { journey, setAside: reasons } = journeyOf({
    lane,
    scans,
    startedAt,
    outcome,
    endedAt: isOpen ? null : endedAt,
    calendars: calendarsOf(lane),
    asOf: lookedAt,
  });
  for (const reason of reasons) setAside.set(reason, (setAside.get(reason) ?? 0) + 1);
  return journey;
}

/** What was known of a parcel at an instant: no scan of a later date, and no end of a later date. */
export function knownAt(parcel: ParcelHistory, instant: Date): ParcelHistory {
  const { outcome, endedAt, scans } = parcel;
  const wasOver = endedAt !== null && endedAt <= instant;
  return {
    ...parcel,
    outcome: wasOver ? outcome : 'open',
    endedAt: wasOver ? endedAt : null,
    scans: scans.filter(({ occurredAt }) => occurredAt <= instant),
  };
}
