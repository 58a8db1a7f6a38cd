import { describe, expect, it } from 'vitest';
import type { DemandForecast } from '#app/domain/inventory/demand-forecast.ts';
import { expectedAbove } from './missed-demand.ts';

const forecast = (mean: number, dispersion = 1): DemandForecast => ({
  method: 'ses',
  weeklyMean: [mean],
  dispersion,
  levelCv: 0,
  pooled: null,
});

describe('what a week wanted that sold out', () => {
  it('of a Poisson week in which none was there is its mean given that there was any demand', () => {
    expect(expectedAbove(forecast(2), 0)).toBeCloseTo(2 / (1 - Math.exp(-2)), 10);
  });

  it('leaves out the part of the distribution that stock would have met', () => {
    // Mean 1: P(2 or more) = 1 − 2/e, and of the mean 1/e lies at 1 unit.
    const met = Math.exp(-1);
    expect(expectedAbove(forecast(1), 1)).toBeCloseTo((1 - met) / (1 - 2 * met), 10);
  });

  it('is more where demand is lumpier', () => {
    expect(expectedAbove(forecast(2, 3), 2)).toBeGreaterThan(expectedAbove(forecast(2), 2));
  });

  it.each([
    [0, 0, 1],
    [0.01, 5, 6],
    [3, 60, 61],
    [0, 2.5, 3],
  ])('of an expected %d where %d were sold is no more than one more: %d', (mean, sold, wanted) => {
    expect(expectedAbove(forecast(mean), sold)).toBe(wanted);
  });
});
