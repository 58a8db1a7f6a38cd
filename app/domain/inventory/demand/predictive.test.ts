import { describe, expect, it } from 'vitest';
import type { DemandForecast } from '#app/domain/inventory/demand-forecast.ts';
import { demandOf, demandQuantile, sampleWeeks } from './predictive.ts';
import { Random } from './random.ts';
import { historyOf, meanOf } from './series.fixture.ts';

const FORECAST: DemandForecast = {
  method: 'ses',
  weeklyMean: [4, 6, 5, 5],
  dispersion: 2,
  levelCv: 0.3,
  pooled: null,
};

describe('demandOf', () => {
  it.each([
    [0, 0],
    [0.5, 2],
    [1, 4],
    [1.25, 5.5],
    [4, 20],
    [9, 20],
  ])('%d weeks expect %d units', (weeks, mean) => {
    expect(demandOf(FORECAST, weeks).mean).toBeCloseTo(mean, 12);
  });

  it('what is not known of the level grows with the square of the mean', () => {
    const { mean, dispersion } = demandOf(FORECAST, 4);
    expect(mean * dispersion).toBeCloseTo(2 * 20 + 0.09 * 400, 10);
  });
});

describe('sampleWeeks', () => {
  it('draws sums with the mean, the variance and the quantiles that are forecast', () => {
    const random = new Random(11);
    const sums = Array.from({ length: 40_000 }, () =>
      sampleWeeks(FORECAST, random).reduce((sum, week) => sum + week, 0),
    ).sort((a, b) => a - b);
    const mean = meanOf(sums);
    expect(mean).toBeCloseTo(20, 0);
    expect(meanOf(sums.map((sum) => (sum - mean) ** 2)) / 76).toBeCloseTo(1, 1);
    for (const p of [0.1, 0.5, 0.9, 0.95]) {
      const drawn = sums[Math.floor(p * sums.length)] ?? 0;
      expect(Math.abs(drawn - demandQuantile(FORECAST, { weeks: 4, p }))).toBeLessThanOrEqual(1);
    }
  });

  it('a level that is known exactly is not moved', () => {
    const random = new Random(3);
    const known = { ...FORECAST, levelCv: 0, dispersion: 1 };
    const firsts = Array.from({ length: 20_000 }, () => sampleWeeks(known, random)[0] ?? 0);
    const mean = meanOf(firsts);
    expect(meanOf(firsts.map((first) => (first - mean) ** 2))).toBeCloseTo(4, 0);
  });
});

/** Willemain, Smart and Schwarz 2004: the past's own weeks, drawn anew, instead of a law. */
it('quantiles of four weeks are near those of a bootstrap of the past', () => {
  const { units } = historyOf({ seed: 4, weeks: 400, mean: () => 1.2, dispersion: 2 });
  const mean = meanOf(units);
  const variance = meanOf(units.map((week) => (week - mean) ** 2));
  const forecast: DemandForecast = {
    ...FORECAST,
    weeklyMean: [mean, mean, mean, mean],
    dispersion: variance / mean,
    levelCv: 0,
  };
  const random = new Random(5);
  const sums = Array.from({ length: 20_000 }, () => {
    let sum = 0;
    for (let week = 0; week < 4; week += 1) {
      sum += units[Math.floor(random.next() * units.length)] ?? 0;
    }
    return sum;
  }).sort((a, b) => a - b);
  for (const p of [0.5, 0.8, 0.9, 0.95, 0.99]) {
    const drawn = sums[Math.floor(p * sums.length)] ?? 0;
    expect(Math.abs(drawn - demandQuantile(forecast, { weeks: 4, p }))).toBeLessThanOrEqual(1);
  }
});
