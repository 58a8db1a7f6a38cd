import { DAY } from '../calendar.ts';

/** `2026-11-20` of a day's number (days since 1970-01-01). */
export function isoOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}
