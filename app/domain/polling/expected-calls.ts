import { PACES, intervalHours } from '#app/domain/polling/paces.ts';
import type { Pace } from '#app/domain/polling/paces.ts';

/** How many numbers stand on each line of the plan; a line that is missing has none. */
export type PaceCounts = Readonly<Partial<Record<Pace, number>>>;

export interface CallBasis {
  /** How many numbers one call may ask about. */
  numbersPerCall: number;
  /** Numbers that come new each day: each is read once more and registered. */
  newPerDay: number;
  /** 1, or what `fitToQuota` found. */
  stretch?: number;
  pushesArrive?: boolean;
}

export interface ExpectedCalls {
  /** HTTP calls on an average day, registrations included; a fraction. */
  calls: number;
  /** Numbers asked about each day, by line. */
  perPace: Record<Pace, number>;
  /** Numbers registered each day: each may cost a credit. */
  registrations: number;
}

/**
 * What the plan will cost on an average day. Numbers that come due within five minutes share a call, so a small shop's
 * calls are emptier than `numbersPerCall` and a big one's nearly full. With λ numbers due in such a slice and B to a
 * call, a slice takes at most λ/B + (1 − 1/B)(1 − e^−λ) calls on average: λ for B = 1 or few numbers, λ/B for many.
 */
export function expectedCallsPerDay(counts: PaceCounts, basis: CallBasis): ExpectedCalls {
  const perPace = pollsPerDay(counts, basis);
  const polls = PACES.reduce((sum, pace) => sum + perPace[pace], 0) + basis.newPerDay;
  const calls =
    callsFor(polls, basis.numbersPerCall) + callsFor(basis.newPerDay, basis.numbersPerCall);
  return { calls, perPace, registrations: basis.newPerDay };
}

function pollsPerDay(
  counts: PaceCounts,
  { stretch = 1, pushesArrive = false }: CallBasis,
): Record<Pace, number> {
  const polls: Record<Pace, number> = { ...NONE };
  for (const pace of PACES) {
    const count = counts[pace] ?? 0;
    // A fresh number is read within minutes and then stands on another line; a delivered one is read once more.
    if (pace === 'ended' || pace === 'fresh') continue;
    const typical = { silentHours: TYPICAL_SILENT_HOURS, attempts: TYPICAL_ATTEMPTS };
    const hours = intervalHours(pace, { ...typical, pushesArrive, stretch }) * MEAN_OF_SPREAD;
    polls[pace] = (count * 24) / hours;
  }
  return polls;
}

/**
 * The least stretch of all intervals that keeps the plan within `callsPerDay` (null = no limit): every line alike, up to
 * once a day each; only when that is not enough, `out_for_delivery` as well. `fits` is false when even a daily look at
 * everything takes more: then whatever has waited longest for its own pace goes first, and the rest waits.
 */
export function fitToQuota(
  counts: PaceCounts,
  basis: Omit<CallBasis, 'stretch'> & { callsPerDay: number | null },
): { stretch: number; calls: number; fits: boolean } {
  const callsAt = (stretch: number) => expectedCallsPerDay(counts, { ...basis, stretch }).calls;
  const limit = basis.callsPerDay;
  if (limit === null || callsAt(1) <= limit) return { stretch: 1, calls: callsAt(1), fits: true };
  const least = callsAt(MOST_STRETCH);
  if (least > limit) return { stretch: MOST_STRETCH, calls: least, fits: false };
  let low = 1;
  let high = MOST_STRETCH;
  for (let step = 0; step < BISECTIONS; step += 1) {
    const middle = (low + high) / 2;
    if (callsAt(middle) <= limit) high = middle;
    else low = middle;
  }
  return { stretch: high, calls: callsAt(high), fits: true };
}

/** `out_for_delivery` is at its daily end too: 24 times 48. */
const MOST_STRETCH = 1_152;
const BISECTIONS = 40;

function callsFor(numbers: number, numbersPerCall: number): number {
  const perSlice = numbers / SLICES_PER_DAY;
  const emptiness = (1 - 1 / numbersPerCall) * (1 - Math.exp(-perSlice));
  return SLICES_PER_DAY * (perSlice / numbersPerCall + emptiness);
}

/** Calls take along what comes due within this time (`takeDue`). */
export const GATHER_MS = 300_000;
const SLICES_PER_DAY = 86_400_000 / GATHER_MS;
/** Silent parcels on average: in the middle of the taper. */
const TYPICAL_SILENT_HOURS = 144;
const TYPICAL_ATTEMPTS = 4;
/** Intervals are spread ± 15 % below the longest: on average longest / 1.15. */
const MEAN_OF_SPREAD = 1 / 1.15;
const NONE: Readonly<Record<Pace, number>> = {
  out_for_delivery: 0,
  near_delivery: 0,
  fresh: 0,
  moving: 0,
  customs: 0,
  handover: 0,
  announced: 0,
  silent: 0,
  unscanned: 0,
  retrying: 0,
  confirming: 0,
  handed_on: 0,
  long_silent: 0,
  ended: 0,
};
