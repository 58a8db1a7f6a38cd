import { describe, expect, test } from 'vitest';
import { criticalRatio } from './critical-ratio.ts';
import { normalNewsvendor, poissonNewsvendor, profitNewsvendor } from './newsvendor.fixture.ts';

describe('reference rows (the algorithms live beside the tests; the product replays the past instead)', () => {
  const example43 = { holding: 0.18, shortage: 0.7, mean: 50, deviation: 8 };

  test('newsvendor, normal, h=.18 p=.7 μ=50 σ=8 (example 4.3): S=56.603955927, cost 1.997605193', () => {
    const { level, cost } = normalNewsvendor(example43);
    expect(level).toBeCloseTo(56.603955927, 9);
    expect(cost).toBeCloseTo(1.997605193, 9);
  });

  test('newsvendor, normal, h=2 p=18 μ=120 σ=10: S=132.815515655, cost 35.099666386', () => {
    const { level, cost } = normalNewsvendor({
      holding: 2,
      shortage: 18,
      mean: 120,
      deviation: 10,
    });
    expect(level).toBeCloseTo(132.815515655, 9);
    expect(cost).toBeCloseTo(35.099666386, 9);
  });

  test('example 4.3 with lead time 4: S=264.7668943742, cost 4.466781004', () => {
    const { level, cost } = normalNewsvendor(example43, 4);
    expect(level).toBeCloseTo(264.7668943742, 9);
    expect(cost).toBeCloseTo(4.466781004, 9);
  });

  test('Poisson newsvendor h=1 p=4 μ=6: S=8, cost 3.570106946', () => {
    const { level, cost } = poissonNewsvendor({ holding: 1, shortage: 4, mean: 6 });
    expect(level).toBe(8);
    expect(cost).toBeCloseTo(3.570106946, 9);
  });

  test('critical ratio: price 80, cost 60, salvage 45, shortage penalty 25: 45 of 60', () => {
    expect(criticalRatio({ tooFew: 80 - 60 + 25, tooMany: 60 - 45 })).toBe(0.75);
  });

  test('price 24, cost 10.9, salvage 7, N(32000, 11000): ratio .770588, Q* 40,148.64, profit at 40,149 is 362,499.19', () => {
    const best = profitNewsvendor({
      price: 24,
      cost: 10.9,
      salvage: 7,
      mean: 32_000,
      deviation: 11_000,
    });
    expect(best.ratio).toBeCloseTo(0.770588, 6);
    expect(best.quantity).toBeCloseTo(40_148.64, 2);
    expect(best.profitOf(40_149)).toBeCloseTo(362_499.19, 2);
  });
});

test('where neither too few nor too many costs anything there is no ratio', () => {
  expect(criticalRatio({ tooFew: 0, tooMany: 0 })).toBeNull();
  expect(criticalRatio({ tooFew: 0, tooMany: 1 })).toBe(0);
});
