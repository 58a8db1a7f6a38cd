import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pooledShares } from '#app/domain/lanes/delivery/pooled-shares.ts';

const parent = Float64Array.of(0, 0.5, 0.75, 1);
const none = new Float64Array(3);

describe('pooled shares', () => {
  it('follow the worked case: deliveries, open parcels and a parent worth four', () => {
    const delivered = Float64Array.of(1, 1, 0);
    const open = Float64Array.of(0, 1, 1);
    // First bin (1 + 4 · 0.5) / (4 + 4); second (1 + 4 · 0.25) / (3 + 4 · 0.5) of what is left.
    const shares = pooledShares({ delivered, open, parent, strength: 4 });
    expect([...shares]).toEqual([0, 0.375, 0.625, 1]);
  });

  it('without a parent are the product-limit estimate', () => {
    const delivered = Float64Array.of(1, 1, 0);
    const open = Float64Array.of(0, 1, 1);
    const shares = pooledShares({ delivered, open, parent, strength: 0 });
    // 1 of 4, then 1 of 3.
    expect(shares[1]).toBeCloseTo(0.25, 12);
    expect(shares[2]).toBeCloseTo(0.5, 12);
  });

  it('of nothing are the parent', () => {
    const shares = pooledShares({ delivered: none, open: none, parent, strength: 12 });
    expect([...shares]).toEqual([...parent]);
  });

  it('behind the longest observed time go on as the parent does', () => {
    const delivered = Float64Array.of(0, 0, 0);
    const open = Float64Array.of(5, 0, 0);
    const shares = pooledShares({ delivered, open, parent, strength: 5 });
    // Of those left after the first bin, half are delivered in the second, as above.
    const left = 1 - (shares[1] ?? 0);
    expect(((shares[2] ?? 0) - (shares[1] ?? 0)) / left).toBeCloseTo(0.5, 12);
  });

  it('without open parcels are the average by numbers', () => {
    const bins = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(bins, fc.double({ min: 0.1, max: 50, noNaN: true }), (counts, strength) => {
        const delivered = Float64Array.from(counts);
        const total = counts.reduce((sum, count) => sum + count, 0);
        const shares = pooledShares({ delivered, open: none, parent, strength });
        let below = 0;
        for (const [bin, count] of counts.entries()) {
          below += count;
          const average = (below + strength * (parent[bin + 1] ?? 0)) / (total + strength);
          expect(shares[bin + 1]).toBeCloseTo(average, 9);
        }
      }),
    );
  });
});
