import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backlogRatio } from '#app/domain/diagnosis/backlog-ratio.ts';

describe('the ratio of a backlog', () => {
  it.each([
    // Usual 2/20, backlog 2/4; usual 18/20, backlog 2/4.
    { open: 1, late: 1, ratio: 5 },
    { open: 1, late: 0, ratio: 0.5 / 0.9 },
    // Usual 2·3/(20·21), backlog 2·3/(4·5).
    { open: 2, late: 2, ratio: 21 },
    { open: 0, late: 0, ratio: 1 },
  ])('is $ratio for $late late of $open', ({ open, late, ratio }) => {
    expect(backlogRatio({ open, late })).toBeCloseTo(ratio, 9);
  });

  it('speaks against a backlog at the expected tenth and for it at a half', () => {
    expect(backlogRatio({ open: 40, late: 4 })).toBeLessThan(0.3);
    expect(backlogRatio({ open: 40, late: 20 })).toBeGreaterThan(100);
  });

  it('never decides alone, and reads any number of parcels', () => {
    expect(backlogRatio({ open: 1e6, late: 1e6 })).toBe(1000);
    expect(backlogRatio({ open: 1e6, late: 0 })).toBe(1 / 50);
  });

  it('grows with every parcel that is late', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat({ max: 199 }), (open, late) => {
        const fewer = Math.min(late, open - 1);
        expect(backlogRatio({ open, late: fewer + 1 })).toBeGreaterThanOrEqual(
          backlogRatio({ open, late: fewer }),
        );
      }),
      { numRuns: 200 },
    );
  });
});
