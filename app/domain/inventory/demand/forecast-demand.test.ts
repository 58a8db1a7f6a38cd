import { describe, expect, it } from 'vitest';
import type { DemandForecast, DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import { forecastDemand } from './forecast-demand.ts';
import { learnCategory } from './learn-category.ts';
import { demandOf, demandQuantile } from './predictive.ts';
import { countCdf } from './negative-binomial.ts';
import { historiesOf, historyOf, meanOf, summerSeason } from './series.fixture.ts';

const WEEKS = 104;
/** Of sixty variants that sell from half a unit to nine and a half a week. */
const STEADY = learnCategory(
  Array.from({ length: 60 }, (_, index) =>
    historyOf({ seed: index, weeks: WEEKS, mean: () => 0.5 + (index % 10) }),
  ),
);

function forecastOf(history: DemandHistory, category = STEADY): DemandForecast {
  return forecastDemand({ history, category, weeks: 13 });
}

/** The first coming week, on average over as many variants of the same truth. */
function firstWeek(truth: Parameters<typeof historiesOf>[1], category = STEADY): number {
  return meanOf(
    historiesOf(60, truth, 7).map((history) => forecastOf(history, category).weeklyMean[0] ?? 0),
  );
}

describe('what sells steadily', () => {
  it.each([0.5, 5, 40])('%d units a week are forecast as such', (mean) => {
    const found = firstWeek({ weeks: WEEKS, mean: () => mean });
    expect(Math.abs(found / mean - 1)).toBeLessThan(0.15);
  });

  it('one that sells far less than its category stays near its own level', () => {
    expect(firstWeek({ weeks: WEEKS, mean: () => 0.2 })).toBeLessThan(0.32);
  });

  it('what comes lies within P10 to P90 as often as they say', () => {
    let within = 0;
    let promised = 0;
    const histories = historiesOf(300, { weeks: WEEKS + 4, mean: () => 4, dispersion: 2 }, 3);
    for (const { from, units, inStock } of histories) {
      const known = { from, units: units.slice(0, WEEKS), inStock: inStock.slice(0, WEEKS) };
      const forecast = forecastOf(known);
      const came = units.slice(WEEKS).reduce((sum, week) => sum + week, 0);
      const low = demandQuantile(forecast, { weeks: 4, p: 0.1 });
      const high = demandQuantile(forecast, { weeks: 4, p: 0.9 });
      within += came >= low && came <= high ? 1 : 0;
      const distribution = demandOf(forecast, 4);
      promised += countCdf(distribution, high) - countCdf(distribution, low - 1);
    }
    expect(Math.abs(within / 300 - promised / 300)).toBeLessThan(0.06);
    expect(within / 300).toBeGreaterThan(0.75);
  });
});

describe('what is dying', () => {
  it('three a week until twenty weeks ago is forecast at a tenth and less', () => {
    expect(firstWeek({ weeks: WEEKS, mean: (week) => (week < 84 ? 3 : 0) })).toBeLessThan(0.3);
  });

  it('is forecast by a method that decays, not by one that waits for the next sale', () => {
    const histories = historiesOf(60, { weeks: WEEKS, mean: (week) => (week < 84 ? 3 : 0) }, 7);
    const methods = histories.map((history) => forecastOf(history).method);
    expect(methods.filter((method) => method === 'croston' || method === 'sba')).toEqual([]);
    expect(methods.filter((method) => method === 'tsb').length).toBeGreaterThan(30);
  });

  it('its category does not revive it', () => {
    const ended = firstWeek({ weeks: WEEKS, mean: (week) => (week < 60 ? 1 : 0) });
    expect(ended).toBeLessThan(1 / 40);
  });
});

describe('what has a season', () => {
  const season = learnCategory(
    historiesOf(60, { weeks: WEEKS, mean: (week) => 3 * summerSeason(week) }),
  );

  it('the coming weeks follow it', () => {
    // The history ends in the last week of December: the first week of a year is week 104 of the truth.
    const histories = historiesOf(40, { weeks: WEEKS, mean: (week) => 3 * summerSeason(week) }, 9);
    const forecasts = histories.map((history) =>
      forecastDemand({ history, category: season, weeks: 30 }),
    );
    for (const week of [0, 10, 22]) {
      const expected = 3 * summerSeason(WEEKS + week);
      const found = meanOf(forecasts.map(({ weeklyMean }) => weeklyMean[week] ?? 0));
      expect(Math.abs(found / expected - 1)).toBeLessThan(0.15);
    }
  });

  it('a history that ends in the trough is not taken for the year', () => {
    const found = firstWeek({ weeks: WEEKS, mean: (week) => 3 * summerSeason(week) }, season);
    expect(Math.abs(found / (3 * summerSeason(WEEKS)) - 1)).toBeLessThan(0.15);
  });
});

describe('what was promoted', () => {
  it.each([
    { ago: 14, most: 1.12 },
    { ago: 6, most: 1.2 },
  ])('eight times the usual for two weeks, $ago weeks ago, hardly shows', ({ ago, most }) => {
    const isPromoted = (week: number) => week === WEEKS - ago || week === WEEKS - ago + 1;
    const found = firstWeek({ weeks: WEEKS, mean: (week) => (isPromoted(week) ? 40 : 5) });
    expect(found / 5).toBeLessThan(most);
  });
});

describe('what was out of stock', () => {
  it.each([
    { name: 'every second fortnight', inStock: (week: number) => (week % 4 < 2 ? 0 : 1) },
    { name: 'for the last ten weeks', inStock: (week: number) => (week >= 94 ? 0 : 1) },
    { name: 'half of every week since summer', inStock: (week: number) => (week >= 80 ? 0.5 : 1) },
  ])('$name is not forecast lower', ({ inStock }) => {
    const found = firstWeek({ weeks: WEEKS, mean: () => 5, inStock });
    expect(Math.abs(found / 5 - 1)).toBeLessThan(0.07);
  });
});

describe('what says too little of itself', () => {
  it.each([
    { weeks: 7, method: 'pooled', pooled: 'under_eight_weeks' },
    { weeks: 8, method: STEADY.methods[0]?.method, pooled: null },
  ])('$weeks buyable weeks: $method', ({ weeks, method, pooled }) => {
    const forecast = forecastOf(historyOf({ seed: 3, weeks, mean: () => 5 }));
    expect(forecast).toMatchObject({ method, pooled });
  });

  it('weeks out of stock do not count towards the eight', () => {
    const inStock = (week: number) => (week < 5 ? 1 : 0);
    const forecast = forecastOf(historyOf({ seed: 3, weeks: 30, mean: () => 5, inStock }));
    expect(forecast.pooled).toBe('under_eight_weeks');
  });

  it.each([
    { sales: 0, pooled: 'hardly_sold' },
    { sales: 1, pooled: 'hardly_sold' },
    { sales: 2, pooled: null },
  ])('$sales sales in sixty weeks: pooled is $pooled', ({ sales, pooled }) => {
    const units = Array.from({ length: 60 }, (_, week) =>
      week % 30 === 20 && week < 30 * sales ? 1 : 0,
    );
    const history = { from: '2024-01-01', units, inStock: units.map(() => 1) };
    expect(forecastOf(history).pooled).toBe(pooled);
  });

  it('what is new begins at its category’s level and moves to its own', () => {
    const none = forecastOf({ from: '2026-01-05', units: [], inStock: [] });
    expect(none.weeklyMean[0]).toBeCloseTo(STEADY.weeklyMean, 6);
    expect(none.levelCv).toBeCloseTo(STEADY.spread, 6);
    const after = forecastOf(historyOf({ seed: 1, weeks: 6, mean: () => 20 }));
    expect(after.weeklyMean[0]).toBeGreaterThan(15);
    expect(after.levelCv).toBeLessThan(none.levelCv);
  });

  it('one sale in a year and more is forecast as rare as that, and not as certain', () => {
    const units = Array.from({ length: 60 }, (_, week) => (week === 20 ? 1 : 0));
    const forecast = forecastOf({ from: '2024-01-01', units, inStock: units.map(() => 1) });
    expect(forecast.weeklyMean[0]).toBeLessThan(0.15);
    expect(forecast.weeklyMean[0]).toBeGreaterThan(1 / 60);
    expect(forecast.levelCv).toBeGreaterThan(0.4);
  });

  it('without a category there is a forecast all the same', () => {
    const forecast = forecastDemand({
      history: { from: '2026-01-05', units: [], inStock: [] },
      category: null,
      weeks: 4,
    });
    expect(forecast).toMatchObject({ method: 'pooled', weeklyMean: [0.125, 0.125, 0.125, 0.125] });
    expect(forecast.levelCv).toBe(1.5);
  });
});
