import { describe, expect, it } from 'vitest';
import { gamma, negativeBinomial, normal, poisson, Random } from './random.ts';

const DRAWS = 200_000;

describe('Random', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    const [first, again, other] = [7, 7, 8].map((seed) => {
      const random = new Random(seed);
      return Array.from({ length: 5 }, () => random.next());
    });
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('fills [0, 1) evenly, and neighbouring seeds do not follow each other', () => {
    const random = new Random(1);
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < DRAWS; draw += 1) {
      const at = Math.floor(random.next() * 10);
      tenths[at] = (tenths[at] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count / DRAWS - 0.1)).toBeLessThan(0.003);
    const firsts = Array.from({ length: 1000 }, (_, seed) => new Random(seed).next());
    const { mean, variance } = momentsOf(firsts);
    expect(mean).toBeCloseTo(0.5, 1);
    expect(variance).toBeCloseTo(1 / 12, 1);
  });
});

describe('the moments of what is drawn', () => {
  it.each([
    { name: 'normal', draw: (random: Random) => normal(random), mean: 0, variance: 1 },
    { name: 'gamma of shape 0.3', draw: (r: Random) => gamma(r, 0.3, 2), mean: 0.6, variance: 1.2 },
    { name: 'gamma of shape 1', draw: (r: Random) => gamma(r, 1, 2), mean: 2, variance: 4 },
    { name: 'gamma of shape 9', draw: (r: Random) => gamma(r, 9, 0.5), mean: 4.5, variance: 2.25 },
    { name: 'Poisson of 0.2', draw: (r: Random) => poisson(r, 0.2), mean: 0.2, variance: 0.2 },
    { name: 'Poisson of 11.9', draw: (r: Random) => poisson(r, 11.9), mean: 11.9, variance: 11.9 },
    { name: 'Poisson of 12', draw: (r: Random) => poisson(r, 12), mean: 12, variance: 12 },
    { name: 'Poisson of 4000', draw: (r: Random) => poisson(r, 4000), mean: 4000, variance: 4000 },
    {
      name: 'negative binomial',
      draw: (r: Random) => negativeBinomial(r, { mean: 3, dispersion: 2.5 }),
      mean: 3,
      variance: 7.5,
    },
    {
      name: 'negative binomial without dispersion',
      draw: (r: Random) => negativeBinomial(r, { mean: 3, dispersion: 1 }),
      mean: 3,
      variance: 3,
    },
  ])('$name: mean $mean, variance $variance', ({ draw, mean, variance }) => {
    const random = new Random(2026);
    const found = momentsOf(Array.from({ length: DRAWS }, () => draw(random)));
    // Five standard errors; fourth moments of these are below thirty times the squared variance.
    expect(Math.abs(found.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / DRAWS));
    expect(Math.abs(found.variance / variance - 1)).toBeLessThan(5 * Math.sqrt(30 / DRAWS));
  });

  it.each([0, -1, Number.NaN])('a mean of %d is never a sale', (mean) => {
    const random = new Random(1);
    expect(poisson(random, mean)).toBe(0);
    expect(negativeBinomial(random, { mean, dispersion: 2 })).toBe(0);
  });
});

function momentsOf(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / values.length };
}
