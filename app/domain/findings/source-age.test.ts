import { expect, test } from 'vitest';
import { ageDays, isStale } from '#app/domain/findings/source-age.ts';

const source = { checkedOn: '2026-11-01', freshForDays: 30 };

test.each([
  ['2026-11-01T00:00:00Z', 0, false],
  ['2026-12-01T23:59:59Z', 30, false],
  ['2026-12-02T00:00:00Z', 31, true],
])('at %s a source of 1 November is %i days old, and due again is %s', (at, age, stale) => {
  expect(ageDays(source, new Date(at))).toBe(age);
  expect(isStale(source, new Date(at))).toBe(stale);
});
