import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyRemaining } from '#app/domain/lanes/delivery/remaining-cell.ts';
import { createRemainingModel } from '#app/domain/lanes/delivery/remaining-model.ts';
import { createLaneModel } from '#app/domain/lanes/lane-model.ts';
import { SILENCE_STAGES } from '#app/domain/lanes/silence-stage.ts';
import { binOf } from '#app/domain/lanes/time-bins.ts';
import { aScan } from '#app/domain/scans/scan.fixture.ts';
import { MILESTONES, type Scan } from '#app/domain/scans/scan.ts';
import { assessParcel } from '#app/domain/verdicts/assess-parcel.ts';
import { EVIDENCE_CODES } from '#app/domain/verdicts/evidence-codes.ts';
import { aVerdictInput, SHIPPED_AT } from '#app/domain/verdicts/verdict-input.fixture.ts';
import type { VerdictInput } from '#app/domain/verdicts/verdict.ts';

const DAY_MS = 86_400_000;
const RUNS = 600;

/** Instants around the shipment, some before it, some ahead of any look; minutes, so that ties happen. */
const offsets = (fromDay: number, toDay: number) =>
  fc.integer({ min: fromDay * 1440, max: toDay * 1440 }).map((minutes) => minutes * 60_000);
const instants = (fromDay: number, toDay: number) =>
  offsets(fromDay, toDay).map((ms) => new Date(SHIPPED_AT.getTime() + ms));
const countries = fc.constantFrom('CN', 'DE', 'US', 'SA', null);

const PROOFS = (['proof', 'suspicion'] as const).map((weight) => ({
  code: 'too_fast' as const,
  weight,
  numberKey: 'YT123',
  number: 'YT123',
  sentence: 'number_on_other_order',
  params: { order: '#1001', knownAt: '2026-05-01T00:00:00.000Z' },
  at: '2026-05-01T00:00:00.000Z',
}));

/** A carrier that has delivered from every stage, some of it after long: its own past speaks, not the prior. */
function someDeliveries() {
  const remaining = SILENCE_STAGES.map((stage) => {
    const cell = emptyRemaining();
    for (let index = 0; index < 60; index += 1) {
      const bin = binOf(1 + index / 4);
      cell.delivered[bin] = (cell.delivered[bin] ?? 0) + 1;
    }
    const key = {
      stage,
      leg: 'linehaul',
      carrier: 'yanwen',
      origin: 'CN',
      destination: 'DE',
    } as const;
    return [key, cell] as const;
  });
  return createRemainingModel({ remaining, pit: [], businessDays: true, version: 1 });
}

/** Nothing learned, fixed limits beside a learned curve, and two prices of a false alarm under the shipped prior. */
const LEARNED = [null, null, 2, 20].map((patience, index) =>
  index === 0
    ? null
    : {
        model: createLaneModel({ cells: [], version: 1 }),
        delivery: someDeliveries(),
        patience,
        carrier: 'yanwen',
      },
);

const scans: fc.Arbitrary<Scan> = fc
  .record({
    id: fc.integer({ min: 1, max: 12 }),
    milestone: fc.constantFrom(...MILESTONES),
    occurredAt: instants(-5, 45),
    recordedAfterMs: offsets(-3, 3),
    place: fc.constantFrom(null, 'Leipzig'),
    country: countries,
    source: fc.constantFrom('shopify' as const, 'shopify' as const, 'seventeen_track' as const),
    estimatedDeliveryAt: fc.option(instants(-10, 40), { freq: 6 }),
    physical: fc.boolean(),
  })
  .map(({ id, recordedAfterMs, physical, ...rest }) => {
    const scan = aScan({ ...rest, eventId: String(id) });
    return {
      ...scan,
      physical: scan.physical && physical,
      recordedAt: new Date(scan.occurredAt.getTime() + recordedAfterMs),
    };
  });

