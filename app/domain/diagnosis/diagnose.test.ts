import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { SILENCE_CAUSES, type SilenceCause } from '#app/domain/diagnosis/causes.ts';
import { diagnose } from '#app/domain/diagnosis/diagnose.ts';
import {
  aCurve,
  aSilence,
  daysAgo,
  NOW,
  ORDINARY,
} from '#app/domain/diagnosis/diagnosis.fixture.ts';
import type { DiagnosisFacts } from '#app/domain/diagnosis/facts.ts';
import { stagePrior } from '#app/domain/diagnosis/stage-priors.ts';
import { LEG_KINDS, SILENCE_STAGES } from '#app/domain/lanes/silence-stage.ts';
import { stallProbability } from '#app/domain/lanes/stall-probability.ts';
import { PROOF_CODES } from '#app/domain/parcels/proof.ts';

const ordinary = (told: Partial<DiagnosisFacts>) => diagnose(aSilence({ ...ORDINARY, ...told }));
const likeliest = (told: Partial<DiagnosisFacts>) => ordinary(told).causes[0];
const oddsOf = (cause: SilenceCause, told: Partial<DiagnosisFacts>) =>
  ordinary(told).causes.find((each) => each.cause === cause)?.odds ?? 0;

const OLD_SOURCE = { answeredAt: daysAgo(2), limitHours: 6 };
const digit = { code: 'check_digit_failed', weight: 'suspicion' } as const;

describe('a clear case is named', () => {
  it.each<[SilenceCause, string, Partial<DiagnosisFacts>, number]>([
    ['usual_wait', 'half of the others are silent for as long', { curve: aCurve(0.5) }, 0.85],
    ['customs', 'customs asked', { stage: 'customs_request', curve: aCurve(0.3) }, 0.85],
    ['customs', 'long in customs', { stage: 'customs', curve: aCurve(0.05) }, 0.6],
    ['customs', 'landed, and not let go', { stage: 'arrival', curve: aCurve(0.03) }, 0.45],
    [
      'carrier_backlog',
      'half of the others are late',
      { curve: aCurve(0.1), others: { due: 40, late: 20, expectedLate: 4 } },
      0.6,
    ],
    [
      'carrier_backlog',
      'its carrier has stopped',
      { curve: aCurve(0.1), incident: { kind: 'carrier', beganAt: daysAgo(3), share: 0.3 } },
      0.6,
    ],
    ['handoff_lost', 'one in two hundred is silent for so long', { curve: aCurve(0.005) }, 0.65],
    [
      'never_handed_over',
      'announced and nothing since',
      { stage: 'first_scan', leg: 'supplier', notice: 'announced', curve: aCurve(0.05) },
      0.7,
    ],
    [
      'wrong_number',
      'not even announced, by a carrier that announces all',
      {
        stage: 'first_scan',
        leg: 'supplier',
        notice: 'none',
        noticeShare: 0.98,
        curve: aCurve(0.05),
      },
      0.55,
    ],
    [
      'wrong_number',
      'its check digit fails and nobody has scanned it',
      { stage: 'first_scan', leg: 'supplier', notice: 'none', proofs: [digit], curve: aCurve(0.3) },
      0.95,
    ],
    [
      'wrong_number',
      'a proof',
      { proofs: [{ code: 'delivered_elsewhere', weight: 'proof' }], curve: aCurve(0.5) },
      0.95,
    ],
    [
      'source_lag',
      'nobody follows its carrier',
      {
        stage: 'first_scan',
        leg: 'supplier',
        notice: 'none',
        isFollowed: false,
        others: null,
        curve: aCurve(0.05),
      },
      0.5,
    ],
    [
      'source_lag',
      'the source has stopped',
      {
        curve: aCurve(0.2),
        source: OLD_SOURCE,
        others: null,
        incident: { kind: 'source', beganAt: daysAgo(2), share: 0.3 },
      },
      0.9,
    ],
    [
      'source_lag',
      'the next number has scans',
      { stage: 'released', leg: 'last_mile', nextNumber: 'scanned', curve: aCurve(0.05) },
      0.6,
    ],
    [
      'rest_days',
      'a long holiday that still lasts',
      {
        stage: 'destination',
        leg: 'last_mile',
        rest: { share: 0.7, endsAt: daysAgo(-1) },
        curve: aCurve(0.5),
      },
      0.5,
    ],
    ['attempt_or_pickup', 'it waits at a counter', { stage: 'pickup', curve: aCurve(0.3) }, 0.9],
    ['attempt_or_pickup', 'nobody was in', { stage: 'attempt', curve: aCurve(0.3) }, 0.8],
    ['unknown', 'a problem without a name', { stage: 'exception', curve: aCurve(0.3) }, 0.25],
  ])('%s: %s', (cause, _, told, atLeast) => {
    const first = likeliest(told);
    expect(first?.cause).toBe(cause);
    expect(first?.odds).toBeGreaterThan(atLeast);
  });
});

