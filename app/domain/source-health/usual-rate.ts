import { sumBetween } from '#app/domain/source-health/hourly-counts.ts';
import type { HourlyCounts } from '#app/domain/source-health/hourly-counts.ts';

/** What is usual for a carrier, learned from the hours before a window. */
export interface UsualRate {
  /** Expected count over the hours from `from` (included) to `until` (excluded). */
  expected(window: { from: number; until: number }): number;
  /** Expected count of one hour. */
  expectedAt(hour: number): number;
  /** How much more counts of windows this long vary than single independent scans would: variance / mean, at least 1. */
  clumping(windowHours: number): number;
}

/**
 * Learns the usual count of each hour of the week from `history`, up to `until`; null when there is too little to learn
 * from (ten days, sixty scans).
 *
 * Weekdays, Saturdays and Sundays have a day's profile each. Each of those cells is drawn towards its class's mean rate
 * times the day's common profile, that profile towards a flat day and a class's rate towards the overall one, each by a
 * few pseudo-counts (posterior mean under a gamma prior): thin carriers are smoothed, busy ones speak for themselves.
 * Recent weeks weigh more (half as much each week back), so that a shop's growth and decline are followed.
 */
export function usualRate(history: HourlyCounts, until: number): UsualRate | null {
  const end = Math.min(until - history.firstHour, history.counts.length);
  const from = history.counts.findIndex((count) => count > 0);
  if (from < 0 || end - from < LEAST_HISTORY_HOURS) return null;
  const hours = { from: history.firstHour + from, until: history.firstHour + end };
  if (sumBetween(history, hours) < LEAST_SCANS) return null;
  const rates = ratesOf(history, hours);
  const workAt = (hour: number) => history.work[hour - history.firstHour] ?? 1;
  const expectedAt = (hour: number) => workAt(hour) * at(rates, cellOf(hour));
  const expected = (window: { from: number; until: number }) => {
    let sum = 0;
    for (let hour = window.from; hour < window.until; hour += 1) sum += expectedAt(hour);
    return sum;
  };
  const byBlock = BLOCKS.map((block) => clumpingOf(history, { hours, block, expected }));
  return {
    expected,
    expectedAt,
    clumping: (windowHours) =>
      Math.max(...byBlock.slice(0, windowHours < LONG_BLOCK_HOURS ? 1 : 2)),
  };
}

const LEAST_HISTORY_HOURS = 240;
const LEAST_SCANS = 60;
const HALF_LIFE_HOURS = 168;
const PSEUDO_COUNTS = { cell: 1, profile: 5, dayClass: 2 };
const LONG_BLOCK_HOURS = 24;
const BLOCKS = [6, LONG_BLOCK_HOURS] as const;

/** 24 hours of each of three classes of days. */
const CELLS = 72;

function cellOf(hour: number): number {
  // 1 January 1970 was a Thursday.
  const weekday = (Math.floor(hour / 24) + 4) % 7;
  const dayClass = weekday === 0 ? 2 : weekday === 6 ? 1 : 0;
  return dayClass * 24 + (hour % 24);
}

function ratesOf(
  { firstHour, counts, work }: HourlyCounts,
  { from, until }: { from: number; until: number },
): Float64Array {
  const seen = new Float64Array(CELLS);
  const worked = new Float64Array(CELLS);
  for (let hour = from; hour < until; hour += 1) {
    const weight = 2 ** ((hour - until) / HALF_LIFE_HOURS);
    const cell = cellOf(hour);
    seen[cell] = at(seen, cell) + weight * (counts[hour - firstHour] ?? 0);
    worked[cell] = at(worked, cell) + weight * (work[hour - firstHour] ?? 1);
  }
  const sum = (values: Float64Array, of: (cell: number) => boolean) =>
    values.reduce((total, value, cell) => (of(cell) ? total + value : total), 0);
  const overall =
    sum(seen, () => true) /
    Math.max(
      1,
      sum(worked, () => true),
    );
  const classRates = [0, 1, 2].map((dayClass) => {
    const isOwn = (cell: number) => Math.floor(cell / 24) === dayClass;
    return drawn(PSEUDO_COUNTS.dayClass, {
      seen: sum(seen, isOwn),
      worked: sum(worked, isOwn),
      towards: overall,
    });
  });
  const total = sum(seen, () => true);
  const profile = Array.from({ length: 24 }, (_, hour) => {
    const own = sum(seen, (cell) => cell % 24 === hour);
    return drawn(PSEUDO_COUNTS.profile, { seen: own, worked: total / 24, towards: 1 });
  });
  return Float64Array.from({ length: CELLS }, (_, cell) =>
    drawn(PSEUDO_COUNTS.cell, {
      seen: at(seen, cell),
      worked: at(worked, cell),
      towards: at(classRates, Math.floor(cell / 24)) * at(profile, cell % 24),
    }),
  );
}

/** Mean of a rate after `seen` in `worked`, when before it so many counts at the rate `towards` were imagined. */
function drawn(
  pseudoCounts: number,
  { seen, worked, towards }: { seen: number; worked: number; towards: number },
): number {
  return (seen + pseudoCounts) / (worked + pseudoCounts / towards);
}

/**
 * Parcels are scanned in batches, on good days and bad ones: Σ (seen − expected)² / Σ expected over blocks of hours, a
 * tenth more because the rates were learned from the same hours.
 */
function clumpingOf(
  history: HourlyCounts,
  {
    hours,
    block,
    expected,
  }: {
    hours: { from: number; until: number };
    block: number;
    expected: (window: { from: number; until: number }) => number;
  },
): number {
  let squares = 0;
  let sum = 0;
  for (let until = hours.until; until - block >= hours.from; until -= block) {
    const window = { from: until - block, until };
    const mean = expected(window);
    squares += (sumBetween(history, window) - mean) ** 2;
    sum += mean;
  }
  return sum === 0 ? 1 : Math.max(1, (1.1 * squares) / sum);
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? 0;
}