const inputs: fc.Arbitrary<VerdictInput> = fc
  .record({
    number: fc.constantFrom('YT123', 'YT123', null),
    numberSeenAt: fc.option(instants(-1, 10)),
    cancelled: fc.constantFrom(false, false, false, true),
    origin: countries,
    destination: countries,
    estimatedDeliveryAt: fc.option(instants(-10, 40), { freq: 3 }),
    sharedStream: fc.boolean(),
    carrierFollowedByShopify: fc.constantFrom(true, false, null),
    scans: fc.array(scans, { maxLength: 7 }),
    followedBySource: fc.boolean(),
    sourceAnsweredAt: fc.option(instants(-2, 60), { freq: 8 }),
    answeredBy: fc.constantFrom('shopify' as const, 'seventeen_track' as const),
    incident: fc.option(
      fc.record({
        kind: fc.constantFrom('carrier' as const, 'source' as const),
        agoMs: offsets(0, 10),
        name: fc.constantFrom('yanwen', 'seventeen_track'),
      }),
      { freq: 2 },
    ),
    proofs: fc.option(fc.constantFrom(...PROOFS), { freq: 5 }),
    learned: fc.constantFrom(...LEARNED),
    now: instants(-5, 60),
  })
  .map(({ scans: list, sourceAnsweredAt, answeredBy, incident, proofs, learned, now, ...parcel }) =>
    aVerdictInput({
      parcel,
      scans: list,
      sourceAnsweredAt,
      answeredBy,
      incident:
        incident === null
          ? null
          : { ...incident, beganAt: new Date(now.getTime() - incident.agoMs) },
      proofs: proofs === null ? [] : [proofs],
      learned,
      now,
    }),
  );

const later = (input: VerdictInput, ms: number): VerdictInput => ({
  ...input,
  now: new Date(input.now.getTime() + ms),
});

