/** Counts by hour of happening, one entry an hour without gaps. Hours are whole hours since 1970 (UTC). */
export interface HourlyCounts {
  firstHour: number;
  counts: readonly number[];
  /**
   * Share of an ordinary hour's work that is done in each hour: 1, less on public holidays of the countries the parcels
   * are in. Same length as `counts`.
   */
  work: readonly number[];
}

export const HOUR_MS = 3_600_000;

export function hourOf(instant: Date): number {
  return Math.floor(instant.getTime() / HOUR_MS);
}

export function instantOf(hour: number): Date {
  return new Date(hour * HOUR_MS);
}

/** Sum over the hours from `from` (included) to `until` (excluded); hours outside count nothing. */
export function sumBetween(
  { firstHour, counts }: HourlyCounts,
  { from, until }: { from: number; until: number },
): number {
  let sum = 0;
  const last = Math.min(until - firstHour, counts.length);
  for (let index = Math.max(0, from - firstHour); index < last; index += 1)
    sum += counts[index] ?? 0;
  return sum;
}
