import { expect, test } from 'vitest';
import { promisedDate } from './promised-date.ts';

test.each([
  ['midnight UTC is the date as written', '2026-11-16T00:00:00.000Z', '2026-11-16'],
  ['a millisecond later is a day at the destination', '2026-11-16T00:00:00.001Z', '2026-11-15'],
  ['a millisecond earlier is a day at the destination', '2026-11-15T23:59:59.999Z', '2026-11-15'],
])('%s', (_, promised, on) => {
  expect(promisedDate(new Date(promised), dateFiveHoursBehind)).toBe(on);
});

function dateFiveHoursBehind(at: Date): string {
  return new Date(at.getTime() - 5 * 3_600_000).toISOString().slice(0, 10);
}