describe('for any parcel, scans, source and instant', () => {
  test('the same scans in any order and multiplicity give the same verdict', () => {
    fc.assert(
      fc.property(
        inputs.chain((input) =>
          fc.tuple(
            fc.constant(input),
            fc.shuffledSubarray([...input.scans, ...input.scans, ...input.scans], {
              minLength: input.scans.length * 3,
            }),
          ),
        ),
        ([input, shuffled]) => {
          expect(assessParcel({ ...input, scans: shuffled })).toEqual(assessParcel(input));
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('a verdict never changes before its reviewAt by time alone', () => {
    fc.assert(
      fc.property(inputs, fc.double({ min: 0, max: 1, noNaN: true }), (input, share) => {
        const verdict = assessParcel(input);
        const until = verdict.reviewAt?.getTime() ?? input.now.getTime() + 400 * DAY_MS;
        const last = Math.max(0, until - input.now.getTime() - 1);
        for (const ms of [Math.floor(last * share), last]) {
          expect(assessParcel(later(input, ms))).toEqual(verdict);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('reviewAt lies ahead, and following it always comes to an end', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        let current = input;
        for (let looks = 0; looks < 40; looks += 1) {
          const { reviewAt } = assessParcel(current);
          if (reviewAt === null) return;
          expect(reviewAt.getTime()).toBeGreaterThan(current.now.getTime());
          current = { ...current, now: reviewAt };
        }
        expect.unreachable('a parcel is reviewed for ever');
      }),
      { numRuns: RUNS },
    );
  });

  test('looking at each review is as good as looking all the time', () => {
    fc.assert(
      fc.property(inputs, offsets(0, 60), (input, ahead) => {
        const target = input.now.getTime() + ahead;
        let verdict = assessParcel(input);
        while (verdict.reviewAt !== null && verdict.reviewAt.getTime() <= target) {
          verdict = assessParcel({ ...input, now: verdict.reviewAt });
        }
        expect(verdict).toEqual(assessParcel(later(input, ahead)));
      }),
      { numRuns: RUNS },
    );
  });

  test('delivered, returning and lost are terminal against silence, promises and blind sources', () => {
    fc.assert(
      fc.property(inputs, offsets(0, 300), fc.boolean(), (input, ahead, isBlind) => {
        // Only scans that count already: one dated ahead is news to come.
        const past = input.scans.filter(({ occurredAt }) => occurredAt <= input.now);
        const known = { ...input, scans: past };
        const { kind } = assessParcel(known);
        fc.pre(kind === 'delivered' || kind === 'returning' || kind === 'lost');
        const much = later({ ...known, sourceAnsweredAt: isBlind ? null : input.now }, ahead);
        expect(assessParcel(much)).toEqual(assessParcel(known));
        expect(assessParcel(known).reviewAt).toBeNull();
      }),
      { numRuns: RUNS },
    );
  });

  test('while the source answers, waiting longer never takes a flag away', () => {
    const FLAGS = ['late', 'stalled', 'never_scanned', 'missing_number', 'customs_hold'];
    fc.assert(
      fc.property(inputs, offsets(0, 60), (input, ahead) => {
        const past = input.scans.filter(({ occurredAt }) => occurredAt <= input.now);
        const answered = { ...input, scans: past, sourceAnsweredAt: input.now };
        fc.pre(FLAGS.includes(assessParcel(answered).kind));
        fc.pre(answered.incident === null);
        const next = later(answered, ahead);
        const after = assessParcel({ ...next, sourceAnsweredAt: next.now });
        expect(FLAGS).toContain(after.kind);
      }),
      { numRuns: RUNS },
    );
  });

  test('a flag is never dated after the instant of looking, nor before the silence it stands on', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { kind, since, silence, cause } = assessParcel(input);
        fc.pre(!['on_track', 'delivered', 'returning', 'lost', 'wrong_number'].includes(kind));
        fc.pre(cause !== 'customs_needs_action');
        expect(since.getTime()).toBeLessThanOrEqual(input.now.getTime());
        const isAboutSilence = kind === 'stalled' || kind === 'never_scanned';
        expect(since).toEqual(isAboutSilence ? silence?.limitAt : since);
      }),
      { numRuns: RUNS },
    );
  });

  test('a source that has not answered flags nothing by absence', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const verdict = assessParcel({ ...input, sourceAnsweredAt: null });
        expect(['late', 'stalled', 'never_scanned', 'missing_number']).not.toContain(verdict.kind);
        expect(verdict.cause).not.toBe('customs_silent');
      }),
      { numRuns: RUNS },
    );
  });

  test('every piece of evidence is in the catalogue, with exactly its parameters', () => {
    const paramsByCode = new Map<string, string[]>(
      EVIDENCE_CODES.map(({ code, params }) => [code, Object.keys(params).sort()]),
    );
    fc.assert(
      fc.property(inputs, (input) => {
        const { evidence } = assessParcel(input);
        expect(evidence.length).toBeGreaterThan(0);
        for (const { code, params } of evidence) {
          expect(Object.keys(params).sort()).toEqual(paramsByCode.get(code));
          expect(Object.values(params)).not.toContain(null);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('a proof outranks all but a cancellation, a suspicion outranks nothing', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const verdict = assessParcel(input);
        const isProven = input.proofs.some(({ weight }) => weight === 'proof');
        expect(verdict.kind === 'wrong_number').toBe(isProven && !input.parcel.cancelled);
      }),
      { numRuns: RUNS },
    );
  });

  test('an incident takes alarms back and raises none', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const during = assessParcel(input);
        const without = assessParcel({ ...input, incident: null });
        if (during.kind === without.kind) return;
        // A number that is missing is missing whoever stops scanning.
        const remains = input.parcel.number === null ? ['missing_number'] : [];
        expect(['source_blind', 'late', ...remains]).toContain(during.kind);
        expect(['stalled', 'never_scanned', 'customs_hold', 'late', 'source_blind']).toContain(
          without.kind,
        );
      }),
      { numRuns: RUNS },
    );
  });
});
