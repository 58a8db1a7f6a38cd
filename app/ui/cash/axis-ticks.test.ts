import { expect, test } from 'vitest';
import { axisTicks } from './axis-ticks.ts';

test.each([
  { values: [742_500, -903_300], count: 5, ticks: [-1_000_000, -500_000, 0, 500_000, 1_000_000] },
  { values: [0, -240_000], count: 3, ticks: [-300_000, -200_000, -100_000, 0] },
  { values: [510, 590], count: 4, ticks: [500, 520, 540, 560, 580, 600] },
  { values: [500, 500], count: 4, ticks: [400, 600] },
  { values: [0], count: 4, ticks: [0, 0.5] },
  { values: [], count: 4, ticks: [0, 1] },
])('$values stand between round values', ({ values, count, ticks }) => {
  expect(axisTicks(values, count)).toEqual(ticks);
});
