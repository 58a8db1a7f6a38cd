import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SILENCE_CAUSES, sumOf } from '#app/domain/diagnosis/causes.ts';
import { silenceOdds } from '#app/domain/diagnosis/silence-odds.ts';
import { endingShare, stagePrior, stuckShares } from '#app/domain/diagnosis/stage-priors.ts';
import { LEG_KINDS, SILENCE_STAGES } from '#app/domain/lanes/silence-stage.ts';
import { stallProbability } from '#app/domain/lanes/stall-probability.ts';

const PLACES = SILENCE_STAGES.flatMap((stage) => LEG_KINDS.map((leg) => ({ stage, leg })));

describe.each(PLACES)('at $stage on the $leg leg', (place) => {
  test('prior and stuck shares each add up to 1', () => {
    expect(sumOf(stagePrior(place.stage, place.leg))).toBeCloseTo(1, 12);
    expect(sumOf(stuckShares(place.stage, place.leg, 0.01))).toBeCloseTo(1, 12);
  });

  test('without a curve the odds are the prior', () => {
    expect(silenceOdds(place, null)).toEqual(stagePrior(place.stage, place.leg));
  });

  test('a parcel that no carrier has scanned is not lost by one, one that was scanned was handed over', () => {
    const odds = silenceOdds(place, { survival: 0.01, stall: 0.5, neverMoves: 0.01 });
    const isFirst = place.stage === 'first_scan';
    // What waits to be collected has been handed over for the last time.
    expect(odds.handoff_lost > 0).toBe(!isFirst && place.stage !== 'pickup');
    expect(odds.never_handed_over > 0).toBe(isFirst);
  });
});

test('a domestic parcel meets no customs', () => {
  for (const stage of SILENCE_STAGES) {
    const odds = silenceOdds(
      { stage, leg: 'domestic' },
      { survival: 0.01, stall: 0.5, neverMoves: 0.01 },
    );
    expect(odds.customs).toBe(0);
  }
});

test('a curve’s stall probability is the odds that it is lost or never told of again, 85 to 15 in line-haul', () => {
  const linehaul = { stage: 'linehaul', leg: 'linehaul' } as const;
  for (const stall of [0, 0.2, 0.7]) {
    const { handoff_lost: lost, unknown } = silenceOdds(linehaul, {
      survival: 0.1,
      stall,
      neverMoves: 0.01,
    });
    // But for what the list does not know.
    expect(lost).toBeCloseTo((1 - unknown) * stall * 0.85, 12);
    expect(unknown).toBeCloseTo(0.025, 12);
  }
});

describe('where another carrier takes over', () => {
  const released = { stage: 'released', leg: 'last_mile' } as const;

  test.each([
    // Up to three times the usual two in a thousand by the table, 35 of 100 lost; beyond it the lost stay as many.
    [0.002, 0.35],
    [0.006, 0.35],
    [0.06, 0.035],
  ])('of %f that are never heard of again %f are lost', (neverMoves, lost) => {
    expect(stuckShares(released.stage, released.leg, neverMoves).handoff_lost).toBeCloseTo(lost, 9);
  });

  test('only there: elsewhere a lane that loses many loses many', () => {
    expect(stuckShares('linehaul', 'linehaul', 0.5)).toEqual(
      stuckShares('linehaul', 'linehaul', 0.001),
    );
    expect(endingShare({ stage: 'released', leg: 'domestic' }, 0.5)).toBe(0);
  });
});

test('a silence by the table: 70 in 100 still silent, worked by hand', () => {
  // Moving weights at the door: 64·0.7, 6·∛0.7, 4·∛0.7, 8·0.7, 14·∛0.7, wrong 0.5·0.7 → 44.8 + 5.6 + 0.35 + 24·0.88790.
  const sum = 50.75 + 24 * 0.887904;
  const odds = silenceOdds(
    { stage: 'delivery', leg: 'last_mile' },
    { survival: 0.7, stall: 0, neverMoves: 0.01 },
  );
  expect(odds.usual_wait).toBeCloseTo((0.975 * 44.8) / sum, 6);
  expect(odds.attempt_or_pickup).toBeCloseTo((0.975 * 14 * 0.887904) / sum, 6);
});

describe('before the first scan', () => {
  const unscanned = { stage: 'first_scan', leg: 'supplier' } as const;

  test('a hand-over that is only late has odds of its own where the curve knows no loss', () => {
    const odds = silenceOdds(unscanned, { survival: 0.02, stall: 0, neverMoves: 0.01 });
    expect(odds.never_handed_over).toBeGreaterThan(0.5);
  });

  test('a curve that is surer than the table is believed', () => {
    const odds = silenceOdds(unscanned, { survival: 0.5, stall: 0.9, neverMoves: 0.01 });
    expect(odds.never_handed_over).toBeCloseTo(0.98 * 0.9 * 0.78, 12);
  });
});

test('more silence never lowers the odds of a loss against those of a usual wait', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.constantFrom(...PLACES),
      share,
      share,
      share,
      (place, one, other, neverMoves) => {
        const at = (survival: number) =>
          silenceOdds(place, {
            survival,
            stall: stallProbability(neverMoves, survival),
            neverMoves,
          });
        const [longer, shorter] = [at(Math.min(one, other)), at(Math.max(one, other))];
        for (const loss of ['handoff_lost', 'never_handed_over'] as const) {
          expect(longer[loss] * shorter.usual_wait).toBeGreaterThanOrEqual(
            shorter[loss] * longer.usual_wait - 1e-12,
          );
        }
        expect(sumOf(longer)).toBeCloseTo(1, 9);
        for (const cause of SILENCE_CAUSES) expect(longer[cause]).toBeGreaterThanOrEqual(0);
      },
    ),
    { numRuns: 500 },
  );
});