describe('the cause turns where the facts do', () => {
  it('with the length of the silence, from a usual wait to a loss', () => {
    expect(likeliest({ curve: aCurve(0.03) })?.cause).toBe('usual_wait');
    expect(likeliest({ curve: aCurve(0.01) })?.cause).toBe('handoff_lost');
  });

  it('with the length of the silence, from a usual wait to a queue at customs', () => {
    const at = (survival: number) =>
      likeliest({ stage: 'customs', curve: aCurve(survival) })?.cause;
    expect([at(0.5), at(0.2)]).toEqual(['usual_wait', 'customs']);
  });

  it('with the hand-over, where a supplier uploads early', () => {
    const unscanned = { stage: 'first_scan', leg: 'supplier', notice: 'announced' } as const;
    const at = (share: number) =>
      likeliest({ ...unscanned, supplierEarlyShare: share, curve: aCurve(0.5) })?.cause;
    expect([at(0.02), at(0.9)]).toEqual(['usual_wait', 'never_handed_over']);
  });

  it('with the crowd', () => {
    const at = (late: number) =>
      likeliest({ curve: aCurve(0.1), others: { due: 40, late, expectedLate: 4 } })?.cause;
    expect([at(8), at(20)]).toEqual(['usual_wait', 'carrier_backlog']);
  });

  it('with an incident, unless the silence had become unusual before it began', () => {
    const beganAt = daysAgo(3);
    const at = (usualUntil: Date) =>
      likeliest({
        curve: aCurve(0.005, { usualUntil }),
        incident: { kind: 'carrier', beganAt, share: 0 },
      })?.cause;
    expect(at(new Date(beganAt.getTime() + 1))).toBe('carrier_backlog');
    expect(at(beganAt)).toBe('handoff_lost');
  });

  it('with the crowd, unless the silence became unusual more than two weeks ago', () => {
    const at = (usualUntil: Date) =>
      likeliest({
        curve: aCurve(0.02, { usualUntil }),
        others: { due: 40, late: 25, expectedLate: 4 },
      })?.cause;
    expect(at(daysAgo(14))).toBe('carrier_backlog');
    expect(at(new Date(daysAgo(14).getTime() - 1))).not.toBe('carrier_backlog');
  });

  it('with a stop that is over, by how many scans would have fallen into it', () => {
    const at = (share: number) =>
      likeliest({
        stage: 'destination',
        leg: 'last_mile',
        curve: aCurve(0.02),
        pastStop: { beganAt: daysAgo(14), endedAt: daysAgo(6), share },
      })?.cause;
    expect([at(0), at(0.5)]).toEqual(['usual_wait', 'source_lag']);
  });

  it('with a next number, unless the parcel’s own goes on beside it', () => {
    const at = (nextNumber: DiagnosisFacts['nextNumber']) =>
      likeliest({ stage: 'released', leg: 'last_mile', curve: aCurve(0.05), nextNumber })?.cause;
    expect([at('silent'), at('beside')]).toEqual(['source_lag', 'usual_wait']);
  });

  it('where another carrier takes over, with how many of the lane are never heard of again', () => {
    const at = (neverMoves: number) => {
      const stall = stallProbability(neverMoves, 0.002);
      const { causes } = diagnose(
        aSilence({
          stage: 'released',
          leg: 'last_mile',
          curve: aCurve(0.002, { stall, neverMoves }),
        }),
      );
      return causes.find(({ cause }) => cause === 'handoff_lost')?.odds ?? 0;
    };
    expect(at(0.1)).toBeLessThan(at(0.006) / 2);
  });

  it('with export customs, unless it has let the parcel go', () => {
    const at = (customs: DiagnosisFacts['customs']) =>
      likeliest({ stage: 'export', leg: 'supplier', curve: aCurve(0.05), customs })?.cause;
    expect([at('entered'), at('released')]).toEqual(['customs', 'usual_wait']);
  });

  it('with the share of rest', () => {
    const rested = (share: number) =>
      likeliest({
        stage: 'destination',
        leg: 'last_mile',
        rest: { share, endsAt: daysAgo(-1) },
        curve: aCurve(0.5),
      })?.cause;
    expect([rested(0.59), rested(0.6)]).toEqual(['usual_wait', 'rest_days']);
  });

  it('a suspicion alone never names a wrong number once the parcel is scanned', () => {
    for (const code of PROOF_CODES) {
      const proofs = [{ code, weight: 'suspicion' }] as const;
      expect(likeliest({ proofs, curve: aCurve(0.5) })?.cause).toBe('usual_wait');
    }
  });

  it('a source that answers takes odds from a lag, and one that does not gives them', () => {
    const lag = (source: DiagnosisFacts['source']) =>
      oddsOf('source_lag', { curve: aCurve(0.1), source });
    expect(lag(ORDINARY.source)).toBeLessThan(lag(null));
    expect(lag(OLD_SOURCE)).toBeGreaterThan(lag(null));
  });
});

