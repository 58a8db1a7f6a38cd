import { describe, expect, it, test } from 'vitest';
import { weightsBy } from '#app/domain/diagnosis/causes.ts';
import { aSilence, NOW } from '#app/domain/diagnosis/diagnosis.fixture.ts';
import type { DiagnosisFacts } from '#app/domain/diagnosis/facts.ts';
import { hypothesesOf } from '#app/domain/diagnosis/hypotheses.ts';
import {
  habitLikelihood,
  likelihoodUnder,
  LIKELIHOODS,
  noticeLikelihood,
  type Likelihood,
} from '#app/domain/diagnosis/likelihoods.ts';
import { observedFacts } from '#app/domain/diagnosis/observed-facts.ts';

const HOUR_MS = 3_600_000;
const codes = (told: Partial<DiagnosisFacts>) =>
  observedFacts(aSilence(told)).map(({ code }) => code);
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const unscanned = (numberSeenAt: Date) => ({ stage: 'first_scan', numberSeenAt }) as const;

test('what is not known is not a fact', () => {
  expect(observedFacts(aSilence())).toEqual([]);
});

describe('a fact is read at its boundary', () => {
  it.each([
    [
      'source of 6 h',
      { source: { answeredAt: ago(6 * HOUR_MS), limitHours: 6 } },
      ['source_fresh'],
    ],
    [
      'source older',
      { source: { answeredAt: ago(6 * HOUR_MS + 1), limitHours: 6 } },
      ['source_old'],
    ],
    ['source never', { source: { answeredAt: null, limitHours: 6 } }, ['source_never']],
    ['promise over', { promise: { on: '2026-11-17', endsAt: NOW } }, ['promise_passed']],
    [
      'promise not over',
      { promise: { on: '2026-11-18', endsAt: new Date(NOW.getTime() + 1) } },
      ['promise_ahead'],
    ],
    ['rest 0.6', { rest: { share: 0.6, endsAt: null } }, ['rest_mostly']],
    ['rest 0.59', { rest: { share: 0.59, endsAt: null } }, ['rest_partly']],
    ['rest 0.35', { rest: { share: 0.35, endsAt: null } }, ['rest_partly']],
    ['rest 0.34', { rest: { share: 0.34, endsAt: null } }, ['rest_hardly']],
    ['resting', { rest: { share: 0, endsAt: NOW } }, ['rest_hardly', 'resting_now']],
    ['no other parcel', { others: { due: 0, late: 0, expectedLate: 0 / 10 } }, []],
    ['others late', { others: { due: 9, late: 4, expectedLate: 9 / 10 } }, ['many_late']],
    ['others not late', { others: { due: 9, late: 0, expectedLate: 9 / 10 } }, ['few_late']],
    ['a stream of its own', { hasSharedStream: false }, []],
    ['notice after a scan', { notice: 'none' }, []],
    ['notice before', { stage: 'first_scan', notice: 'none' }, ['not_announced']],
    ['no notice of a new number', { ...unscanned(ago(24 * HOUR_MS - 1)), notice: 'none' }, []],
    [
      'no notice after a day',
      { ...unscanned(ago(24 * HOUR_MS)), notice: 'none' },
      ['not_announced'],
    ],
    ['a notice at once', { ...unscanned(NOW), notice: 'announced' }, ['announced']],
    ['habit after a scan', { supplierEarlyShare: 0.9 }, []],
    ['habit 0.15', { stage: 'first_scan', supplierEarlyShare: 0.15 }, ['supplier_early']],
    ['habit 0.14', { stage: 'first_scan', supplierEarlyShare: 0.14 }, ['supplier_rarely_early']],
    ['customs in line-haul', { customs: 'none' }, []],
    ['customs at the door', { stage: 'destination', customs: 'entered' }, ['customs_entered']],
    ['customs at home', { stage: 'destination', leg: 'domestic', customs: 'none' }, []],
  ] as const satisfies [string, Partial<DiagnosisFacts>, string[]][])('%s', (_, told, expected) => {
    expect(codes(told)).toEqual(expected);
  });
});

describe('what speaks against a number', () => {
  it('is a proof before any suspicion, and the most telling suspicion alone', () => {
    const suspicion = { code: 'too_fast', weight: 'suspicion' } as const;
    const digit = { code: 'check_digit_failed', weight: 'suspicion' } as const;
    const proof = { code: 'delivered_elsewhere', weight: 'proof' } as const;
    const params = (proofs: DiagnosisFacts['proofs']) =>
      observedFacts(aSilence({ proofs })).map(({ code, params: { proof: by } }) => [code, by]);
    expect(params([suspicion, digit, proof])).toEqual([['number_proof', 'delivered_elsewhere']]);
    expect(params([suspicion, digit])).toEqual([['number_suspicion', 'check_digit_failed']]);
    expect(params([])).toEqual([['number_clean', undefined]]);
  });
});

describe('likelihoods of facts that exclude each other add up to 1', () => {
  const { source_old, source_fresh, followed, not_followed, ...rows } = LIKELIHOODS;
  it.each<[string, Likelihood[]]>([
    ['source', [source_old, source_fresh]],
    ['followed', [followed, not_followed]],
    ['incident', [rows.carrier_incident, rows.source_incident, rows.no_incident]],
    [
      'customs',
      [rows.customs_asked, rows.customs_entered, rows.customs_released, rows.customs_none],
    ],
    [
      'next number',
      [
        rows.next_number_scanned,
        rows.next_number_silent,
        rows.next_number_beside,
        rows.next_number_none,
      ],
    ],
    ['rest', [rows.rest_most, rows.rest_half, rows.rest_some, rows.rest_none]],
    ['promise', [rows.promise_passed, rows.promise_ahead]],
    ['notice', [noticeLikelihood('announced', null), noticeLikelihood('none', null)]],
    ['notice of a carrier', [noticeLikelihood('announced', 0.3), noticeLikelihood('none', 0.3)]],
  ])('%s', (_, likelihoods) => {
    const all = hypothesesOf(
      weightsBy(() => 1),
      { stage: 'linehaul', leg: 'linehaul' },
      { missed: { over: 1, lasting: 1 }, ends: 0 },
    );
    for (const { hypothesis } of all) {
      const sum = likelihoods.reduce((all, row) => all + likelihoodUnder(row, hypothesis), 0);
      expect([hypothesis, sum]).toEqual([hypothesis, expect.closeTo(1, 9)]);
    }
  });

  it('a supplier’s habit is bounded both ways, and neutral where usual', () => {
    expect(habitLikelihood(1).under.never_handed_over).toBe(4);
    expect(habitLikelihood(0).under.never_handed_over).toBe(0.3);
    expect(habitLikelihood(0.15).under.never_handed_over).toBeCloseTo(1, 12);
  });
});
