import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lowerTail, upperTailBound } from './tails.ts';

describe('the lower tail', () => {
  it('is Poisson’s when every scan comes alone', () => {
    // e^−12; and e^−5 (1 + 5 + 12.5).
    expect(lowerTail(0, { mean: 12, clumping: 1 })).toBeCloseTo(Math.exp(-12), 9);
    expect(lowerTail(2, { mean: 5, clumping: 1 })).toBeCloseTo(0.124652, 5);
  });

  it('counts clumps where scans come in clumps, a part of one as a whole', () => {
    // Ten scans in fives: two clumps, e^−2; two scans are one clump, e^−2 (1 + 2).
    expect(lowerTail(0, { mean: 10, clumping: 5 })).toBeCloseTo(Math.exp(-2), 12);
    expect(lowerTail(2, { mean: 10, clumping: 5 })).toBeCloseTo(3 * Math.exp(-2), 12);
  });

  it('grows with what was seen and with clumping at zero, between 0 and 1', () => {
    const mean = fc.double({ min: 1, max: 5_000, noNaN: true });
    const clumping = fc.double({ min: 1, max: 20, noNaN: true });
    fc.assert(
      fc.property(mean, clumping, fc.integer({ min: 0, max: 300 }), (m, clump, seen) => {
        const tail = lowerTail(seen, { mean: m, clumping: clump });
        expect(tail).toBeGreaterThanOrEqual(0);
        expect(tail).toBeLessThanOrEqual(1);
        expect(lowerTail(seen + 1, { mean: m, clumping: clump })).toBeGreaterThanOrEqual(tail);
        expect(lowerTail(0, { mean: m, clumping: clump * 2 })).toBeGreaterThanOrEqual(
          lowerTail(0, { mean: m, clumping: clump }),
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe('the bound of the upper tail', () => {
  it('is 1 for what is usual, and never below the true tail', () => {
    expect(upperTailBound(5, { trials: 100, usual: 0.05 })).toBe(1);
    expect(upperTailBound(0, { trials: 0, usual: 0.05 })).toBe(1);
    // Ten of ten at one half: exactly 2^−10.
    expect(upperTailBound(10, { trials: 10, usual: 0.5 })).toBeCloseTo(2 ** -10, 12);
    // Nine or ten of ten: 11 · 2^−10.
    expect(upperTailBound(9, { trials: 10, usual: 0.5 })).toBeGreaterThan(11 * 2 ** -10);
  });
});
