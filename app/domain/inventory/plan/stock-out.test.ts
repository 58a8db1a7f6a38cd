import { describe, expect, test } from 'vitest';
import { Random } from '#app/domain/inventory/demand/random.ts';
import type { DemandForecast } from '#app/domain/inventory/demand-forecast.ts';
import { addDays } from '#app/domain/shared/iso-days.ts';
import type { ExpectedArrival } from './arrivals.ts';
import { chanceSold } from './chance-sold.ts';
import { countedFutures } from './counted-futures.ts';
import { dailyDemand } from './daily-demand.ts';
import { dayRange } from './day-range.ts';
import { TODAY } from './plan-facts.fixture.ts';
import { coverDays, stockOutOn } from './stock-out.ts';
import { emptiedOn } from './stock-path.ts';

function forecast(over: Partial<DemandForecast> = {}): DemandForecast {
  const weeklyMean = Array.from({ length: 20 }, () => 14);
  return { method: 'ses', weeklyMean, dispersion: 1, levelCv: 0, pooled: null, ...over };
}

const TWO_A_DAY = dailyDemand(forecast(), { daysIn: 0, days: 120 });
const twenty = { demand: TWO_A_DAY, onHand: 20, owed: 0, arrivals: [] };
const seen = { today: TODAY, horizon: 90, random: new Random(1) };

/** The n-th day from today on, today being the first. */
const nth = (day: number) => addDays(TODAY, day - 1);

function arrival(quantity: number, day: number): ExpectedArrival {
  return { purchaseOrderId: null, quantity, expectedOn: null, when: { kind: 'named', day } };
}

describe('reference row: Poisson 2 a day, 20 in stock', () => {
  test('20 or more are demanded by day 10 with probability .529743', () => {
    expect(chanceSold(TWO_A_DAY, { units: 20, days: 10 })).toBeCloseTo(0.529743, 6);
  });

  test('stock-out day P10/P50/P90 = 8/10/13', () => {
    expect(stockOutOn(twenty, seen)).toEqual({ p10: nth(8), p50: nth(10), p90: nth(13) });
  });

  test('4,000 futures drawn find the same days', () => {
    const random = new Random(5);
    const days = Float64Array.from({ length: 4_000 }, () =>
      emptiedOn({ ...twenty, daysLooked: 10, random }),
    );
    expect(dayRange(countedFutures(days, 90), 90)).toEqual({ p10: 7, p50: 9, p90: 12 });
  });
});

describe('a drawn stock-out day is distributed as the sums of its days are', () => {
  test.each([
    ['Poisson', forecast(), 20],
    ['uneven', forecast({ dispersion: 4 }), 60],
    [
      'slow and lumpy',
      forecast({ weeklyMean: Array.from({ length: 20 }, () => 0.5), dispersion: 3 }),
      4,
    ],
    ['of changing weeks', forecast({ weeklyMean: [3, 30, 1, 14, 14, 2, 50], dispersion: 2 }), 60],
  ])('%s', (_name, told, onHand) => {
    const demand = dailyDemand(told, { daysIn: 0, days: 120 });
    const random = new Random(11);
    const days = Float64Array.from({ length: 20_000 }, () =>
      emptiedOn({ demand, onHand, arrivals: [], daysLooked: 10, random }),
    );
    const drawn = countedFutures(days, 119);
    for (const day of [0, 3, 6, 10, 20, 27, 33, 41, 60, 90, 119]) {
      const chance = chanceSold(demand, { units: onHand, days: day + 1 });
      // Three deviations of 20,000 draws.
      expect(Math.abs(drawn(day) - chance)).toBeLessThan(0.0107);
    }
  });
});

describe('a stock-out', () => {
  test('comes later by what arrives before it', () => {
    const later = stockOutOn({ ...twenty, arrivals: [arrival(20, 3)] }, seen);
    expect(later.p50).toBe(nth(20));
  });

  test('is not put off by what arrives after it', () => {
    expect(stockOutOn({ ...twenty, arrivals: [arrival(500, 60)] }, seen)).toEqual(
      stockOutOn(twenty, seen),
    );
  });

  test('is put off by what is owed to buyers less', () => {
    const owed = stockOutOn({ ...twenty, owed: 15, arrivals: [arrival(20, 3)] }, seen);
    expect(owed.p50).toBe(nth(13));
  });

  test('is not put off by an arrival of which nobody can tell the day', () => {
    const unknown = { ...arrival(500, 1), when: null };
    expect(stockOutOn({ ...twenty, arrivals: [unknown] }, seen)).toEqual(stockOutOn(twenty, seen));
  });

  test('is today where nothing is on hand', () => {
    const empty = { ...twenty, onHand: 0 };
    expect(stockOutOn(empty, seen)).toEqual({ p10: TODAY, p50: TODAY, p90: TODAY });
    expect(coverDays(empty, { horizon: 90 })).toBe(0);
  });

  test('has no date where nothing is asked for', () => {
    const idle = dailyDemand(forecast({ weeklyMean: [0] }), { daysIn: 0, days: 120 });
    expect(stockOutOn({ ...twenty, demand: idle }, seen)).toEqual({
      p10: null,
      p50: null,
      p90: null,
    });
  });
});

describe('cover', () => {
  test('is the median days that the shelf lasts, arrivals not counted', () => {
    expect(coverDays(twenty, { horizon: 90 })).toBe(10);
  });

  test.each([
    [10, 10],
    [9, null],
  ])('seen %i days ahead it is %j days', (horizon, days) => {
    expect(coverDays(twenty, { horizon })).toBe(days);
  });
});
