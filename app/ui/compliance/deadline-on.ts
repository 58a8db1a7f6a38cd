import type { Format } from '../format.ts';

/**
 * The last day on which a deadline is kept, ISO, in the shop's zone. A deadline at midnight is the end of the day before, and
 * then `isWholeDay`; any other is at its time of day.
 */
export function deadlineOn(
  deadlineAt: string,
  format: Pick<Format, 'dateOf'>,
): { on: string; isWholeDay: boolean } {
  const before = new Date(Date.parse(deadlineAt) - 1).toISOString();
  const on = format.dateOf(before);
  return { on, isWholeDay: on !== format.dateOf(deadlineAt) };
}
