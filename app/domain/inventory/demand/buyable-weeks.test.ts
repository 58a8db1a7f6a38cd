import { expect, it } from 'vitest';
import { buyableWeeks } from './buyable-weeks.ts';

it('weeks out of stock are missing, and the season is taken out of the others', () => {
  const season = Array.from({ length: 53 }, () => 1);
  season[1] = 2;
  const weeks = buyableWeeks(
    { from: '2026-01-05', units: [6, 9, 4], inStock: [1, 0, 0.5] },
    season,
  );
  // 5 January 2026 is in week 2.
  expect([...weeks.units]).toEqual([3, 4]);
  expect([...weeks.weights]).toEqual([1, 0.5]);
  expect([...weeks.factors]).toEqual([2, 1]);
});

it.each([
  { name: 'a negative count', units: -3, inStock: 1, sold: [0], weights: [1] },
  { name: 'a count that is none', units: Number.NaN, inStock: 1, sold: [0], weights: [1] },
  { name: 'a share above one', units: 3, inStock: 1.2, sold: [3], weights: [1] },
  { name: 'a share below zero', units: 3, inStock: -0.5, sold: [], weights: [] },
  { name: 'a share that is none', units: 3, inStock: Number.NaN, sold: [], weights: [] },
])('$name does no harm', ({ units, inStock, sold, weights }) => {
  const weeks = buyableWeeks({ from: '2026-01-05', units: [units], inStock: [inStock] }, null);
  expect([...weeks.units]).toEqual(sold);
  expect([...weeks.weights]).toEqual(weights);
});
