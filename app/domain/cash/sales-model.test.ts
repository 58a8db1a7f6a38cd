import { describe, expect, test } from 'vitest';
import { TODAY, evenSales } from '#app/domain/cash/cash-facts.fixture.ts';
import { addDays, weekdayOf } from '#app/domain/shared/iso-days.ts';
import { fitSales } from '#app/domain/cash/sales-model.ts';
import type { SalesDay } from '#app/domain/cash/sales-model.ts';
import { sampleSales } from '#app/domain/cash/sample-sales.ts';
import { Random, gamma } from '#app/domain/inventory/demand/random.ts';

const daysOf = (weeks: number, minorOf: (day: number, on: string) => number): SalesDay[] =>
  Array.from({ length: weeks * 7 }, (_, day) => {
    const on = addDays(TODAY, day - weeks * 7);
    return { on, minor: Math.round(minorOf(day, on)), orders: 10 };
  });

function futures(days: readonly SalesDay[], paths = 500): Float64Array[] {
  const model = fitSales(days);
  return Array.from({ length: paths }, (_, path) => {
    const into = new Float64Array(91);
    sampleSales(new Random(path + 1), { model, from: TODAY, into });
    return into;
  });
}
const total = (path: Float64Array) => path.reduce((sum, minor) => sum + minor, 0);
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('what is learned', () => {
  test('the level is that of a mean day', () => {
    expect(fitSales(evenSales(182)).level / 100_000).toBeCloseTo(1, 1);
  });

  test('a weekday that sells twice as much is seen, and believed more the oftener it was seen', () => {
    const saturday = (weeks: number) =>
      fitSales(daysOf(weeks, (_, on) => (weekdayOf(on) === 6 ? 200_000 : 100_000))).weekday[5] ?? 0;
    expect(saturday(26)).toBeGreaterThan(1.6);
    expect(saturday(1)).toBeLessThan(1.4);
    expect(saturday(1)).toBeGreaterThan(1);
  });

  test('weekday factors have the mean 1', () => {
    const { weekday } = fitSales(daysOf(9, (day) => 1_000 * (1 + (day % 5))));
    expect(mean(weekday)).toBeCloseTo(1, 9);
  });

  test('steady growth is seen', () => {
    const { slope, level } = fitSales(daysOf(20, (day) => 100_000 * (1 + day / 140)));
    expect(slope).toBeGreaterThan(0.02);
    expect(level).toBeGreaterThan(180_000);
  });

  test('chance that looks like growth is not', () => {
    const random = new Random(12);
    const slopes = Array.from(
      { length: 40 },
      () => fitSales(daysOf(20, () => gamma(random, 4, 25_000))).slope,
    );
    expect(slopes.filter((slope) => slope === 0).length).toBeGreaterThan(25);
  });

  test('under eight weeks no growth is read into sales', () => {
    expect(fitSales(daysOf(7, (day) => 100_000 * (1 + day))).slope).toBe(0);
  });

  test('old sales count less than new ones', () => {
    const halves = daysOf(26, (day) => (day < 91 ? 50_000 : 100_000));
    expect(fitSales(halves).level).toBeGreaterThan(75_000);
  });

  test.each<[string, SalesDay[]]>([
    ['no day', []],
    ['days without sales', daysOf(10, () => 0)],
    ['returns alone', daysOf(10, () => -500)],
  ])('%s: nothing is sold, and nothing breaks', (_fact, days) => {
    expect(fitSales(days).level).toBe(0);
    expect(total(futures(days, 1)[0] ?? new Float64Array(1))).toBe(0);
  });

  test('three days of sales give their mean', () => {
    expect(fitSales(evenSales(3, 60_000)).level).toBeGreaterThan(50_000);
  });
});

describe('what is drawn', () => {
  test('is on average what was sold', () => {
    const sums = futures(evenSales(182)).map(total);
    expect(mean(sums) / (91 * 100_000)).toBeCloseTo(1, 1);
  });

  test('is never negative, whatever was sold', () => {
    const wild = daysOf(9, (day) => (day % 9 === 0 ? 900_000 : 0));
    for (const path of futures(wild, 100)) expect(Math.min(...path)).toBeGreaterThanOrEqual(0);
  });

  test('shares its chance: weeks of one future resemble each other more than days by themselves would', () => {
    const random = new Random(8);
    const shaken = daysOf(
      26,
      (day) => 100_000 * (Math.floor(day / 7) % 2 === 0 ? 0.7 : 1.3) * gamma(random, 20, 0.05),
    );
    const sums = futures(shaken).map((path) => total(path.subarray(0, 7)));
    const middle = mean(sums);
    const deviation = Math.sqrt(mean(sums.map((sum) => (sum - middle) ** 2))) / middle;
    // Days by themselves: √(0.05 ÷ 7) = 0.08.
    expect(deviation).toBeGreaterThan(0.2);
  });

  test('spreads wider the fewer weeks are known', () => {
    const spread = (days: number) => {
      const sums = futures(evenSales(days))
        .map(total)
        .sort((a, b) => a - b);
      return (sums[450] ?? 0) / (sums[50] ?? 1);
    };
    expect(spread(14)).toBeGreaterThan(spread(182) * 1.2);
  });
});
