import type { DateRange } from '#app/domain/inventory/variant-plan.ts';
import { dateAfter } from './plan-days.ts';

/**
 * The days by which 10, 50 and 90 in a hundred futures have come, each to the nearest day: a day's futures are spread evenly
 * over it, and the range takes in those days of which more than half lies between the two ends. Were both ends' days taken in
 * whole, the range would hold more than the 80 in a hundred that it promises. Null: later than `horizon`.
 * `days`: one for each future, counted from today = 0, Infinity = never; is sorted in place.
 */
export function dayRange(
  days: Float64Array,
  horizon: number,
): { p10: number | null; p50: number | null; p90: number | null } {
  days.sort();
  const within = (day: number) => (day <= horizon ? day : null);
  return {
    p10: within(Math.ceil(placeOf(days, 0.1))),
    p50: within(days[Math.ceil(0.5 * days.length) - 1] ?? Infinity),
    p90: within(Math.floor(placeOf(days, 0.9))),
  };
}

/** The same as dates. */
export function dateRange(
  days: Float64Array,
  { today, horizon }: { today: string; horizon: number },
): DateRange {
  const { p10, p50, p90 } = dayRange(days, horizon);
  const dated = (day: number | null) => (day === null ? null : dateAfter(today, day));
  return { p10: dated(p10), p50: dated(p50), p90: dated(p90) };
}

/** Where a share of the sorted days lies, each day reaching from half a day before it to half a day after. */
function placeOf(sorted: Float64Array, share: number): number {
  const rank = share * sorted.length;
  const at = Math.max(0, Math.ceil(rank) - 1);
  const day = sorted[at] ?? Infinity;
  if (day === Infinity) return Infinity;
  let [before, until] = [at, at + 1];
  while (before > 0 && sorted[before - 1] === day) before -= 1;
  while (until < sorted.length && sorted[until] === day) until += 1;
  return day - 0.5 + (rank - before) / (until - before);
}
