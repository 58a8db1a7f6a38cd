import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backlogRatio, crowdOf } from '#app/domain/diagnosis/backlog-ratio.ts';
import { daysAgo, NOW } from '#app/domain/diagnosis/diagnosis.fixture.ts';

const ratioOf = (due: number, late: number, expected = 0.1) =>
  backlogRatio({ due, late, expectedLate: due * expected });

describe('the ratio of a backlog', () => {
  it.each([
    // Usual 2/20, backlog 2/4; usual 18/20, backlog 2/4.
    { due: 1, late: 1, ratio: 5 },
    { due: 1, late: 0, ratio: 0.5 / 0.9 },
    // Usual 2·3/(20·21), backlog 2·3/(4·5).
    { due: 2, late: 2, ratio: 21 },
    { due: 0, late: 0, ratio: 1 },
  ])('is $ratio for $late late of $due', ({ due, late, ratio }) => {
    expect(ratioOf(due, late)).toBeCloseTo(ratio, 9);
  });

  it('speaks against a backlog at the expected share and for it far above', () => {
    expect(ratioOf(40, 4)).toBeLessThan(0.3);
    expect(ratioOf(40, 20)).toBeGreaterThan(100);
    expect(ratioOf(40, 12, 0.3)).toBeLessThan(1);
  });

  it('never decides alone, and reads any number of parcels', () => {
    expect(ratioOf(1e6, 1e6)).toBe(1000);
    expect(ratioOf(1e6, 0)).toBe(1 / 50);
  });

  it('grows with every parcel that is late', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat({ max: 199 }), (due, late) => {
        const fewer = Math.min(late, due - 1);
        expect(ratioOf(due, fewer + 1)).toBeGreaterThanOrEqual(ratioOf(due, fewer));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a crowd', () => {
  const due = { p90At: daysAgo(2), endedAt: null, neverMoves: 0 };

  it.each([
    ['still waiting', due, 1],
    ['moved after its P90', { ...due, endedAt: daysAgo(1) }, 1],
    ['moved at its P90', { ...due, endedAt: daysAgo(2) }, 0],
    ['moved long before', { ...due, endedAt: daysAgo(9) }, 0],
  ])('counts a wait that was due in the last week: %s', (_, wait, late) => {
    expect(crowdOf([wait], NOW)).toMatchObject({ due: 1, late, expectedLate: 0.1 });
  });

  it.each([
    ['due a week ago to the instant', daysAgo(7), 1],
    ['due before', new Date(daysAgo(7).getTime() - 1), 0],
    ['due just now', NOW, 1],
    ['not due yet', new Date(NOW.getTime() + 1), 0],
  ])('%s', (_, p90At, count) => {
    expect(crowdOf([{ ...due, p90At }], NOW).due).toBe(count);
  });

  it('knows which of the late ones still wait', () => {
    const waits = [due, { ...due, endedAt: daysAgo(1) }, { ...due, endedAt: daysAgo(3) }];
    expect(crowdOf(waits, NOW)).toMatchObject({ due: 3, late: 2, lasting: 1 });
  });

  it('expects those that never end to be late as well', () => {
    expect(crowdOf([{ ...due, neverMoves: 0.2 }], NOW).expectedLate).toBeCloseTo(0.28, 12);
  });
});
