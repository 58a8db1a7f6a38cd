import type { Turn, Verdict } from './plan.ts';

export function turn(from: number, verdict: Verdict, why: string): Turn {
  return { from, verdict, why };
}

/**
 * The turns of a duty that runs from `from`: nothing to warn of at first, then soon due, then broken, unless something ends
 * it. What ends it ends it for good, sooner or later than the deadline.
 */
export function dutyTurns({
  from,
  warnAt,
  dueAt,
  ends,
  why,
}: {
  from: number;
  warnAt: number;
  /** The first instant at which it is broken. */
  dueAt: number;
  ends: Turn | null;
  why: { waiting: string; missed: string };
}): Turn[] {
  const running = [
    ...(warnAt > from ? [turn(from, 'pass', why.waiting)] : []),
    turn(Math.max(from, warnAt), 'upcoming', why.waiting),
    turn(Math.max(from, dueAt), 'fail', why.missed),
  ];
  if (ends === null) return running;
  const { from: endsAt } = ends;
  return [
    ...running.filter((each) => each.from < endsAt),
    { ...ends, from: Math.max(from, endsAt) },
  ];
}

/** The earlier of two turns; null when there is neither. */
export function earlier(one: Turn | null, other: Turn | null): Turn | null {
  if (one === null || other === null) return one ?? other;
  return other.from < one.from ? other : one;
}
