import { expect, it } from 'vitest';
import { lnGamma } from './ln-gamma.ts';

it.each([
  [1, 0],
  [2, 0],
  [0.5, Math.log(Math.sqrt(Math.PI))],
  [5, Math.log(24)],
  [7.999, 8.523_145_786_158_9],
  [11, Math.log(3_628_800)],
  [171, 706.573_062_245_787_4],
  [1e-6, 13.815_509_980_749],
])('ln Γ(%d) is %d', (x, expected) => {
  expect(lnGamma(x)).toBeCloseTo(expected, 9);
});

it('is continuous where the series begins, and knows no Γ of 0 and below', () => {
  expect(lnGamma(8 + 1e-9) - lnGamma(8 - 1e-9)).toBeCloseTo(0, 8);
  expect(lnGamma(0)).toBeNaN();
  expect(lnGamma(-1)).toBeNaN();
});
