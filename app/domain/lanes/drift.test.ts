import { describe, expect, test } from 'vitest';
import { driftOf, FEWEST_FOR_DRIFT, splitRecent } from '#app/domain/lanes/drift.ts';
import { countSilence, emptyCell } from '#app/domain/lanes/silence-cell.ts';

/** So many silences, spread evenly around a median. */
function around(medianDays: number, count: number) {
  const cell = emptyCell();
  for (let index = 0; index < count; index += 1) {
    countSilence(cell, { days: medianDays * (0.5 + (index + 0.5) / count), end: 'moved' });
  }
  return cell;
}

describe('a lane that changes', () => {
  test.each([
    [3, 3, 'none', 1],
    [6, 3, 'slower', 0.2],
    [3, 6, 'faster', 0.2],
  ] as const)('median of %f days now, %f before: %s', (recent, before, change, olderWeight) => {
    expect(driftOf(around(recent, 100), around(before, 400))).toMatchObject({
      change,
      olderWeight,
    });
  });

  test('a difference too small to matter is none, however sure', () => {
    const drift = driftOf(around(3.4, 20_000), around(3, 20_000));
    expect(drift.z).toBeLessThan(-4);
    expect(drift.change).toBe('none');
  });

  test.each([
    [FEWEST_FOR_DRIFT - 1, 'unknown'],
    [FEWEST_FOR_DRIFT, 'slower'],
  ] as const)('with %i silences on a side: %s', (count, change) => {
    expect(driftOf(around(9, count), around(3, 400)).change).toBe(change);
    expect(driftOf(around(9, 400), around(3, count)).change).toBe(change);
  });

  test('medians are told in days', () => {
    const { recentDays, usualDays } = driftOf(around(6, 400), around(3, 400));
    expect(recentDays).toBeCloseTo(6, 0);
    expect(usualDays).toBeCloseTo(3, 0);
  });
});

test('the newest month and the one before it are recent', () => {
  const cells = [10, 11, 12, 13].map((month) => [month, around(month, 1)] as const);
  const { recent, older } = splitRecent(cells, 13);
  expect(recent.moved.reduce((sum, count) => sum + count, 0)).toBe(2);
  expect(older.moved.reduce((sum, count) => sum + count, 0)).toBe(2);
});
