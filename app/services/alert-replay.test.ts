import { describe, expect, test } from 'vitest';
import { alertBudgetSchema } from '#app/contracts/alert-budget.ts';
import type { Journey, Outcome } from '#app/domain/lanes/journey.ts';
import { createLaneModel } from '#app/domain/lanes/lane-model.ts';
import { DEFAULT_SETTINGS } from '#app/domain/verdicts/settings.ts';
import { replayAlerts } from '#app/services/alert-replay.ts';

const now = new Date('2026-11-20T23:30:00Z');
const lane = { carrier: 'yanwen', origin: 'CN', destination: 'DE' };
const model = createLaneModel({ cells: [], version: 0 });
const DAY_MS = 86_400_000;

/** A way with one long wait on its line-haul. */
function way(outcome: Outcome, days: number): Journey {
  const from = new Date(now.getTime() - 40 * DAY_MS);
  const end = outcome === 'lost' ? 'stuck' : 'moved';
  const key = { stage: 'linehaul', leg: 'linehaul', ...lane } as const;
  const silences = [{ key, from, days, plainDays: days, end } as const];
  return { lane, outcome, startedAt: from, endedAt: new Date(now.getTime() - DAY_MS), silences };
}

const replayed = async (journeys: readonly Journey[], settings = DEFAULT_SETTINGS) => {
  const timeZone = 'Asia/Shanghai';
  return replayAlerts({ journeys, model, settings, timeZone, now });
};
const good = (days: readonly number[]) => days.map((each) => way('delivered', each));
const upTo = (count: number) => Array.from({ length: count }, (_, index) => (index + 1) / 10);

describe('with two hundred delivered parcels', () => {
  // A tenth of a day to twenty days; three lost ones, given up after thirty.
  const journeys = [...good(upTo(200)), ...[30, 30, 30].map((days) => way('lost', days))];

  test('rules of days flag whom they flag, and come when they come', async () => {
    const { replay } = await replayed(journeys);
    const figures = replay.results.flatMap(
      ({ policy, goodFlagged, stuckCaught, delayDays, soonerDays }) =>
        policy.kind === 'fixed'
          ? [[policy.days, goodFlagged, stuckCaught, delayDays, soonerDays]]
          : [],
    );
    // A rule of days is as soon as the rule of days that flags as many, up to the gap between two parcels.
    expect(figures).toEqual([
      [3, 170, 3, 3, 0],
      [5, 150, 3, 5, 0],
      [7, 130, 3, 7, 0],
      [14, 60, 3, 14, 0],
      [30, 0, 0, 30, -10],
    ]);
  });

  test('budgets are counted, kept, and compared with the days that flag as many', async () => {
    const { replay, solved } = await replayed(journeys);
    const learned = replay.results.filter(({ policy }) => policy.kind === 'learned');
    expect(learned).toHaveLength(6);
    for (const { policy, isMet, flaggedShare, goodFlagged, stuckCaught, alertsPer100 } of learned) {
      if (policy.kind !== 'learned') continue;
      expect([policy.flaggedOf100, isMet]).toEqual([policy.flaggedOf100, true]);
      expect(flaggedShare).toBeLessThanOrEqual(policy.flaggedOf100 / 100);
      expect(goodFlagged).toBe(Math.round((flaggedShare ?? 0) * 200));
      expect(stuckCaught).toBe(3);
      expect(alertsPer100).toBeCloseTo((100 * ((goodFlagged ?? 0) + 3)) / 203, 1);
    }
    const [chosen] = learned.filter(
      ({ policy }) => policy.kind === 'learned' && policy.flaggedOf100 === 10,
    );
    expect(chosen?.flaggedShare).toBe(solved.flaggedShare);
  });

  test('the shop’s own budget is replayed too when it is none of those on offer', async () => {
    const alerts = { mode: 'learned', flaggedOf100: 7 } as const;
    const { replay, solved } = await replayed(journeys, { ...DEFAULT_SETTINGS, alerts });
    const budgets = replay.results.flatMap(({ policy }) =>
      policy.kind === 'learned' ? [policy.flaggedOf100] : [],
    );
    expect(budgets).toEqual([1, 2, 5, 7, 10, 15, 20]);
    expect(solved.flaggedShare).toBeLessThanOrEqual(0.07);
  });

  test('days are those of the shop’s zone, and the whole is what screens are given', async () => {
    const { replay } = await replayed(journeys);
    expect(replay).toMatchObject({ basis: 'history', good: 200, stuck: 3, untilOn: '2026-11-21' });
    const view = { ...replay, setAside: {}, version: 1 };
    expect(alertBudgetSchema.parse(JSON.parse(JSON.stringify(view)))).toEqual(view);
  });
});

test('with one parcel fewer nothing is counted, and budgets are estimated along a usual way', async () => {
  const { replay, solved } = await replayed(good(upTo(199)));
  expect(replay).toMatchObject({ basis: 'usual_way', good: 199 });
  expect(solved.basis).toBe('usual_way');
  for (const { policy, flaggedShare, goodFlagged, delayDays, alertsPer100 } of replay.results) {
    expect([goodFlagged, delayDays, alertsPer100]).toEqual([null, null, null]);
    expect(flaggedShare === null).toBe(policy.kind !== 'learned');
  }
});

test('a budget that the history cannot keep is said, with the least that can be had', async () => {
  // A third of the good parcels waits half a year: nobody waits longer than that before speaking.
  const { replay } = await replayed(good([...upTo(200), ...upTo(100).map(() => 400)]));
  const first = replay.results[0];
  expect(first).toMatchObject({ policy: { kind: 'learned', flaggedOf100: 1 }, isMet: false });
  expect(replay.leastOf100).toBeCloseTo(33.33, 1);
});
