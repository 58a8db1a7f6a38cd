import { describe, expect, it, test } from 'vitest';
import { SILENCE_CAUSES } from '#app/domain/diagnosis/causes.ts';
import type { ClaimWindow } from '#app/domain/diagnosis/claim-windows.ts';
import { aCurve, aSilence, daysAgo, NOW } from '#app/domain/diagnosis/diagnosis.fixture.ts';
import type { DiagnosisFacts } from '#app/domain/diagnosis/facts.ts';
import { fittingStep, STEP_ACTIONS } from '#app/domain/diagnosis/fitting-step.ts';

const soon = daysAgo(-4);
const evenOddsAt = (at: Date | null) => aCurve(0.3, { stallReaches: () => at });
const closing = (closesOn: string | null): ClaimWindow => ({
  kind: 'claim',
  opensOn: null,
  closesOn,
  isEarliest: false,
  source: 'https://example.com',
  title: 'Terms',
  readIn: null,
  checkedOn: '2026-11-27',
});

const stopMetBy = (share: number) => ({ beganAt: daysAgo(20), endedAt: daysAgo(12), share });

describe('the step that fits', () => {
  it.each([
    ['usual_wait', {}, 'nobody', 'wait_as_usual', soon],
    [
      'rest_days',
      { rest: { share: 0.7, endsAt: daysAgo(-1) } },
      'nobody',
      'wait_for_rest',
      daysAgo(-1),
    ],
    ['rest_days', { rest: { share: 0.7, endsAt: null } }, 'nobody', 'wait_for_rest', soon],
    ['customs', { stage: 'customs' }, 'first_carrier', 'ask_what_customs_needs', soon],
    ['customs', { stage: 'customs_request' }, 'buyer', 'help_with_customs', null],
    ['customs', { stage: 'exception', customs: 'asked' }, 'buyer', 'help_with_customs', null],
    ['handoff_lost', {}, 'first_carrier', 'ask_for_trace', soon],
    ['handoff_lost', { stage: 'released' }, 'first_carrier', 'ask_for_trace', soon],
    [
      'handoff_lost',
      { stage: 'released', hasLastCarrier: true },
      'last_carrier',
      'ask_for_trace',
      soon,
    ],
    [
      'handoff_lost',
      { stage: 'linehaul', hasLastCarrier: true },
      'first_carrier',
      'ask_for_trace',
      soon,
    ],
    [
      'handoff_lost',
      { stage: 'destination', leg: 'domestic', hasLastCarrier: true },
      'first_carrier',
      'ask_for_trace',
      soon,
    ],
    ['unknown', {}, 'first_carrier', 'ask_for_trace', soon],
    ['never_handed_over', { stage: 'first_scan' }, 'supplier', 'ask_for_handover', soon],
    ['wrong_number', {}, 'supplier', 'ask_for_right_number', null],
    ['source_lag', {}, 'source', 'check_connection', null],
    ['source_lag', { isFollowed: false }, 'source', 'connect_source', null],
    [
      'source_lag',
      { isFollowed: false, nextNumber: 'silent' },
      'source',
      'confirm_next_number',
      null,
    ],
    ['source_lag', { nextNumber: 'scanned' }, 'source', 'confirm_next_number', null],
    ['source_lag', { pastStop: stopMetBy(0.1) }, 'first_carrier', 'ask_for_trace', null],
    ['source_lag', { pastStop: stopMetBy(0.09) }, 'source', 'check_connection', null],
    [
      'source_lag',
      { pastStop: stopMetBy(0.5), stage: 'delivery' },
      'buyer',
      'ask_buyer_about_delivery',
      null,
    ],
    [
      'source_lag',
      { pastStop: stopMetBy(0.5), nextNumber: 'silent' },
      'source',
      'confirm_next_number',
      null,
    ],
    ['attempt_or_pickup', { stage: 'pickup' }, 'buyer', 'ask_buyer_to_collect', null],
    ['attempt_or_pickup', { stage: 'attempt' }, 'buyer', 'ask_buyer_about_delivery', null],
  ] as const satisfies [string, Partial<DiagnosisFacts>, string, string, Date | null][])(
    '%s %o: ask %s, %s',
    (cause, told, ask, action, waitUntil) => {
      const facts = aSilence({ curve: evenOddsAt(soon), ...told });
      expect(fittingStep(cause, facts, null)).toMatchObject({ ask, action, waitUntil });
    },
  );

  it('is to act now once the chance that it still moves is below one in two', () => {
    const waitOf = (at: Date | null) =>
      fittingStep('handoff_lost', aSilence({ curve: evenOddsAt(at) }), null).waitUntil;
    expect(waitOf(new Date(NOW.getTime() + 1))).not.toBeNull();
    expect(waitOf(NOW)).toBeNull();
    expect(waitOf(null)).toBeNull();
    expect(fittingStep('handoff_lost', aSilence(), null).waitUntil).toBeNull();
  });
});

