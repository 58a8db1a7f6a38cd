import { describe, expect, test } from 'vitest';
import { Random } from '#app/domain/inventory/demand/random.ts';
import { dailyDemand } from './daily-demand.ts';
import { CATEGORY, planContext, SUPPLIER } from './plan-facts.fixture.ts';
import { planOrder, serviceLevelOf } from './planned-order.ts';
import { mixDays } from './weighted-days.ts';

const demand = dailyDemand(
  { method: 'ses', weeklyMean: [14], dispersion: 1.5, levelCv: 0.15, pooled: null },
  { daysIn: 0, days: 250 },
);
const lead = mixDays([{ days: [10], weight: 1 }]);

function planned(onHand: number, seed = 1) {
  if (lead === null) throw new Error('no days');
  return planOrder(
    { demand, onHand, owed: 0, arrivals: [] },
    { supplier: SUPPLIER, lead, context: planContext(), random: new Random(seed) },
  );
}

describe('an order', () => {
  test('of a later day lasts for the week after it, whichever futures are drawn', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const { orderByOn, lastDayOn, quantity } = planned(100, seed);
      expect(orderByOn).not.toBeNull();
      // One chance a week: the last day is the seventh from the day to order on.
      expect(Date.parse(lastDayOn ?? '') - Date.parse(orderByOn ?? '')).toBe(6 * 86_400_000);
      expect(quantity).toBeGreaterThanOrEqual(7);
      expect(quantity).toBeLessThanOrEqual(21);
    }
  });

  test('comes sooner and later by what is on hand, never before today', () => {
    const days = [0, 20, 60, 100, 140].map((onHand) => planned(onHand).orderByOn ?? '');
    expect(days).toEqual(days.toSorted());
    expect(days[0]).toBe('2026-11-26');
  });

  test('is none where stock lasts beyond the horizon', () => {
    expect(planned(2_000)).toMatchObject({ orderByOn: null, quantity: 0, missed: 0 });
  });
});

test.each([
  [null, 0.9],
  [0.93, 0.93],
  [0.2, 0.5],
  [1, 0.99],
])('a learned service level of %j is taken as %f', (learned, taken) => {
  const category = learned === null ? null : { ...CATEGORY, serviceLevel: learned };
  expect(serviceLevelOf({ category })).toBe(taken);
});
