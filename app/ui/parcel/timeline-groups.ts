import type { ParcelView, TimelineScan } from '#app/contracts/pages.ts';

type Leg = ParcelView['legs'][number];

export type TimelineEntry =
  | { kind: 'scan'; scan: TimelineScan; isFuture: boolean }
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
 * A parcel's scans by leg, the current number first, each newest first, with the days between them. The silence until now
 * is only told while the journey goes on, and only of the current number.
 */
export function timelineGroups(
  parcel: Pick<ParcelView, 'scans' | 'legs'>,
  { now, isOver }: { now: string; isOver: boolean },
): TimelineGroup[] {
  const nowMs = Date.parse(now);
  const legs = [...parcel.legs].sort((one, other) => other.seq - one.seq);
  const groups = [...legs, null].map((leg) => ({
    leg,
    scans: parcel.scans
      .filter((scan) =>
        leg === null ? !legs.some(({ seq }) => seq === scan.legSeq) : scan.legSeq === leg.seq,
      )
      .sort((one, other) => Date.parse(other.occurredAt) - Date.parse(one.occurredAt)),
  }));
  const filled = groups.filter(({ scans }) => scans.length > 0);
  return filled.map(({ leg, scans }, index) => ({
    leg,
    entries: withGaps(scans, {
      nowMs,
      tellsNow: index === 0 && !isOver && leg?.replacedAt == null,
    }),
  }));
}

function withGaps(
  scans: readonly TimelineScan[],
  { nowMs, tellsNow }: { nowMs: number; tellsNow: boolean },
): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  let later = tellsNow ? nowMs : null;
  let untilNow = tellsNow;
  for (const scan of scans) {
    const at = Date.parse(scan.occurredAt);
    const days = later === null ? 0 : Math.floor((later - at) / DAY_MS);
    if (days >= 1) entries.push({ kind: 'gap', days, untilNow });
    entries.push({ kind: 'scan', scan, isFuture: at > nowMs });
    later = at;
    untilNow = false;
  }
  return entries;
}
