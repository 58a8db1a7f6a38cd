import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysAgo, NOW } from '#app/domain/diagnosis/diagnosis.fixture.ts';
import { missedShare, missedSoFar } from '#app/domain/diagnosis/missed-scan.ts';
import { SILENCE_STAGES, type SilenceStage } from '#app/domain/lanes/silence-stage.ts';

const missed = (
  stop: { share: number; lasted: number; overFor: number },
  place: { stage: SilenceStage; leg: 'domestic' | 'linehaul' } = {
    stage: 'linehaul',
    leg: 'linehaul',
  },
) =>
  missedShare(
    {
      beganAt: daysAgo(stop.overFor + stop.lasted),
      endedAt: daysAgo(stop.overFor),
      share: stop.share,
    },
    { ...place, now: NOW },
  );

describe('a scan that was missed in a stop, worked by hand', () => {
  it.each([
    // 0.9 of the scans are lost. After line-haul half arrive within 5 days; a stop of 10 days was met half-way.
    ['half have arrived, nobody of the others was heard yet', { lasted: 10, overFor: 0 }, 0.9],
    ['half of the others were heard two days later', { lasted: 10, overFor: 2 }, 0.9 * 0.75],
    ['all of the others were heard long since', { lasted: 10, overFor: 60 }, 0.9 * 0.5],
    ['three quarters had time to arrive', { lasted: 20, overFor: 60 }, 0.9 * 0.75],
  ])('%s', (_, stop, expected) => {
    expect(missed({ share: 1, ...stop })).toBeCloseTo(expected, 6);
    expect(missed({ share: 0.3, ...stop })).toBeCloseTo(0.3 * expected, 6);
  });

  it('at the door it was the last one', () => {
    expect(
      missed({ share: 1, lasted: 1, overFor: 60 }, { stage: 'delivery', leg: 'linehaul' }),
    ).toBeCloseTo(0.9, 9);
  });

  it('within a country the way is four times as short', () => {
    const domestic = { stage: 'origin', leg: 'domestic' } as const;
    expect(missed({ share: 1, lasted: 5, overFor: 60 }, domestic)).toBeCloseTo(0.9 * 0.5, 6);
  });

  it('in a stop that lasts nobody has been heard since', () => {
    expect(missedSoFar(0.5)).toBeCloseTo(0.45, 12);
  });
});

it('is a share, grows with the stop and falls with the time since', () => {
  const days = fc.double({ min: 0, max: 60, noNaN: true });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      share,
      days,
      days,
      days,
      fc.constantFrom(...SILENCE_STAGES),
      (told, short, more, overFor, stage) => {
        const place = { stage, leg: 'linehaul' } as const;
        const one = missed({ share: told, lasted: short, overFor }, place);
        const longer = missed({ share: told, lasted: short + more, overFor }, place);
        const later = missed({ share: told, lasted: short, overFor: overFor + more }, place);
        expect(one).toBeGreaterThanOrEqual(0);
        expect(one).toBeLessThanOrEqual(told);
        expect(longer).toBeGreaterThanOrEqual(one - 1e-9);
        expect(later).toBeLessThanOrEqual(one + 1e-9);
      },
    ),
    { numRuns: 300 },
  );
});
