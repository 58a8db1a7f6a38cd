import { describe, expect, test } from 'vitest';
import { countedFutures } from './counted-futures.ts';
import { dateRange, dayRange } from './day-range.ts';

/** So many futures on each of the days 0, 1, 2, …, seen ten days ahead. */
function futures(...counts: number[]) {
  const days = counts.flatMap((count, day) => Array.from({ length: count }, () => day));
  return countedFutures(Float64Array.from(days), 10);
}

describe('a range of days', () => {
  test.each([
    [[100], 0, 0, 0, 'one day'],
    [[50, 50], 0, 0, 1, 'two days alike'],
    [[5, 90, 5], 1, 1, 1, 'a day with nearly all'],
    [[21, 58, 21], 0, 1, 2, 'days of which more than half lies inside are taken in'],
    [[19, 62, 19], 1, 1, 1, 'days of which less than half lies inside are left out'],
    [[9, 0, 41, 41, 0, 9], 2, 2, 3, 'empty days between'],
  ])('%j ends on days %i, %i and %i: %s', (counts, p10, p50, p90) => {
    expect(dayRange(futures(...counts), 9)).toEqual({ p10, p50, p90 });
  });

  test('what lies beyond the horizon is not named', () => {
    const days = Float64Array.from([3, 4, 5, 6, 7, 8, Infinity, Infinity, Infinity, Infinity]);
    const shareBy = countedFutures(days, 9);
    expect(dayRange(shareBy, 6)).toEqual({ p10: 4, p50: null, p90: null });
    expect(dayRange(shareBy, 7)).toEqual({ p10: 4, p50: 7, p90: null });
    expect(dayRange(() => 0, 6)).toEqual({ p10: null, p50: null, p90: null });
  });

  test('days are dates from today on', () => {
    expect(dateRange(futures(0, 0, 100), { today: '2026-12-30', horizon: 9 })).toEqual({
      p10: '2027-01-01',
      p50: '2027-01-01',
      p90: '2027-01-01',
    });
  });
});
