import type { ShareBy } from './day-range.ts';

/** Futures by the day on which each comes; Infinity = never. Days beyond `horizon` are never asked for. */
export function countedFutures(days: Float64Array, horizon: number): ShareBy {
  const shares = new Float64Array(horizon + 1);
  for (const day of days) {
    if (day <= horizon) shares[day] = (shares[day] ?? 0) + 1 / days.length;
  }
  for (let day = 1; day <= horizon; day += 1) {
    shares[day] = (shares[day] ?? 0) + (shares[day - 1] ?? 0);
  }
  return (day) => shares[day] ?? 1;
}
