import { describe, expect, test } from 'vitest';
import type { SilenceCause } from '#app/domain/diagnosis/causes.ts';
import { evaluate, type Judged } from './evaluate.ts';

/** One look: `named` is said with `odds`, something else with the rest. */
function look(id: string, truth: SilenceCause, named: SilenceCause, odds = 0.8): Judged {
  return {
    id,
    truth,
    said: [
      { cause: named, odds },
      { cause: 'unknown', odds: 1 - odds },
    ],
  };
}

describe('four cases, worked by hand', () => {
  const result = evaluate([
    look('a', 'customs', 'customs', 0.9),
    look('b', 'customs', 'handoff_lost', 0.6),
    look('c', 'handoff_lost', 'handoff_lost', 0.7),
    look('d', 'rest_days', 'customs', 0.5),
  ]);

  test('two of four are right', () => {
    expect(result.right?.value).toBe(0.5);
    expect(result).toMatchObject({ cases: 4, looks: 4, rightAtFirst: 0.5 });
  });

  test('each cause has its recall and its precision', () => {
    const scores = result.causes.map(({ cause, cases, named, recall, precision }) => [
      cause,
      cases,
      named,
      recall,
      precision,
    ]);
    expect(scores).toEqual([
      ['customs', 2, 2, 0.5, 0.5],
      ['handoff_lost', 1, 2, 1, 0.5],
      ['rest_days', 1, 0, 0, null],
    ]);
    // (1/2 + 1 + 0) / 3
    expect(result.macro).toBeCloseTo(0.5, 12);
  });

  test('confusions stand by what was so', () => {
    expect(result.confusion.get('customs')?.get('handoff_lost')).toBe(1);
    expect(result.confusion.get('rest_days')?.get('customs')).toBe(1);
    expect(result.confusion.get('handoff_lost')?.get('customs')).toBeUndefined();
  });

  test('the Brier score is that of the odds stated of what was named', () => {
    // (0.1² + 0.6² + 0.3² + 0.5²) / 4
    expect(result.brier).toBeCloseTo((0.01 + 0.36 + 0.09 + 0.25) / 4, 12);
    expect(result.brierOfConstant).toBe(0.25);
  });

  test('bins begin with their lower bound', () => {
    const bins = result.calibration.map(({ from, to, cases, right }) => [from, to, cases, right]);
    expect(bins).toEqual([
      [0.5, 0.6, 1, 0],
      [0.6, 0.7, 1, 0],
      [0.7, 0.8, 1, 1],
      [0.9, 0.95, 1, 1],
    ]);
  });
});

describe('several looks at one case', () => {
  const result = evaluate([
    look('a', 'customs', 'usual_wait'),
    look('a', 'customs', 'customs'),
    look('a', 'customs', 'customs'),
    look('b', 'customs', 'customs'),
  ]);

  test('weigh one together', () => {
    expect(result).toMatchObject({ cases: 2, looks: 4 });
    // (2/3 + 1) / 2
    expect(result.right?.value).toBeCloseTo(5 / 6, 12);
    expect(result.confusion.get('customs')?.get('usual_wait')).toBeCloseTo(1 / 3, 12);
  });

  test('the first one counts alone where it is asked for', () => {
    expect(result.rightAtFirst).toBe(0.5);
  });
});

test('certainty lies in the last bin', () => {
  expect(evaluate([look('a', 'customs', 'customs', 1)]).calibration).toEqual([
    { from: 0.95, to: 1, cases: 1, stated: 1, right: 1 },
  ]);
});

test('nothing gives nothing', () => {
  expect(evaluate([])).toMatchObject({ cases: 0, right: null, macro: 0, causes: [], brier: 0 });
});
