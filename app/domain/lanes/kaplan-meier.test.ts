import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { survivalByBins } from '#app/domain/lanes/kaplan-meier.ts';

const bins = (...counts: number[]) => Float64Array.from(counts);
const rounded = (survival: Float64Array) => [...survival].map((s) => Number(s.toFixed(4)));

describe('without a parent it is the product-limit estimate', () => {
  test.each([
    {
      name: 'no censoring: the empirical share',
      ended: bins(1, 1, 2),
      cutOff: bins(0, 0, 0),
      // 4 wait: 3/4, 2/4, 0
      survival: [1, 0.75, 0.5, 0],
    },
    {
      name: 'ties: two events in one bin are one step',
      ended: bins(0, 2, 0, 1),
      cutOff: bins(0, 0, 1, 0),
      // 4 at risk: 1 − 2/4; then one cut off; then 1 of 1
      survival: [1, 1, 0.5, 0.5, 0],
    },
  ])('$name', ({ ended, cutOff, survival }) => {
    expect(rounded(survivalByBins({ ended, cutOff, parent: null }))).toEqual(survival);
  });

  test('the 6-MP arm of Freireich’s trial: weeks cut off count as at risk in their own week', () => {
    // As worked in Cox and Oakes (1984): 6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+
    const weeks = (at: readonly number[]) =>
      Float64Array.from({ length: 36 }, (_, week) => at.filter((each) => each === week).length);
    const survival = rounded(
      survivalByBins({
        ended: weeks([6, 6, 6, 7, 10, 13, 16, 22, 23]),
        cutOff: weeks([6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]),
        parent: null,
      }),
    );
    const after = [6, 7, 10, 13, 16, 22, 23].map((week) => survival[week + 1]);
    expect(after).toEqual([0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]);
  });

  test('only censored waits: nobody has ended, survival stays 1', () => {
    const result = survivalByBins({ ended: bins(0, 0), cutOff: bins(3, 2), parent: null });
    expect([...result]).toEqual([1, 1, 1]);
  });
});

const parent = bins(1, 0.6, 0.3, 0);

describe('with a parent', () => {
  test('nothing observed gives exactly the parent', () => {
    const none = bins(0, 0, 0);
    const result = survivalByBins({
      ended: none,
      cutOff: none,
      parent: { survival: parent, strength: 12 },
    });
    expect(rounded(result)).toEqual([...parent]);
  });

  test('very many observations give their own estimate', () => {
    const ended = bins(100_000, 300_000, 600_000);
    const result = survivalByBins({
      ended,
      cutOff: bins(0, 0, 0),
      parent: { survival: parent, strength: 12 },
    });
    expect(result[1]).toBeCloseTo(0.9, 3);
    expect(result[2]).toBeCloseTo(0.6, 3);
  });

  test('as many waits as the parent counts for have half a say in every bin', () => {
    const result = survivalByBins({
      ended: bins(0, 0, 10),
      cutOff: bins(0, 0, 0),
      parent: { survival: parent, strength: 10 },
    });
    // Hazards of the parent 0.4, 0.5, 1; own hazards 0, 0, 1.
    expect(rounded(result)).toEqual([1, 0.8, 0.6, 0]);
  });

  test('beyond the longest wait the parent’s hazard goes on', () => {
    const result = survivalByBins({
      ended: bins(5, 0, 0),
      cutOff: bins(0, 0, 0),
      parent: { survival: parent, strength: 10 },
    });
    expect((result[2] ?? 0) / (result[1] ?? 1)).toBeCloseTo(0.5, 10);
  });

  test('survival starts at 1, never rises and never leaves [0, 1]', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(counts, counts, fc.integer({ min: 0, max: 100 }), (ended, cutOff, strength) => {
        const survival = survivalByBins({
          ended: bins(...ended),
          cutOff: bins(...cutOff),
          parent: { survival: parent, strength },
        });
        expect(survival[0]).toBe(1);
        for (let bin = 1; bin < survival.length; bin += 1) {
          expect(survival[bin]).toBeLessThanOrEqual(survival[bin - 1] ?? 0);
          expect(survival[bin]).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
