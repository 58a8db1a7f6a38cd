import { describe, expect, test } from 'vitest';
import { exactLevels, powerLevels } from './s-s-policy.fixture.ts';

describe('reference rows of (s,S) (search beside the tests: the product orders by simulation and knows no fixed cost)', () => {
  test.each([
    [{ holding: 1, shortage: 4, ordering: 5, mean: 6 }, 4, 10, 8.034111561, 9],
    [{ holding: 40, shortage: 125, ordering: 150, mean: 4 }, 2, 7, 223.5748296, 7],
  ])('exact for Poisson %j: s=%i, S=%i, cost %f', (costs, reorder, upTo, cost, digits) => {
    const best = exactLevels(costs);
    expect(best).toMatchObject({ reorder, upTo });
    expect(best.cost).toBeCloseTo(cost, digits);
  });

  test('power approximation h=.18 p=.7 K=2.5 μ=50 σ=8: s=40.1946, S=74.2902', () => {
    const { reorder, upTo } = powerLevels({
      holding: 0.18,
      shortage: 0.7,
      ordering: 2.5,
      mean: 50,
      deviation: 8,
    });
    expect(reorder).toBeCloseTo(40.1946, 4);
    expect(upTo).toBeCloseTo(74.2902, 4);
  });
});
