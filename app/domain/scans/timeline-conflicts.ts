import type { Scan } from '#app/domain/scans/scan.ts';

/** A statement that cannot be true together with another. */
export interface Conflict<S extends Scan = Scan> {
  /**
   * `end`: one says the journey is over, the other still moves it, or ends it another way.
   * `country`: in two countries at one time.
   */
  kind: 'end' | 'country';
  with: S;
}

interface Event<S extends Scan> {
  scan: S;
  also: readonly S[];
}

/** Nobody flies between two countries within this time. */
const SAME_TIME_MS = 60 * 60_000;
/** Two sources' clocks may be a zone apart: what comes this soon after an end may have been before it. */
const AFTER_END_MS = 15 * 3_600_000;

/** Statements of other sources that contradict an event; each kind once, by the first that does. */
export function conflictsOf<S extends Scan>(
  event: Event<S>,
  timeline: readonly Event<S>[],
): Conflict<S>[] {
  const others = timeline.filter((other) => other !== event && !sharesSource(event, other));
  const found: Conflict<S>[] = [];
  const byEnd = others.find((other) => contradictsEnd(event.scan, other.scan));
  if (byEnd !== undefined) found.push({ kind: 'end', with: byEnd.scan });
  const byCountry = others.find((other) => contradictsCountry(event.scan, other.scan));
  if (byCountry !== undefined) found.push({ kind: 'country', with: byCountry.scan });
  return found;
}

function sharesSource(a: Event<Scan>, b: Event<Scan>): boolean {
  const sources = new Set([a.scan, ...a.also].map(({ source }) => source));
  return [b.scan, ...b.also].some(({ source }) => sources.has(source));
}

/** Delivered here, still on its way later there; or delivered here and returned there. Seen from both sides. */
function contradictsEnd(a: Scan, b: Scan): boolean {
  return movesAfterEnd(a, b) || movesAfterEnd(b, a);
}

function movesAfterEnd(end: Scan, later: Scan): boolean {
  if (end.milestone !== 'delivered' || !later.physical || later.milestone === 'delivered') {
    return false;
  }
  const after = later.occurredAt.getTime() - end.occurredAt.getTime();
  if (later.milestone === 'returned') return Math.abs(after) <= AFTER_END_MS;
  return later.milestone !== 'returning' && after > AFTER_END_MS;
}

function contradictsCountry(a: Scan, b: Scan): boolean {
  if (!a.physical || !b.physical || a.country === null || b.country === null) return false;
  const apart = Math.abs(a.occurredAt.getTime() - b.occurredAt.getTime());
  return a.country !== b.country && apart <= SAME_TIME_MS;
}