describe('a backlog is reviewed every three business days', () => {
  // Monday 16 November, 11:00 UTC; three working days later is Thursday at the same hour.
  const monday = daysAgo(2);
  const review = (told: Partial<DiagnosisFacts>) =>
    fittingStep('carrier_backlog', aSilence(told), null).waitUntil?.toISOString();

  it('from when the incident began, else from when the parcel fell silent', () => {
    const incident = { kind: 'carrier', beganAt: monday, share: 0.5 } as const;
    expect(review({ incident })).toBe('2026-11-19T11:00:00.000Z');
    expect(review({ silence: { from: monday, days: 2 } })).toBe('2026-11-19T11:00:00.000Z');
  });

  it('and the next one is set as soon as one is due', () => {
    const silence = { from: monday, days: 2 };
    const due = new Date('2026-11-19T11:00:00Z');
    expect(review({ silence, now: new Date(due.getTime() - 60_000) })).toBe(due.toISOString());
    expect(review({ silence, now: due })).toBe('2026-11-24T11:00:00.000Z');
  });
});

describe('no waiting runs into the last days of a claim', () => {
  const stepFor = (closesOn: string | null, now = NOW) =>
    fittingStep(
      'usual_wait',
      aSilence({ now, curve: evenOddsAt(daysAgo(-30)) }),
      closing(closesOn),
    );

  it('waits until five days before the window closes', () => {
    expect(stepFor('2026-11-30')).toEqual({
      ask: 'nobody',
      action: 'wait_as_usual',
      waitUntil: new Date('2026-11-25T00:00:00Z'),
      waitReason: 'claim',
    });
    expect(stepFor('2027-06-01')).toMatchObject({
      waitUntil: daysAgo(-30),
      waitReason: 'even_odds',
    });
  });

  it.each([
    ['six days before its last day', '2026-11-24', 'wait_as_usual'],
    ['five days before', '2026-11-23', 'file_claim'],
    ['on its last day', '2026-11-18', 'file_claim'],
    ['after it', '2026-11-17', 'wait_as_usual'],
  ])('%s', (_, closesOn, action) => {
    expect(stepFor(closesOn).action).toBe(action);
  });

  it('without a last day nothing presses, nor where there is nothing to claim', () => {
    expect(stepFor(null).action).toBe('wait_as_usual');
    const facts = aSilence({ stage: 'pickup' });
    expect(fittingStep('attempt_or_pickup', facts, closing('2026-11-20')).action).toBe(
      'ask_buyer_to_collect',
    );
  });
});

it.each([
  ['usual_wait', 'even_odds'],
  ['rest_days', 'rest'],
  ['carrier_backlog', 'review'],
  ['wrong_number', null],
] as const)('%s is waited out for the reason %s', (cause, waitReason) => {
  const rest = { share: 0.7, endsAt: daysAgo(-1) };
  const facts = aSilence({ rest, curve: evenOddsAt(soon) });
  expect(fittingStep(cause, facts, null).waitReason).toBe(waitReason);
});

test('every action is the step of some cause', () => {
  const places: Partial<DiagnosisFacts>[] = [
    {},
    { stage: 'pickup' },
    { stage: 'customs_request' },
    { isFollowed: false },
    { nextNumber: 'silent' },
  ];
  const actions = SILENCE_CAUSES.flatMap((cause) =>
    places.flatMap((told) =>
      [null, closing('2026-11-20')].map(
        (claim) => fittingStep(cause, aSilence(told), claim).action,
      ),
    ),
  );
  expect(new Set(actions)).toEqual(new Set(STEP_ACTIONS));
});
