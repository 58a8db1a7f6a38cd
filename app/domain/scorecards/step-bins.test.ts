import fc from 'fast-check';
import { expect, test } from 'vitest';
import { STEP_BIN_COUNT, stepBinEdge, stepBinOf } from './step-bins.ts';

test.each([
  ['nothing', 0, 0],
  ['less than nothing', -3, 0],
  ['just below an hour', 1 / 24 - 1e-9, 0],
  ['an hour', 1 / 24, 1],
  ['half a year and more', 400, STEP_BIN_COUNT - 1],
])('%s falls into bin %#', (_, days, bin) => {
  expect(stepBinOf(days)).toBe(bin);
});

test('every edge begins its own bin, and what lies just before it belongs to the one before', () => {
  for (let bin = 1; bin < STEP_BIN_COUNT; bin += 1) {
    expect(stepBinOf(stepBinEdge(bin))).toBe(bin);
    expect(stepBinOf(stepBinEdge(bin) * (1 - 1e-12))).toBe(bin - 1);
  }
});

test('any wait lies within its bin', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1_000, noNaN: true }), (days) => {
      const bin = stepBinOf(days);
      expect(stepBinEdge(bin)).toBeLessThanOrEqual(days);
      expect(stepBinEdge(bin + 1)).toBeGreaterThan(days);
    }),
  );
});

test('at ten days a bin is half a day wide, and the last begins after 180 days', () => {
  const bin = stepBinOf(10);
  expect(stepBinEdge(bin + 1) - stepBinEdge(bin)).toBeCloseTo(0.5, 1);
  expect(stepBinEdge(STEP_BIN_COUNT - 1)).toBeGreaterThan(180);
});
