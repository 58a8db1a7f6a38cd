import type { HourlyCounts } from '#app/domain/source-health/hourly-counts.ts';
import { hourOf } from '#app/domain/source-health/hourly-counts.ts';

/** A Monday, so that weekends stand where one expects them. */
export const FIRST_HOUR = hourOf(new Date('2026-08-03T00:00:00Z'));

/** Draws that are the same in every run (mulberry32). */
export function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface CarrierLife {
  seed: number;
  days: number;
  /** Parcels on their way, scanned 0.9 times a working day each. */
  parcels: number;
  /** Saturday and Sunday beside a working day. */
  weekend?: readonly [saturday: number, sunday: number];
  /** Hours (from the first) in which only this share of the scans is made. */
  stop?: { from: number; until: number; share: number };
  /** Hours of a public holiday. */
  holiday?: { from: number; until: number };
}

/**
 * Scans as hubs make them: by day more than by night, up to three parcels at once, on good days and bad days (± 20 %).
 */
export function carrierLife({
  seed,
  days,
  parcels,
  weekend = [0.5, 0.15],
  stop,
  holiday,
}: CarrierLife): HourlyCounts {
  const draw = drawing(seed);
  const counts: number[] = [];
  const work: number[] = [];
  for (let day = 0; day < days; day += 1) {
    const mood = 0.8 + 0.4 * draw();
    const ofWeek = [1, 1, 1, 1, 1, ...weekend][day % 7] ?? 1;
    for (let hour = 0; hour < 24; hour += 1) {
      const index = day * 24 + hour;
      const isHoliday = holiday !== undefined && index >= holiday.from && index < holiday.until;
      const isStopped = stop !== undefined && index >= stop.from && index < stop.until;
      const byDay = hour >= 1 && hour < 15 ? 1.5 : 0.3;
      const rest = (isHoliday ? 0.05 : 1) * (isStopped ? stop.share : 1);
      const scans = ((parcels * 0.9) / 24) * ofWeek * byDay * mood * rest;
      let count = 0;
      for (let batch = poisson(scans / 2, draw); batch > 0; batch -= 1)
        count += 1 + Math.floor(draw() * 3);
      counts.push(count);
      work.push(isHoliday ? 0.1 : 1);
    }
  }
  return { firstHour: FIRST_HOUR, counts, work };
}

function poisson(mean: number, draw: () => number): number {
  const floor = Math.exp(-mean);
  let count = 0;
  for (let product = draw(); product > floor; product *= draw()) count += 1;
  return count;
}
