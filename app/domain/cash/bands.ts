import type { Band } from '#app/domain/cash/cash-forecast.ts';

/** P10, P50 and P90 of each day over paths; `balances`: path after path, each `days` long. Whole minor units. */
export function bandsByDay(balances: Float64Array, days: number): Band[] {
  const paths = balances.length / days;
  const column = new Float64Array(paths);
  return Array.from({ length: days }, (_, day) => {
    for (let path = 0; path < paths; path += 1) column[path] = balances[path * days + day] ?? 0;
    column.sort();
    return {
      p10: quantileOf(column, 0.1),
      p50: quantileOf(column, 0.5),
      p90: quantileOf(column, 0.9),
    };
  });
}

/** Between the two nearest of the sorted numbers, by the rule (n + 1) p, which leaves p of what is to come below it. */
function quantileOf(sorted: Float64Array, p: number): number {
  const at = Math.min(sorted.length - 1, Math.max(0, (sorted.length + 1) * p - 1));
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return Math.round(low + (high - low) * (at - Math.floor(at)));
}
