import { describe, expect, it } from 'vitest';
import type { DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import { Random, poisson } from '#app/domain/inventory/demand/random.ts';
import { learnWaveVariance, ownSeason } from './yearly-wave.ts';

const FLAT = Array.from({ length: 53 }, () => 1);

/** Poisson sales with a wave over the year that peaks in the week of the year given. */
function wavy({
  level,
  amplitude,
  peak,
  weeks = 157,
  seed = 1,
}: {
  level: number;
  amplitude: number;
  peak: number;
  weeks?: number;
  seed?: number;
}): DemandHistory {
  const random = new Random(seed);
  const units = Array.from({ length: weeks }, (_, week) =>
    poisson(random, level * (1 + amplitude * Math.cos((2 * Math.PI * (week - peak)) / 52.18))),
  );
  return { from: '2021-01-04', units, inStock: units.map(() => 1) };
}

function withoutWeeks(history: DemandHistory, isOut: (week: number) => boolean): DemandHistory {
  return {
    ...history,
    units: history.units.map((sold, week) => (isOut(week) ? 0 : sold)),
    inStock: history.inStock.map((share, week) => (isOut(week) ? 0 : share)),
  };
}

const prior = { season: FLAT, waveVariance: 0.05 };

describe('the season of one series', () => {
  it('is its wave where it sells enough to show one', () => {
    const season = ownSeason(wavy({ level: 30, amplitude: 0.5, peak: 20 }), prior);
    expect(season[20]).toBeGreaterThan(1.4);
    expect(season[20]).toBeLessThan(1.6);
    expect(season[46]).toBeLessThan(0.6);
    expect(season.reduce((sum, factor) => sum + factor, 0) / 53).toBeCloseTo(1, 10);
  });

  it('bends the season of its category and keeps its holidays', () => {
    const season = FLAT.map((factor, slot) => (slot === 50 ? 3 : factor));
    const own = ownSeason(wavy({ level: 30, amplitude: 0.5, peak: 20 }), {
      ...prior,
      season,
    });
    expect((own[50] ?? 0) / (own[48] ?? 1)).toBeGreaterThan(2.5);
  });

  it.each([
    ['sells little', wavy({ level: 0.05, amplitude: 0.5, peak: 20 })],
    ['is short', wavy({ level: 30, amplitude: 0.5, peak: 20, weeks: 30 })],
    ['never sold', wavy({ level: 0, amplitude: 0, peak: 0 })],
  ])('stays near its category where the history %s', (_, history) => {
    for (const factor of ownSeason(history, prior)) {
      expect(factor).toBeGreaterThan(0.75);
      expect(factor).toBeLessThan(1.25);
    }
  });

  it('does not take weeks out of stock for weeks without demand', () => {
    const level = wavy({ level: 30, amplitude: 0, peak: 0 });
    const season = ownSeason(
      withoutWeeks(level, (week) => week % 52 > 30 && week % 52 < 40),
      prior,
    );
    expect(season[35]).toBeGreaterThan(0.9);
  });

  it('is exactly its category’s where series do not differ', () => {
    const history = wavy({ level: 30, amplitude: 0.5, peak: 20 });
    expect(ownSeason(history, { season: FLAT, waveVariance: 0 })).toEqual(FLAT);
  });
});

describe('how far the waves of series differ', () => {
  const shop = (amplitude: number, weeks?: number) =>
    Array.from({ length: 40 }, (_, index) =>
      wavy({ level: 8, amplitude, peak: index * 13, weeks, seed: index }),
    );

  it('is nothing where all series go alike, and more where each has its own', () => {
    expect(learnWaveVariance(shop(0))).toBeLessThanOrEqual(0.005);
    expect(learnWaveVariance(shop(0.5))).toBeGreaterThanOrEqual(0.04);
  });

  it('is nothing where no series was seen for two years and a half', () => {
    expect(learnWaveVariance(shop(0.5, 131))).toBe(0);
  });
});
