import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareBelow, valueAt, type Binned } from '#app/domain/lanes/delivery/binned.ts';

/** Nothing between 1 and 2. */
const binned: Binned = {
  edges: Float64Array.of(0, 1, 2, 4),
  shares: Float64Array.of(0, 0.4, 0.4, 1),
};

describe('a distribution in bins', () => {
  it.each([
    [-1, 0, 'before the first edge'],
    [0, 0, 'at the first edge'],
    [0.5, 0.2, 'half through a bin'],
    [1, 0.4, 'at an edge'],
    [1.7, 0.4, 'in an empty bin'],
    [3, 0.7, 'half through another'],
    [4, 1, 'at the last edge'],
    [9, 1, 'after it'],
  ])('has below %s the share %s: %s', (value, share) => {
    expect(shareBelow(binned, value)).toBeCloseTo(share, 12);
  });

  it.each([
    [0, 0],
    [0.2, 0.5],
    [0.4, 1],
    [0.40001, 2.00003],
    [0.7, 3],
    [1, 4],
    [2, 4],
  ])('has the share %s below %s, the least such value', (share, value) => {
    expect(valueAt(binned, share)).toBeCloseTo(value, 4);
  });

  it('finds each value again by its share', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(counts, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (bins, place) => {
        const total = bins.reduce((sum, count) => sum + count, 0);
        const shares = new Float64Array(bins.length + 1);
        for (const [bin, count] of bins.entries()) {
          shares[bin + 1] = (shares[bin] ?? 0) + count / total;
        }
        shares[bins.length] = 1;
        const edges = Float64Array.from(shares, (_, index) => index ** 2);
        const value = place * bins.length ** 2;
        expect(valueAt({ edges, shares }, shareBelow({ edges, shares }, value))).toBeCloseTo(
          value,
          6,
        );
      }),
    );
  });
});
