import { hourOf, instantOf, sumBetween } from '#app/domain/source-health/hourly-counts.ts';
import type { HourlyCounts } from '#app/domain/source-health/hourly-counts.ts';
import { lowerTail } from '#app/domain/source-health/tails.ts';
import { usualRate } from '#app/domain/source-health/usual-rate.ts';
import type { UsualRate } from '#app/domain/source-health/usual-rate.ts';

/** Whether a carrier has stopped scanning, and on which numbers that rests. */
export interface CarrierStop {
  stopped: boolean;
  /** When it stopped, as far as the counts tell; null when it has not. */
  beganAt: Date | null;
  /** Scans that were to be expected in the watched window; 0 when nothing can be said. */
  expected: number;
  seen: number;
  /** Of so few scans or fewer, were all as usual. */
  probability: number;
}

export interface CarrierWatch {
  /** Physical scans of the carrier: five weeks up to now. */
  hours: HourlyCounts;
  /** Parcels on their way with it that were scanned within the last two weeks: without parcels there are no scans. */
  movingParcels: number;
  /** The stop that is open; null = none. Decides which bar holds: it takes less to go on than to begin. */
  openSince: Date | null;
  now: Date;
}

/**
 * Looks at the last twelve hours up to seven days, each against what is usual for those very hours of the week, and calls it a
 * stop when in one of these windows at least twelve scans were to be expected, at most a quarter of them came, and so
 * few have a probability below one in 100,000, with ten parcels or more on their way. At night, on weekends and on public holidays little is expected, so the
 * window that can decide grows by itself.
 *
 * It ends when of a day's worth of usual scans (at least twelve) half have come; or after ten days: what lasts longer is no
 * passing stop, and single alarms must be heard again. With too little history nothing is ever called a stop.
 */
export function carrierStop(watch: CarrierWatch): CarrierStop {
  return watch.openSince === null ? hasBegun(watch) : hasEnded(watch, watch.openSince);
}

/**
 * The newest hours are not whole yet: sources visit a carrier every three to twelve hours and silent parcels are asked about
 * every six. The shortest window is long enough to hold whole hours beside those.
 */
const LAG_HOURS = 5;
const WINDOWS_HOURS = [12, 14, 16, 18, 21, 24, 30, 36, 48, 72, 96, 120, 168] as const;
const LONGEST_WINDOW_HOURS = 168;
const LEAST_EXPECTED = 12;
/** Fewer are single parcels, not a stop. */
const LEAST_PARCELS = 10;
/** Of the scans that were to be expected: with more the carrier is slow, not stopped. */
export const STOP_SHARE = 0.25;
const STOP = { share: STOP_SHARE, probability: 1e-5 };
/** So much of what is usual must come again before a stop is over. */
export const LIFT_SHARE = 0.5;
/** After so many days a stop is no longer held for a passing one, whether or not it is over. */
export const GIVEN_UP_DAYS = 10;
const LIFT = { share: LIFT_SHARE, windowHours: 24, afterDays: GIVEN_UP_DAYS };
/** More often than so no carrier scans a parcel on average; keeps the past of a shop that shrinks from being expected. */
const MOST_SCANS_PER_PARCEL_DAY = 1.5;
/** Nothing speaks of a stop, or too little is known. */
export const NO_STOP: CarrierStop = {
  stopped: false,
  beganAt: null,
  expected: 0,
  seen: 0,
  probability: 1,
};

function hasBegun({ hours, movingParcels, now }: CarrierWatch): CarrierStop {
  if (movingParcels < LEAST_PARCELS) return NO_STOP;
  const until = hourOf(now) - LAG_HOURS;
  let least = NO_STOP;
  for (const windowHours of WINDOWS_HOURS) {
    const window = { from: until - windowHours, until };
    const seen = sumBetween(hours, window);
    const most = (movingParcels * MOST_SCANS_PER_PARCEL_DAY * windowHours) / 24;
    // Cheap before dear: most windows of most carriers end here.
    if (most < LEAST_EXPECTED || seen > STOP.share * most) continue;
    const usual = usualRate(hours, window.from);
    if (usual === null) continue;
    const expected = Math.min(usual.expected(window), most);
    if (expected < LEAST_EXPECTED || seen > STOP.share * expected) continue;
    const clumping = usual.clumping(windowHours);
    const probability = lowerTail(seen, { mean: expected, clumping });
    if (probability >= STOP.probability || probability >= least.probability) continue;
    const beganAt = instantOf(changePoint(hours, { usual, until }));
    least = { stopped: true, beganAt, expected, seen, probability };
  }
  return least;
}

function hasEnded({ hours, movingParcels, now }: CarrierWatch, openSince: Date): CarrierStop {
  const until = hourOf(now) - LAG_HOURS;
  const began = hourOf(openSince);
  const usual = usualRate(hours, began);
  const isOld = now.getTime() - openSince.getTime() > LIFT.afterDays * 86_400_000;
  // Nothing to compare with, or nothing on its way any more: nothing to hold back.
  if (usual === null || isOld || movingParcels === 0) return NO_STOP;
  let from = Math.max(until - LIFT.windowHours, began);
  while (from > began && usual.expected({ from, until }) < LEAST_EXPECTED) from -= 1;
  const expected = usual.expected({ from, until });
  const seen = sumBetween(hours, { from, until });
  const clumping = usual.clumping(until - from);
  const probability = lowerTail(Math.min(seen, Math.ceil(expected)), {
    mean: expected,
    clumping,
  });
  const recovered = expected >= LEAST_EXPECTED && seen >= LIFT.share * expected;
  return recovered
    ? { stopped: false, beganAt: null, expected, seen, probability }
    : { stopped: true, beganAt: openSince, expected, seen, probability };
}

/** The hour from which on the counts look most like a tenth of what is usual (largest likelihood ratio). */
function changePoint(
  hours: HourlyCounts,
  { usual, until }: { usual: UsualRate; until: number },
): number {
  let best = { hour: until, gain: 0 };
  let gain = 0;
  for (let hour = until - 1; hour >= until - LONGEST_WINDOW_HOURS; hour -= 1) {
    const seen = hours.counts[hour - hours.firstHour] ?? 0;
    gain += usual.expectedAt(hour) * (1 - STOPPED_SHARE) + seen * Math.log(STOPPED_SHARE);
    if (gain > best.gain) best = { hour, gain };
  }
  return best.hour;
}

const STOPPED_SHARE = 0.1;
