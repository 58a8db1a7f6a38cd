import { describe, expect, it } from 'vitest';
import { pooledLevel, shrunkLevel, weeksSinceSale } from './level.ts';

const CATEGORY = { weeklyMean: 2, spread: 1, dispersion: 2 };

describe('pooledLevel', () => {
  it('is the gamma prior updated by what sold: (1 + 6 ÷ 2) ÷ (1 ÷ 2 + 4 ÷ 2) = 1.6', () => {
    const { mean, cv } = pooledLevel(weeksOf([0, 4, 2, 0]), CATEGORY, 2);
    expect(mean).toBeCloseTo(1.6, 12);
    expect(cv).toBeCloseTo(1 / Math.sqrt(4), 12);
  });

  it('is the category’s where there is nothing', () => {
    expect(pooledLevel(weeksOf([]), CATEGORY, 2)).toEqual({ mean: 2, cv: 1 });
  });
});

describe('shrunkLevel', () => {
  it.each([
    {
      name: 'towards the category',
      own: { level: 1, worthWeeks: 12, weeksSinceSale: 0 },
      at: 7 / 6.5,
    },
    {
      name: 'not above one in as many weeks as sold nothing',
      own: { level: 0.01, worthWeeks: 12, weeksSinceSale: 40 },
      at: 1 / 40,
    },
    {
      name: 'never below where it is by that',
      own: { level: 0.1, worthWeeks: 12, weeksSinceSale: 40 },
      at: 0.1,
    },
  ])('$name', ({ own, at }) => {
    expect(shrunkLevel(own, CATEGORY, 2)).toBeCloseTo(at, 10);
  });

  it('never by more than its own error', () => {
    const own = { level: 900, worthWeeks: 12, weeksSinceSale: 0 };
    expect(shrunkLevel(own, CATEGORY, 2)).toBeCloseTo(900 - Math.sqrt(6 * 900 + 1) / 6, 8);
  });

  it.each([null, { ...CATEGORY, weeklyMean: 0 }])(
    'a category of which nothing is known moves nothing',
    (category) => {
      expect(shrunkLevel({ level: 3, worthWeeks: 12, weeksSinceSale: 0 }, category, 2)).toBe(3);
    },
  );
});

it.each([
  [[0, 2, 0, 0], 2],
  [[0, 2], 0],
  [[0, 0, 0], 3],
  [[], 0],
])('since the last sale of %j it could be bought for %d weeks', (units, since) => {
  expect(weeksSinceSale(weeksOf(units))).toBe(since);
});

function weeksOf(units: readonly number[]) {
  return { units: Float64Array.from(units), weights: new Float64Array(units.length).fill(1) };
}
