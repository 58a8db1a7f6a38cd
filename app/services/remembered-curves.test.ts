import { expect, test } from 'vitest';
import type { Journey } from '#app/domain/lanes/journey.ts';
import { createLaneModel } from '#app/domain/lanes/lane-model.ts';
import { patienceForBudget } from '#app/domain/lanes/patience.ts';
import { learnedPolicy, replay } from '#app/domain/lanes/replay.ts';
import { SILENCE_STAGES } from '#app/domain/lanes/silence-stage.ts';
import { keyNumbers, rememberedCurves } from '#app/services/remembered-curves.ts';

const model = createLaneModel({ cells: [], version: 3 });
const numbered = keyNumbers();
const lane = { carrier: 'yanwen', origin: 'CN', destination: 'DE' };
const startedAt = new Date('2026-10-01T00:00:00Z');

/** Three hundred ways that wait longer and longer at one stage after the other. */
const journeys = Array.from({ length: 300 }, (_, index): Journey => {
  const silences = SILENCE_STAGES.map((stage, place) => {
    const days = ((index + 1) * (place + 1)) / 150;
    const key = numbered({ stage, leg: 'linehaul', ...lane });
    return { key, from: startedAt, days, plainDays: days, end: 'moved' as const };
  });
  return { lane, outcome: 'delivered', startedAt, endedAt: startedAt, silences };
});

test('equal keys are one object, different ones are two', () => {
  const key = { stage: 'customs', leg: 'linehaul', ...lane } as const;
  expect(numbered({ ...key })).toBe(numbered({ ...key }));
  expect(numbered({ ...key, destination: 'FR' })).not.toBe(numbered(key));
});

test.each([0.31, 1, 2.5, 40, 999])('the curves say the same at a patience of %d', (patience) => {
  const fast = rememberedCurves(model);
  for (const { key } of journeys[0]?.silences ?? []) {
    const [remembered, plain] = [fast.curveFor(key), model.curveFor(key)];
    expect(remembered.limitDays(patience)).toBe(plain.limitDays(patience));
    expect(remembered.survivalAt(2)).toBe(plain.survivalAt(2));
  }
});

test('a key without a number is asked of the model itself', () => {
  const key = { stage: 'customs', leg: 'linehaul', ...lane } as const;
  expect(rememberedCurves(model).curveFor(key)).toBe(model.curveFor(key));
});

test.each([0.05, 0.1, 0.3])(
  'a budget of %d that is solved on them is kept by the model',
  (budget) => {
    const solved = patienceForBudget({ journeys, model: rememberedCurves(model), budget });
    const { falseAlarmRate } = replay(journeys, learnedPolicy(model, solved.patience));
    expect(solved.isMet).toBe(true);
    expect(falseAlarmRate).toBe(solved.flaggedShare);
    expect(falseAlarmRate).toBeLessThanOrEqual(budget);
  },
);
