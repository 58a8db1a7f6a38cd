import type { DateRange } from '#app/domain/inventory/variant-plan.ts';
import { addDays } from '#app/domain/shared/iso-days.ts';

/** The share of futures that have come by the end of a day, today being 0; does not fall. */
export type ShareBy = (day: number) => number;

/**
 * The days by which 10, 50 and 90 in a hundred futures have come, each to the nearest day: a day's futures are spread evenly
 * over it, and the range takes in those days of which more than half lies between the two ends. Were both ends' days taken in
 * whole, the range would hold more than the 80 in a hundred that it promises. Null: later than `horizon`.
 */
export function dayRange(
  shareBy: ShareBy,
  horizon: number,
): { p10: number | null; p50: number | null; p90: number | null } {
  const within = (day: number) => (day <= horizon ? day : null);
  return {
    p10: within(Math.ceil(placeOf(shareBy, 0.1, horizon))),
    p50: within(dayBy(shareBy, 0.5, horizon)),
    p90: within(Math.floor(placeOf(shareBy, 0.9, horizon))),
  };
}

/** The same as dates. */
export function dateRange(
  shareBy: ShareBy,
  { today, horizon }: { today: string; horizon: number },
): DateRange {
  const { p10, p50, p90 } = dayRange(shareBy, horizon);
  const dated = (day: number | null) => (day === null ? null : addDays(today, day));
  return { p10: dated(p10), p50: dated(p50), p90: dated(p90) };
}

/** The first day by whose end a share of the futures has come; Infinity: not by the horizon. */
export function dayBy(shareBy: ShareBy, share: number, horizon: number): number {
  const least = share - 1e-9;
  if (shareBy(horizon) < least) return Infinity;
  let [low, high] = [0, horizon];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shareBy(middle) >= least) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where a share lies, each day reaching from half a day before it to half a day after. */
function placeOf(shareBy: ShareBy, share: number, horizon: number): number {
  const day = dayBy(shareBy, share, horizon);
  if (day === Infinity) return Infinity;
  const before = day === 0 ? 0 : shareBy(day - 1);
  // Never before today.
  return Math.max(0, day - 0.5 + (share - before) / (shareBy(day) - before));
}
