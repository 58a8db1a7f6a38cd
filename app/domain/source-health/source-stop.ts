import { upperTailBound } from '#app/domain/source-health/tails.ts';

/** Whether a source has gone blind. */
export interface SourceStop {
  stopped: boolean;
  beganAt: Date | null;
  /** Its calls bring nothing, or they bring answers whose own knowledge is old. Null when it is well. */
  reason: 'calls_fail' | 'not_synced' | null;
  expected: number;
  seen: number;
  probability: number;
}

export interface SourceWatch {
  /** Since when no call has brought an answer; null = the last one did. */
  failingSince: Date | null;
  /** Numbers it follows that were answered within the last day and whose last sync it tells. */
  answered: number;
  /** Of those: the source's last attempt at the carrier failed, or its last success was over twelve hours before. */
  stale: number;
  /** From when on the stale ones were not synced any more; null = none is stale. */
  staleSince: Date | null;
  /** Share that is usually stale, as learned (`learnUsual`); null = not known yet. */
  usualStale: number | null;
  isOpen: boolean;
  now: Date;
}

/**
 * A source is blind when its calls have failed for three hours; or when it answers, but at least half of its numbers, and at
 * least 30 points more than usual, have not been synced with their carriers: a share whose probability under its usual
 * one is below one in a million (Chernoff's bound). It sees again when calls succeed and the share is back near the usual.
 */
export function sourceStop(watch: SourceWatch): SourceStop {
  const { failingSince, answered, stale, staleSince, isOpen, now } = watch;
  const usual = usualOf(watch.usualStale);
  const expected = answered * usual;
  const probability = upperTailBound(stale, { trials: answered, usual });
  const facts = { expected, seen: stale, probability };
  if (
    failingSince !== null &&
    (isOpen || now.getTime() - failingSince.getTime() >= FAILING_HOURS * HOUR_MS)
  )
    return { stopped: true, beganAt: failingSince, reason: 'calls_fail', ...facts };
  const share = answered === 0 ? 0 : stale / answered;
  const isBlind = isOpen
    ? share > Math.max(LIFT_SHARE, usual + LIFT_MARGIN)
    : answered >= LEAST_NUMBERS &&
      share >= Math.max(STOP_SHARE, usual + STOP_MARGIN) &&
      probability < STOP_PROBABILITY;
  if (!isBlind) return { stopped: false, beganAt: null, reason: null, ...facts };
  return { stopped: true, beganAt: staleSince ?? now, reason: 'not_synced', ...facts };
}

/** The usual share after one more look: a hundredth of the way, so that a stop of hours hardly moves it. */
export function learnUsual(usualStale: number | null, watch: { answered: number; stale: number }) {
  const usual = usualOf(usualStale);
  if (watch.answered < LEAST_NUMBERS) return usual;
  return usual + (watch.stale / watch.answered - usual) * LEARNING_RATE;
}

/** Between 2 and 60 per cent: a source that never failed may fail, and one that mostly does must be told apart still. */
function usualOf(usualStale: number | null): number {
  return Math.min(MOST_USUAL, Math.max(LEAST_USUAL, usualStale ?? FIRST_USUAL));
}

const HOUR_MS = 3_600_000;
const FAILING_HOURS = 3;
const LEAST_NUMBERS = 20;
const STOP_SHARE = 0.5;
const STOP_MARGIN = 0.3;
const STOP_PROBABILITY = 1e-6;
const LIFT_SHARE = 0.25;
const LIFT_MARGIN = 0.1;
/** Cautious until learned. */
const FIRST_USUAL = 0.2;
const LEAST_USUAL = 0.02;
const MOST_USUAL = 0.6;
const LEARNING_RATE = 0.01;
