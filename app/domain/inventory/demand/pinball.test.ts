import { expect, it } from 'vitest';
import { JUDGED_COUNT, pinball, pinballLoss } from './pinball.ts';

it.each([
  { p: 0.9, quantile: 4, actual: 6, loss: 1.8 },
  { p: 0.9, quantile: 4, actual: 4, loss: 0 },
  { p: 0.9, quantile: 4, actual: 2, loss: 0.2 },
])('at level $p, $actual against $quantile costs $loss', ({ loss, ...figures }) => {
  expect(pinball(figures)).toBeCloseTo(loss, 12);
});

it('of many seen futures, the true mean costs least', () => {
  const scratch = new Float64Array(JUDGED_COUNT);
  const actuals = [0, 0, 1, 1, 1, 2, 2, 3, 4, 6];
  const cost = (mean: number) =>
    actuals.reduce(
      (sum, actual) => sum + pinballLoss({ mean, dispersion: 1.6 }, actual, scratch),
      0,
    );
  expect(cost(2)).toBeLessThan(cost(0.5));
  expect(cost(2)).toBeLessThan(cost(5));
  expect(pinballLoss({ mean: 0, dispersion: 1 }, 10, scratch)).toBeCloseTo(
    10 * (0.5 + 0.8 + 0.9 + 0.95),
    10,
  );
});

it('passes without a jump to the expanded quantiles of large means', () => {
  const scratch = new Float64Array(JUDGED_COUNT);
  const counted = pinballLoss({ mean: 40, dispersion: 2 }, 55, scratch);
  const expanded = pinballLoss({ mean: 40.001, dispersion: 2 }, 55, scratch);
  expect(Math.abs(expanded - counted)).toBeLessThan(1.5);
});
