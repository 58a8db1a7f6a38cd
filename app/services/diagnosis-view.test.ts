import { describe, expect, it, test } from 'vitest';
import type { SilenceCause } from '#app/domain/diagnosis/causes.ts';
import { diagnose, type Diagnosis } from '#app/domain/diagnosis/diagnose.ts';
import {
  aCurve,
  aSilence,
  daysAgo,
  NOW,
  ORDINARY,
} from '#app/domain/diagnosis/diagnosis.fixture.ts';
import { causeView } from '#app/services/diagnosis-view.ts';

const names = { firstCarrier: 'Yanwen', lastCarrier: 'DHL', now: NOW };
const lost = diagnose(aSilence({ ...ORDINARY, curve: aCurve(0.002) }));

test('at most three causes are named, further ones only from one in fifty on', () => {
  const withOdds = (...odds: number[]): Diagnosis => ({
    ...lost,
    causes: odds.map((each, index) => ({
      cause: lost.causes[index]?.cause ?? 'unknown',
      odds: each,
    })),
  });
  const shown = (...odds: number[]) =>
    causeView(withOdds(...odds), names).causes.map((each) => each.odds);
  expect(shown(0.5, 0.3, 0.1, 0.1)).toEqual([0.5, 0.3, 0.1]);
  expect(shown(0.9, 0.02, 0.019)).toEqual([0.9, 0.02]);
  expect(shown(0.01)).toEqual([0.01]);
});

test('each cause has its own reasons', () => {
  const { causes } = causeView(lost, names);
  expect(causes[0].cause).toBe('handoff_lost');
  expect(causes[0].reasons.map(({ fact }) => fact)).toContain('stage_linehaul');
  expect(causes[1]?.reasons.map(({ fact }) => fact)).not.toContain('stage_linehaul');
});

describe('who is asked', () => {
  it.each([
    ['first_carrier', 'Yanwen'],
    ['last_carrier', 'DHL'],
    ['supplier', null],
    ['nobody', null],
  ] as const)('%s is called %s', (ask, askName) => {
    const view = causeView({ ...lost, step: { ...lost.step, ask } }, names);
    expect(view.step.askName).toBe(askName);
  });

  it('and until when waiting is right, as an instant', () => {
    const waiting = { ...lost, step: { ...lost.step, waitUntil: daysAgo(-1) } };
    expect(causeView(waiting, names).step.waitUntil).toBe('2026-11-19T11:00:00.000Z');
    expect(causeView(lost, names).step.waitUntil).toBeNull();
  });
});

describe('a claim', () => {
  const claim = {
    kind: 'claim',
    opensOn: null,
    closesOn: '2026-11-18',
    isEarliest: false,
    source: 'https://example.com/terms',
    title: 'Terms',
    readIn: null,
    checkedOn: '2026-11-27',
  } as const;

  it.each([
    ['2026-11-18', false],
    ['2026-11-17', true],
    [null, false],
  ])('whose last day is %s has closed: %s', (closesOn, hasClosed) => {
    const view = causeView({ ...lost, claim: { ...claim, closesOn } }, names);
    expect(view.claim).toMatchObject({ hasClosed, source: { url: 'https://example.com/terms' } });
  });

  it('says where its text was read, when that was not there', () => {
    const readIn = 'https://copy.example/terms';
    expect(causeView({ ...lost, claim: { ...claim, readIn } }, names).claim).toMatchObject({
      source: { url: 'https://example.com/terms', readIn },
    });
  });

  it.each<[SilenceCause, 'unknown' | null]>([
    ['handoff_lost', 'unknown'],
    ['unknown', 'unknown'],
    ['usual_wait', null],
  ])('of which no window is known, for %s, is %s', (cause, expected) => {
    const named = { ...lost, causes: [{ cause, odds: 0.9 }], claim: null };
    expect(causeView(named, names).claim).toBe(expected);
    expect(causeView({ ...named, isClaimable: false }, names).claim).toBeNull();
  });
});
