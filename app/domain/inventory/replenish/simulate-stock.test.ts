import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf, simulateStock } from './simulate-stock.ts';

const COSTS = { holding: 0.2, shortage: 1 };
const units = fc.integer({ min: 0, max: 40 });
const many = fc.array(units, { maxLength: 12 });

describe('a stock over some weeks', () => {
  it('sells what arrives at the start of the week, and loses what is not there', () => {
    const weeks = simulateStock({ onHand: 5, arriving: [0, 4, 2], demand: [3, 9, 1, 2] });
    expect(weeks).toEqual([
      { sold: 3, lost: 0, left: 2 },
      { sold: 6, lost: 3, left: 0 },
      { sold: 1, lost: 0, left: 1 },
      { sold: 1, lost: 1, left: 0 },
    ]);
    expect(costOf(weeks, COSTS)).toEqual({ holding: expect.closeTo(0.6, 12), shortage: 4 });
  });

  it('does not owe what it missed: the next arrival is all there', () => {
    expect(simulateStock({ onHand: 0, arriving: [0, 3], demand: [7, 2] })[1]?.left).toBe(1);
  });

  it('starts and receives what it sells and leaves, and never costs less than nothing', () => {
    fc.assert(
      fc.property(units, many, many, (onHand, arriving, demand) => {
        const weeks = simulateStock({ onHand, arriving, demand });
        const arrived = arriving.slice(0, demand.length).reduce((sum, each) => sum + each, 0);
        const sold = weeks.reduce((sum, week) => sum + week.sold, 0);
        expect(sold + (weeks.at(-1)?.left ?? onHand)).toBe(onHand + arrived);
        const cost = costOf(weeks, COSTS);
        expect(Math.min(cost.holding, cost.shortage)).toBeGreaterThanOrEqual(0);
        weeks.forEach((week, index) => expect(week.sold + week.lost).toBe(demand[index]));
      }),
    );
  });

  it('misses no more with more in stock', () => {
    fc.assert(
      fc.property(units, units, many, many, (onHand, more, arriving, demand) => {
        const few = simulateStock({ onHand, arriving, demand });
        const plenty = simulateStock({ onHand: onHand + more, arriving, demand });
        expect(costOf(plenty, COSTS).shortage).toBeLessThanOrEqual(costOf(few, COSTS).shortage);
      }),
    );
  });
});
