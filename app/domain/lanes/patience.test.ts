import { describe, expect, test } from 'vitest';
import type { Journey, Outcome, Silence } from '#app/domain/lanes/journey.ts';
import { createLaneModel } from '#app/domain/lanes/lane-model.ts';
import { FEWEST_FOR_BUDGET, patienceForBudget } from '#app/domain/lanes/patience.ts';
import {
  fixedPolicy,
  learnedPolicy,
  pairPolicy,
  replay,
  withEndless,
} from '#app/domain/lanes/replay.ts';
import { countSilence, emptyCell } from '#app/domain/lanes/silence-cell.ts';
import { addedDays } from './journey.fixture.ts';

const LANE = { carrier: 'yanwen', origin: 'CN', destination: 'DE' };
const KEY = { ...LANE, stage: 'linehaul', leg: 'linehaul' } as const;

function silent(days: number, end: Silence['end'] = 'moved', key: Silence['key'] = KEY): Silence {
  return { key, from: addedDays(0), days, plainDays: days, end };
}

function way(outcome: Outcome, ...silences: Silence[]): Journey {
  return { lane: LANE, outcome, startedAt: addedDays(0), endedAt: addedDays(90), silences };
}

describe('a replay counts what a policy would have said', () => {
  const journeys = [
    way('delivered', silent(2), silent(8)),
    way('delivered', silent(7), silent(7)),
    way('lost', silent(9), silent(60, 'stuck')),
    way('returned', silent(10)),
    way('open', silent(3, 'open')),
  ];

  test('flagged is longer than the limit, not as long', () => {
    expect(replay(journeys, fixedPolicy(7))).toEqual({
      good: 2,
      goodFlagged: 1,
      falseAlarmRate: 0.5,
      stuck: 1,
      stuckFlagged: 1,
      delaysDays: [7],
      alerts: 4,
      alertsPer100: 80,
    });
  });

  test('a parcel flagged twice is one good parcel flagged, and two alerts', () => {
    const twice = replay([way('delivered', silent(8), silent(9))], fixedPolicy(7));
    expect([twice.goodFlagged, twice.alerts]).toEqual([1, 2]);
  });

  test('a rule that speaks after a parcel was given up catches nothing, but its delay is known', () => {
    const late = replay([way('lost', silent(60, 'stuck'))], fixedPolicy(61));
    expect([late.stuckFlagged, late.delaysDays]).toEqual([0, [61]]);
  });

  test('a pair of limits tells a country from a border', () => {
    const domestic = silent(4, 'moved', { ...KEY, leg: 'domestic' });
    const pair = pairPolicy({ domesticDays: 3, internationalDays: 5 });
    expect(replay([way('delivered', domestic)], pair).goodFlagged).toBe(1);
    expect(replay([way('delivered', silent(4))], pair).goodFlagged).toBe(0);
  });

  test.each([
    [59, 'open'],
    [90, 'lost'],
  ] as const)(
    'an open silence of %i days counts as %s where none longer than 64 ever ended',
    (days, outcome) => {
      const fresh = createLaneModel({ cells: [], version: 0 });
      const [seen] = withEndless([way('open', silent(3), silent(days, 'open'))], fresh);
      expect(seen?.outcome).toBe(outcome);
      expect(seen?.silences.at(-1)?.end).toBe(outcome === 'lost' ? 'stuck' : 'open');
    },
  );

  test('of nothing no share is told', () => {
    expect(replay([], fixedPolicy(7)).falseAlarmRate).toBeNaN();
  });
});

/** Every day from 0.1 to 40: one in a hundred is lost. */
const history = Array.from({ length: 400 }, (_, index) =>
  way('delivered', silent(0.1 * (index + 1))),
);
const cell = emptyCell();
for (const { silences } of history) for (const each of silences) countSilence(cell, each);
cell.stuck = 4;
const model = createLaneModel({ cells: [[KEY, cell]], version: 1 });

describe('the price of a false alarm follows from the budget', () => {
  test.each([0.01, 0.05, 0.1, 0.2])(
    'a budget of %f is kept on the history it was solved on',
    (budget) => {
      const solved = patienceForBudget({ journeys: history, model, budget });
      expect(solved.isMet).toBe(true);
      expect(solved.flaggedShare).toBeLessThanOrEqual(budget);
      expect(replay(history, learnedPolicy(model, solved.patience)).falseAlarmRate).toBe(
        solved.flaggedShare,
      );
    },
  );

  test('a larger budget never asks for more patience', () => {
    const patience = [0.01, 0.05, 0.1, 0.2].map(
      (budget) => patienceForBudget({ journeys: history, model, budget }).patience,
    );
    expect(patience).toEqual(patience.toSorted((a, b) => b - a));
  });

  test('a budget that no patience can meet is said, with the best that can be had', () => {
    const slow = Array.from({ length: 300 }, () => way('delivered', silent(400)));
    const solved = patienceForBudget({ journeys: slow, model, budget: 0.05 });
    expect(solved).toMatchObject({ isMet: false, flaggedShare: 1, basis: 'history', parcels: 300 });
  });

  test.each([
    [FEWEST_FOR_BUDGET - 1, 'usual_way'],
    [FEWEST_FOR_BUDGET, 'history'],
  ] as const)('with %i delivered parcels it rests on the %s', (count, basis) => {
    const solved = patienceForBudget({ journeys: history.slice(0, count), model, budget: 0.1 });
    expect([solved.basis, solved.parcels]).toEqual([basis, count]);
  });

  test('a shop without any history has a budget too', () => {
    const solved = patienceForBudget({
      journeys: [],
      model: createLaneModel({ cells: [], version: 0 }),
      budget: 0.1,
    });
    expect(solved.isMet).toBe(true);
    expect(solved.flaggedShare).toBeGreaterThan(0.05);
    expect(solved.flaggedShare).toBeLessThanOrEqual(0.1);
  });
});
