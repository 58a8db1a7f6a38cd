import { describe, expect, test } from 'vitest';
import { Random } from '#app/domain/inventory/demand/random.ts';
import { dayAt, dayAtLeast, drawDay, mixDays, type WeightedDays } from './weighted-days.ts';

function mix(parts: Parameters<typeof mixDays>[0]): WeightedDays {
  const mixed = mixDays(parts);
  if (mixed === null) throw new Error('no days');
  return mixed;
}

const tenDays = mix([{ days: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], weight: 1 }]);

describe('a mixture of days', () => {
  test('weighs each sample as a whole', () => {
    const mixed = mix([
      { days: [10, 20], weight: 3 },
      { days: [40], weight: 1 },
    ]);
    expect(mixed.mean).toBeCloseTo(21.25, 12);
    expect([0.1, 0.375, 0.38, 0.75, 0.76, 1].map((share) => dayAt(mixed, share))).toEqual([
      10, 10, 20, 20, 40, 40,
    ]);
  });

  test('of nothing is null', () => {
    expect(mixDays([])).toBeNull();
    expect(mixDays([{ days: [], weight: 1 }])).toBeNull();
    expect(mixDays([{ days: [3], weight: 0 }])).toBeNull();
  });

  test('is drawn as often as it weighs', () => {
    const random = new Random(3);
    const draws = Array.from({ length: 10_000 }, () => drawDay(tenDays, random));
    expect(draws.filter((day) => day <= 3).length / 10_000).toBeCloseTo(0.3, 1);
  });
});

describe('days of what has not come yet', () => {
  test.each([
    [0.1, 9],
    [0.4, 9],
    [0.5, 10],
  ])('at share %f lie among those not yet over', (share, day) => {
    expect(dayAtLeast(tenDays, 9, share)).toBe(day);
  });

  test('are never before the day that has been reached', () => {
    for (let least = -5; least < 40; least += 1) {
      for (const share of [0, 0.1, 0.5, 0.9, 0.999]) {
        expect(dayAtLeast(tenDays, least, share)).toBeGreaterThanOrEqual(least);
      }
    }
  });

  test('later than any on record go on without memory, a week in the mean at least', () => {
    // The median of an exponential of mean 7 is 4.85 days.
    expect(dayAtLeast(tenDays, 11, 0.5)).toBe(11 + 5);
    expect(dayAtLeast(tenDays, 30, 0.5)).toBe(30 + 14);
  });
});
