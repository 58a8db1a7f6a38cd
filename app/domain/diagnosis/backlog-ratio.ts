/** Waits of other parcels that were due by their own curves, how many of them were late, and how many usually would be. */
export interface Crowd {
  due: number;
  late: number;
  expectedLate: number;
}

/** A crowd as it was counted. */
export interface CountedCrowd extends Crowd {
  /** Of the late ones those that last. */
  lasting: number;
}

/** One wait of another parcel. */
export interface DueWait {
  /** When nine in ten of those that go on would have gone on. */
  p90At: Date;
  /** Null = it still lasts. */
  endedAt: Date | null;
  /** Share of such waits that never end, by the same curve. */
  neverMoves: number;
}

/**
 * Of other parcels' waits those whose P90 fell into the last week, and how many still lasted then. Usually one in ten of those
 * that go on, and all that never end. Waits that have ended must be among them: of the waits that last at an instant far more
 * than a tenth are beyond their P90 on the best of days, because long ones are met more often.
 */
export function crowdOf(waits: Iterable<DueWait>, now: Date): CountedCrowd {
  const crowd = { due: 0, late: 0, expectedLate: 0, lasting: 0 };
  const since = now.getTime() - WATCHED_DAYS * 86_400_000;
  for (const { p90At, endedAt, neverMoves } of waits) {
    if (p90At.getTime() < since || p90At > now) continue;
    crowd.due += 1;
    crowd.expectedLate += neverMoves + (1 - neverMoves) * BEYOND_P90;
    if (endedAt === null || endedAt > p90At) crowd.late += 1;
    if (endedAt === null) crowd.lasting += 1;
  }
  return crowd;
}

/** Long enough for a lane of some parcels a day, short enough to be about now. */
const WATCHED_DAYS = 7;
const BEYOND_P90 = 0.1;

/**
 * How much more probable it is in a backlog than on an ordinary day that `late` of `due` waits went beyond their own P90:
 * a ratio of two beta-binomials. Parcels of one lane share flights and depots, so that the share itself varies from week to
 * week around what is expected (as spread out as 20 parcels' worth of knowledge). In a backlog any share is possible, half
 * on average.
 *
 * No parcels give 1. Bounded: a crowd alone never decides.
 */
export function backlogRatio({ due, late, expectedLate }: Crowd): number {
  if (due === 0) return 1;
  const parcels = Math.min(due, MOST_PARCELS);
  const hits = Math.round((late / due) * parcels);
  const share = Math.min(MOST_EXPECTED, Math.max(LEAST_EXPECTED, expectedLate / due));
  const usual = { late: share * KNOWLEDGE, onTime: (1 - share) * KNOWLEDGE };
  const log = logBetaBinomial(hits, parcels, BACKLOG) - logBetaBinomial(hits, parcels, usual);
  return Math.min(MOST_RATIO, Math.max(LEAST_RATIO, Math.exp(log)));
}

const KNOWLEDGE = 20;
/** A lane on which most parcels are usually late has no backlogs that this could tell. */
const LEAST_EXPECTED = 0.05;
const MOST_EXPECTED = 0.5;
const BACKLOG = { late: 2, onTime: 2 };
/** Beyond it the bounds have long been reached. */
const MOST_PARCELS = 500;
const LEAST_RATIO = 1 / 50;
const MOST_RATIO = 1000;

/** Logarithm of the beta-binomial probability, without the binomial coefficient, which cancels. */
function logBetaBinomial(
  hits: number,
  trials: number,
  { late, onTime }: { late: number; onTime: number },
): number {
  let log = 0;
  for (let index = 0; index < trials; index += 1) {
    log += Math.log(index < hits ? late + index : onTime + index - hits);
    log -= Math.log(late + onTime + index);
  }
  return log;
}