describe('reasons', () => {
  it('say what speaks for the likeliest causes and what against, strongest first', () => {
    const { because } = ordinary({ stage: 'released', leg: 'last_mile', nextNumber: 'scanned' });
    const own = because.filter(({ cause }) => cause === 'source_lag');
    expect(own.map(({ fact, speaks }) => `${speaks} ${fact}`)).toEqual(['for next_number_scanned']);
  });

  it('name the stage where it is a sign, and how usual the silence is', () => {
    const numberSeenAt = daysAgo(8);
    const { because } = diagnose(
      aSilence({
        stage: 'first_scan',
        leg: 'supplier',
        numberSeenAt,
        silence: { from: numberSeenAt, days: 6 },
        curve: aCurve(0.04, { level: 'carrier' }),
      }),
    );
    expect(because.filter(({ cause }) => cause === 'never_handed_over')).toEqual([
      {
        cause: 'never_handed_over',
        fact: 'stage_first_scan_since',
        speaks: 'for',
        params: { since: numberSeenAt.toISOString() },
      },
      {
        cause: 'never_handed_over',
        fact: 'silence_unusual',
        speaks: 'for',
        params: { days: 6, share: 0.04, level: 'carrier' },
      },
    ]);
  });

  it('tell of a stop into which the scan may have fallen, and not of one that hardly any would have met', () => {
    const stop = (share: number) => ({ beganAt: daysAgo(9), endedAt: daysAgo(4), share });
    const reasons = (share: number) =>
      ordinary({ stage: 'delivery', leg: 'last_mile', pastStop: stop(share), curve: aCurve(0.05) })
        .because.filter(({ fact }) => fact === 'past_stop')
        .map(({ cause, speaks, params }) => ({ cause, speaks, share: params['share'] }));
    expect(reasons(0.1)).toEqual([{ cause: 'source_lag', speaks: 'for', share: 0.1 }]);
    expect(reasons(0.09)).toEqual([]);
  });

  it.each([
    [0.1, 'silence_usual', 'for'],
    [0.0999, 'silence_unusual', 'against'],
  ])('a silence that %f of the others survive is %s', (survival, fact, speaks) => {
    const { because } = diagnose(aSilence({ curve: aCurve(survival) }));
    expect(because).toContainEqual(expect.objectContaining({ cause: 'usual_wait', fact, speaks }));
  });
});

describe('a claim', () => {
  const claim = {
    number: '9400111899223197428490',
    carrier: 'USPS',
    origin: 'US',
    destination: 'US',
    mailedOn: '2026-11-01',
    expectedOn: null,
  };

  it('is told with the carrier’s own window, and not where nothing was posted', () => {
    const home = { leg: 'domestic', stage: 'destination', claim } as const;
    expect(ordinary({ ...home, curve: aCurve(0.5) }).claim?.closesOn).toBe('2026-12-31');
    const wrong = { code: 'delivered_elsewhere', weight: 'proof' } as const;
    expect(ordinary({ ...home, proofs: [wrong], curve: aCurve(0.5) }).claim).toBeNull();
  });

  it('that closes soon is filed, whatever waiting were right otherwise', () => {
    const { step } = ordinary({
      leg: 'domestic',
      stage: 'destination',
      claim: { ...claim, mailedOn: '2026-09-20' },
      curve: aCurve(0.5, { stallReaches: () => daysAgo(-20) }),
    });
    expect(step).toMatchObject({ ask: 'first_carrier', action: 'file_claim', waitUntil: null });
  });
});

