import { describe, expect, test } from 'vitest';
import { Random } from '../random.ts';
import { counted, gamma, normal, poisson } from './draws.ts';

const N = 40_000;

function momentsOf(draw: (random: Random) => number) {
  const random = new Random(5);
  const values = Array.from({ length: N }, () => draw(random));
  const mean = values.reduce((sum, value) => sum + value, 0) / N;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / N;
  return { mean, variance };
}

describe('draws have the mean and the variance of what they are called', () => {
  test.each([
    ['normal', normal, 0, 1],
    ['gamma of shape 3', (r: Random) => gamma(r, { shape: 3, scale: 2 }), 6, 12],
    ['gamma of shape 0.4', (r: Random) => gamma(r, { shape: 0.4, scale: 2 }), 0.8, 1.6],
    ['poisson of 0.3', (r: Random) => poisson(r, 0.3), 0.3, 0.3],
    ['poisson of 50', (r: Random) => poisson(r, 50), 50, 50],
    ['a count of 2 at 1.8', (r: Random) => counted(r, { mean: 2, dispersion: 1.8 }), 2, 3.6],
    ['a count of 2 at 1', (r: Random) => counted(r, { mean: 2, dispersion: 1 }), 2, 2],
  ])('%s', (_, draw, mean, variance) => {
    const found = momentsOf(draw);
    // Four standard errors, and a tenth of the variance.
    expect(Math.abs(found.mean - mean)).toBeLessThan(4 * Math.sqrt(variance / N));
    expect(Math.abs(found.variance - variance)).toBeLessThan(0.1 * variance);
  });

  test('nothing is counted of a mean of 0', () => {
    expect(counted(new Random(1), { mean: 0, dispersion: 1.5 })).toBe(0);
  });
});
