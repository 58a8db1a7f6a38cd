import fc from 'fast-check';
import { jStat } from 'jstat';
import { describe, expect, it } from 'vitest';
import { countCdf, countPmf, countQuantile, smallCountQuantiles } from './negative-binomial.ts';

describe('beside jstat', () => {
  it.each([
    { mean: 0.3, dispersion: 1.2 },
    { mean: 3, dispersion: 2.5 },
    { mean: 12, dispersion: 1.5 },
    { mean: 40, dispersion: 6 },
  ])('negative binomial of mean $mean and dispersion $dispersion', (distribution) => {
    const { mean, dispersion } = distribution;
    const size = mean / (dispersion - 1);
    for (const count of [0, 1, 2, 5, 12, 30, 60]) {
      const pmf = jStat.negbin.pdf(count, size, 1 / dispersion);
      expect(countPmf(distribution, count)).toBeCloseTo(pmf, 10);
      const cdf = jStat.negbin.cdf(count, size, 1 / dispersion);
      expect(countCdf(distribution, count)).toBeCloseTo(cdf, 10);
    }
  });

  it.each([0.05, 1, 6, 45])(
    'Poisson of mean %d, where variance is no more than the mean',
    (mean) => {
      for (const dispersion of [0.4, 1]) {
        for (const count of [0, 1, 4, 8, 50]) {
          const distribution = { mean, dispersion };
          expect(countPmf(distribution, count)).toBeCloseTo(jStat.poisson.pdf(count, mean), 11);
          expect(countCdf(distribution, count)).toBeCloseTo(jStat.poisson.cdf(count, mean), 11);
        }
      }
    },
  );
});

describe('countPmf', () => {
  it('has the mean and the variance it was given', () => {
    const distribution = { mean: 7, dispersion: 3 };
    const counts = Array.from({ length: 400 }, (_, count) => count);
    const moment = (of: (count: number) => number) =>
      counts.reduce((sum, count) => sum + of(count) * countPmf(distribution, count), 0);
    expect(moment(() => 1)).toBeCloseTo(1, 12);
    expect(moment((count) => count)).toBeCloseTo(7, 10);
    expect(moment((count) => (count - 7) ** 2)).toBeCloseTo(21, 9);
  });

  it.each([-1, 0.5])('gives %d no probability', (count) => {
    expect(countPmf({ mean: 2, dispersion: 2 }, count)).toBe(0);
  });

  it('is Poisson’s as the dispersion comes to 1, without a jump', () => {
    const poisson = countPmf({ mean: 30, dispersion: 1 }, 28);
    for (const excess of [1e-7, 1e-8, 1e-10, 1e-13]) {
      expect(countPmf({ mean: 30, dispersion: 1 + excess }, 28)).toBeCloseTo(poisson, 6);
    }
  });
});

describe('countQuantile', () => {
  it('is the first count whose cumulated probability reaches the level', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 5000, noNaN: true }),
        fc.double({ min: 0.5, max: 30, noNaN: true }),
        fc.double({ min: 1e-4, max: 0.9999, noNaN: true }),
        (mean, dispersion, p) => {
          const distribution = { mean, dispersion };
          const count = countQuantile(distribution, p);
          expect(countCdf(distribution, count)).toBeGreaterThan(p - 1e-9);
          expect(count === 0 ? 0 : countCdf(distribution, count - 1)).toBeLessThan(p + 1e-9);
        },
      ),
    );
  });

  it.each([
    [0, 0.99, 0],
    [-1, 0.99, 0],
    [Number.NaN, 0.5, 0],
    [3, 0, 0],
  ])('mean %d at level %d is %d', (mean, p, expected) => {
    expect(countQuantile({ mean, dispersion: 2 }, p)).toBe(expected);
  });

  it('is finite at level 1 and for means of a million', () => {
    expect(countQuantile({ mean: 2, dispersion: 2 }, 1)).toBeLessThan(200);
    const large = countQuantile({ mean: 1e6, dispersion: 4 }, 0.9);
    // Normal: 1,000,000 + 1.2816 × 2000.
    expect(Math.abs(large - 1_002_563)).toBeLessThan(5);
  });

  it('takes no longer where the deviation is in millions, and is exact to a ten-thousandth of it', () => {
    const mean = 5e6;
    const deviation = 5e6;
    const exponential = { mean, dispersion: deviation ** 2 / mean };
    for (const p of [0.1, 0.5, 0.9, 0.99]) {
      const expected = -mean * Math.log(1 - p);
      expect(Math.abs(countQuantile(exponential, p) - expected) / deviation).toBeLessThan(2e-4);
      expect(Math.abs(countCdf(exponential, expected) - p)).toBeLessThan(2e-4);
    }
  });

  it('is 8 for a newsvendor whose costs are 1 and 4 and whose demand is Poisson of 6', () => {
    expect(countQuantile({ mean: 6, dispersion: 1 }, 4 / 5)).toBe(8);
  });
});

it('several quantiles in one go are those one by one', () => {
  const levels = [0.1, 0.5, 0.9, 0.99];
  for (const distribution of [
    { mean: 0.02, dispersion: 1.3 },
    { mean: 4, dispersion: 1 },
    { mean: 35, dispersion: 9 },
  ]) {
    const found = new Float64Array(levels.length);
    smallCountQuantiles(distribution, levels, found);
    expect([...found]).toEqual(levels.map((p) => countQuantile(distribution, p)));
  }
});
