import { describe, expect, test } from 'vitest';
import { dailyDemand, expectedUnits } from './daily-demand.ts';
import { levelNow } from './level-now.ts';

const forecast = {
  method: 'ses',
  weeklyMean: [7, 14],
  dispersion: 2,
  levelCv: 0.5,
  pooled: null,
} as const;

describe('a forecast by days', () => {
  test('gives each day a seventh of its week, and the last week goes on', () => {
    const daily = dailyDemand(forecast, { daysIn: 3, days: 30 });
    expect(expectedUnits(daily, 0, 4)).toBeCloseTo(4, 12);
    expect(expectedUnits(daily, 4, 11)).toBeCloseTo(14, 12);
    expect(expectedUnits(daily, 11, 30)).toBeCloseTo(38, 12);
    expect(expectedUnits(daily, 25, 99)).toBeCloseTo(10, 12);
  });

  test('counts of today what is left of it', () => {
    expect(expectedUnits(dailyDemand(forecast, { daysIn: 3.75, days: 9 }), 0, 1)).toBeCloseTo(
      0.25,
      12,
    );
  });

  test('begins where today is, even weeks after the history', () => {
    expect(expectedUnits(dailyDemand(forecast, { daysIn: 15, days: 9 }), 0, 1)).toBe(2);
  });
});

describe('what has sold in the week that is not over', () => {
  test('moves the level towards it and makes it surer', () => {
    // A gamma level of shape 4; four days of one a day, each counting for half.
    const now = levelNow(forecast, { units: 8, daysIn: 4, isInStock: true });
    expect(now.weeklyMean[0]).toBeCloseTo(7 * ((4 + 4) / (4 + 2)), 12);
    expect(now.levelCv).toBeCloseTo((4 + 2) ** -0.5, 12);
  });

  test('leaves the mean where it was as expected', () => {
    expect(levelNow(forecast, { units: 4, daysIn: 4, isInStock: true }).weeklyMean).toEqual([
      7, 14,
    ]);
  });

  test.each([
    [1_000, 14],
    [0, 7 * (4 / 6)],
  ])('%i units move it to %f at most', (units, mean) => {
    expect(levelNow(forecast, { units, daysIn: 4, isInStock: true }).weeklyMean[0]).toBeCloseTo(
      mean,
      12,
    );
  });

  test.each([
    ['out of stock', forecast, false],
    ['a level that is known', { ...forecast, levelCv: 0 }, true],
    ['nothing expected', { ...forecast, weeklyMean: [0] }, true],
  ])('says nothing: %s', (_name, told, isInStock) => {
    expect(levelNow(told, { units: 0, daysIn: 4, isInStock })).toBe(told);
  });
});
