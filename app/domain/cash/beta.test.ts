import { expect, test } from 'vitest';
import { betaCdf, betaQuantile, sampleBeta } from '#app/domain/cash/beta.ts';
import { Random } from '#app/domain/inventory/demand/random.ts';

test.each([
  ['Beta(1, 1) is uniform', { a: 1, b: 1 }, 0.3, 0.3],
  ['Beta(2, 1) has the distribution x²', { a: 2, b: 1 }, 0.6, 0.36],
  ['Beta(1, 3) has 1 − (1 − x)³', { a: 1, b: 3 }, 0.2, 1 - 0.8 ** 3],
  ['Beta(½, ½) is the arcsine law', { a: 0.5, b: 0.5 }, 0.25, 1 / 3],
  // Six of nine or more: 1 − P(binomial(9, 0.4) ≤ 3).
  ['Beta(4, 6) is a binomial tail', { a: 4, b: 6 }, 0.4, 0.517390336],
  ['below its range', { a: 2, b: 2 }, 0, 0],
  ['above its range', { a: 2, b: 2 }, 1, 1],
])('%s', (_fact, beta, x, expected) => {
  expect(betaCdf(beta, x)).toBeCloseTo(expected, 9);
});

test.each([[{ a: 0.04, b: 19.96 }], [{ a: 5, b: 15 }], [{ a: 400, b: 9600 }]])(
  'quantiles of %o are where the distribution reaches them',
  (beta) => {
    for (const p of [0.5, 0.9, 0.95])
      expect(betaCdf(beta, betaQuantile(beta, p))).toBeCloseTo(p, 6);
  },
);

test('numbers drawn have the mean and the spread of the distribution', () => {
  const random = new Random(7);
  const draws = Array.from({ length: 20_000 }, () => sampleBeta(random, { a: 0.5, b: 9.5 }));
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
  const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
  expect(mean).toBeCloseTo(0.05, 2);
  // ab ÷ ((a + b)² (a + b + 1)) = 4.75 ÷ 1100
  expect(Math.sqrt(variance)).toBeCloseTo(Math.sqrt(4.75 / 1100), 2);
});
