import type { ParcelView, TimelineScan } from '#app/contracts/pages.ts';

type Leg = ParcelView['legs'][number];

export type TimelineEntry =
  | {
      kind: 'scan';
      scan: TimelineScan;
      /** Who told the same event. */
      also: TimelineScan[];
      conflicts: { kind: 'end' | 'country'; scan: TimelineScan }[];
      isFuture: boolean;
    }
  /** Whole days without a scan between two entries, or since the newest until now. */
  | { kind: 'gap'; days: number; untilNow: boolean };

export interface TimelineGroup {
  /** Null: scans that belong to no single number. */
  leg: Leg | null;
  /** Newest first. */
  entries: TimelineEntry[];
}

const DAY_MS = 86_400_000;

/**
 * A parcel's events by leg, the newest number first, each newest first, with the days between them. An event told under
 * two numbers stands once, under the number whose statement stands for it. The silence until now is only told while the
 * journey goes on, and only of the newest number.
 */
export function timelineGroups(
  parcel: Pick<ParcelView, 'scans' | 'legs' | 'timeline'>,
  { now, isOver }: { now: string; isOver: boolean },
): TimelineGroup[] {
  const nowMs = Date.parse(now);
  const legs = [...parcel.legs].sort((one, other) => other.seq - one.seq);
  const groups = [...legs, null].map((leg) => ({
    leg,
    events: eventsOf(parcel)
      .filter(({ scan }) =>
        leg === null ? !legs.some(({ seq }) => seq === scan.legSeq) : scan.legSeq === leg.seq,
      )
      .sort((one, other) => Date.parse(other.scan.occurredAt) - Date.parse(one.scan.occurredAt)),
  }));
  const filled = groups.filter(({ events }) => events.length > 0);
  return filled.map(({ leg, events }, index) => ({
    leg,
    entries: withGaps(events, {
      nowMs,
      tellsNow: index === 0 && !isOver && leg?.replacedAt == null,
    }),
  }));
}

type Event = Omit<Extract<TimelineEntry, { kind: 'scan' }>, 'kind' | 'isFuture'>;

function eventsOf({ scans, timeline }: Pick<ParcelView, 'scans' | 'timeline'>): Event[] {
  return timeline.flatMap(({ scan: place, also, conflicts }) => {
    const scan = scans[place];
    if (scan === undefined) return [];
    return [
      {
        scan,
        also: also.flatMap((other) => scans[other] ?? []),
        conflicts: conflicts.flatMap(({ kind, with: other }) => {
          const contrary = scans[other];
          return contrary === undefined ? [] : [{ kind, scan: contrary }];
        }),
      },
    ];
  });
}

function withGaps(
  events: readonly Event[],
  { nowMs, tellsNow }: { nowMs: number; tellsNow: boolean },
): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  let later = tellsNow ? nowMs : null;
  let untilNow = tellsNow;
  for (const event of events) {
    const at = Date.parse(event.scan.occurredAt);
    const days = later === null ? 0 : Math.floor((later - at) / DAY_MS);
    if (days >= 1) entries.push({ kind: 'gap', days, untilNow });
    entries.push({ kind: 'scan', ...event, isFuture: at > nowMs });
    later = at;
    untilNow = false;
  }
  return entries;
}