test.each(SILENCE_STAGES.flatMap((stage) => LEG_KINDS.map((leg) => [stage, leg] as const)))(
  'at %s on the %s leg nothing known leaves the prior',
  (stage, leg) => {
    const prior = stagePrior(stage, leg);
    const { causes, claim } = diagnose(aSilence({ stage, leg }));
    for (const { cause, odds } of causes) expect(odds).toBeCloseTo(prior[cause], 12);
    expect(claim).toBeNull();
  },
);

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 3 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const anyFacts = fc
  .record({
    stage: fc.constantFrom(...SILENCE_STAGES),
    leg: fc.constantFrom(...LEG_KINDS),
    notice: fc.constantFrom('announced' as const, 'none' as const, null),
    noticeShare: maybe(share),
    source: maybe(
      fc.record({
        answeredAt: maybe(fc.integer({ min: 0, max: 9 }).map(daysAgo)),
        limitHours: fc.constant(6),
      }),
    ),
    isFollowed: maybe(fc.boolean()),
    hasSharedStream: maybe(fc.boolean()),
    incident: fc.constantFrom(
      null,
      'none' as const,
      { kind: 'carrier' as const, beganAt: daysAgo(3), share: 0.5 },
      { kind: 'source' as const, beganAt: daysAgo(3), share: 0 },
    ),
    others: maybe(
      fc.nat({ max: 60 }).chain((due) =>
        fc.record({
          due: fc.constant(due),
          late: fc.nat({ max: due }),
          expectedLate: fc.constant(due / 10),
        }),
      ),
    ),
    customs: fc.constantFrom('asked' as const, 'entered' as const, 'released' as const, null),
    proofs: maybe(
      fc.array(
        fc.record({
          code: fc.constantFrom(...PROOF_CODES),
          weight: fc.constantFrom('proof' as const, 'suspicion' as const),
        }),
        { maxLength: 3 },
      ),
    ),
    pastStop: maybe(
      share.map((each) => ({ beganAt: daysAgo(5), endedAt: daysAgo(2), share: each })),
    ),
    nextNumber: fc.constantFrom(
      'scanned' as const,
      'silent' as const,
      'beside' as const,
      'none' as const,
      null,
    ),
    rest: maybe(fc.record({ share, endsAt: maybe(fc.constant(daysAgo(-1))) })),
    supplierEarlyShare: maybe(share),
    promise: maybe(
      fc.integer({ min: -5, max: 5 }).map((days) => ({ on: '2026-11-18', endsAt: daysAgo(days) })),
    ),
  })
  .map((told) => aSilence(told));

test('odds are odds, whatever is known', () => {
  fc.assert(
    fc.property(anyFacts, maybe(share), (facts, survival) => {
      const curve = survival === null ? null : aCurve(survival);
      const { causes, step } = diagnose({ ...facts, curve });
      expect(causes.map(({ cause }) => cause).sort()).toEqual([...SILENCE_CAUSES].sort());
      expect(causes.reduce((sum, { odds }) => sum + odds, 0)).toBeCloseTo(1, 9);
      expect(causes.every(({ odds }) => odds >= 0 && odds <= 1)).toBe(true);
      const odds = causes.map((each) => each.odds);
      expect(odds).toEqual([...odds].sort((a, b) => b - a));
      expect(step.waitUntil === null || step.waitUntil > NOW).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test('more silence never lowers the odds of a loss against those of a usual wait, whatever else is known', () => {
  fc.assert(
    fc.property(anyFacts, share, share, share, (facts, one, other, neverMoves) => {
      const at = (survival: number) => {
        const stall = stallProbability(neverMoves, survival);
        const { causes } = diagnose({ ...facts, curve: aCurve(survival, { stall, neverMoves }) });
        return (cause: SilenceCause) => causes.find((each) => each.cause === cause)?.odds ?? 0;
      };
      const [longer, shorter] = [at(Math.min(one, other)), at(Math.max(one, other))];
      for (const loss of ['handoff_lost', 'never_handed_over'] as const) {
        expect(longer(loss) * shorter('usual_wait')).toBeGreaterThanOrEqual(
          shorter(loss) * longer('usual_wait') - 1e-12,
        );
      }
    }),
    { numRuns: 400 },
  );
});
