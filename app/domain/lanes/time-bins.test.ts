import { expect, test } from 'vitest';
import { BIN_COUNT, BIN_EDGES_DAYS, binOf, edge } from '#app/domain/lanes/time-bins.ts';

test('edges rise from an hour to 180 days, each 15 % beyond the one before', () => {
  expect(edge(0)).toBe(0);
  expect(edge(1)).toBeCloseTo(1 / 24, 12);
  expect(edge(BIN_COUNT - 1)).toBe(180);
  expect(edge(BIN_COUNT)).toBe(Number.POSITIVE_INFINITY);
  for (let bin = 2; bin < BIN_COUNT; bin += 1) {
    expect(edge(bin) / edge(bin - 1)).toBeCloseTo(1.1553, 3);
  }
});

test.each([...BIN_EDGES_DAYS].map((days, bin) => [bin, days] as const))(
  'bin %i begins at its edge of %f days and not before',
  (bin, days) => {
    expect(binOf(days)).toBe(bin);
    expect(binOf(days * (1 - 1e-12))).toBe(Math.max(0, bin - 1));
  },
);

test('whatever is longer than 180 days is in the last bin', () => {
  expect(binOf(10_000)).toBe(BIN_COUNT - 1);
});
