import type { Scan } from '#app/domain/scans/scan.ts';

/** Scans dated further ahead than this are a mistake of the source until their day comes near. */
export const FUTURE_TOLERANCE_MS = 24 * 3_600_000;

/**
 * One timeline of what sources said: each event once (by source and event id; of two versions the one recorded last), in
 * order of happening, then of recording, then of id. The same scans in any order and multiplicity give the same timeline.
 */
export function mergeScans<S extends Scan>(scans: readonly S[]): S[] {
  const byEvent = new Map<string, S>();
  for (const scan of scans) {
    const key = `${scan.source} ${scan.eventId}`;
    const other = byEvent.get(key);
    if (other === undefined || isLaterVersion(scan, other)) byEvent.set(key, scan);
  }
  return [...byEvent.values()].sort(inOrder);
}

const NONE: readonly Scan[] = [];

/** Splits a timeline into what counts at `now` and what lies more than a day ahead: the latter is shown, not believed. */
export function newsAt(
  timeline: readonly Scan[],
  now: Date,
): { news: readonly Scan[]; ahead: readonly Scan[] } {
  const horizon = now.getTime() + FUTURE_TOLERANCE_MS;
  // In order of happening: when the last one counts, all do.
  const last = timeline.at(-1);
  if (last === undefined || last.occurredAt.getTime() <= horizon) {
    return { news: timeline, ahead: NONE };
  }
  const news: Scan[] = [];
  const ahead: Scan[] = [];
  for (const scan of timeline) (scan.occurredAt.getTime() <= horizon ? news : ahead).push(scan);
  return { news, ahead };
}

/** The instant from which a scan counts though it is dated in the future. */
export function countsFrom(scan: Scan): Date {
  return new Date(scan.occurredAt.getTime() - FUTURE_TOLERANCE_MS);
}

/** When a scan's fact can be taken as true: its own date, but never after the source recorded it. */
export function provenAt(scan: Scan): Date {
  const { occurredAt, recordedAt } = scan;
  return occurredAt.getTime() <= recordedAt.getTime() ? occurredAt : recordedAt;
}

function inOrder(a: Scan, b: Scan): number {
  return (
    a.occurredAt.getTime() - b.occurredAt.getTime() ||
    a.recordedAt.getTime() - b.recordedAt.getTime() ||
    compareIds(a.eventId, b.eventId) ||
    // Two sources may use one id: their names decide, so that the order of arrival never does.
    compareIds(a.source, b.source)
  );
}

/** Shopify's ids are numbers at the end of a gid: the longer is the later one. */
function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

function isLaterVersion(scan: Scan, other: Scan): boolean {
  const difference = scan.recordedAt.getTime() - other.recordedAt.getTime();
  if (difference !== 0) return difference > 0;
  // Two versions with one date: any choice will do, as long as order of arrival has no say in it.
  return JSON.stringify(scan) > JSON.stringify(other);
}
