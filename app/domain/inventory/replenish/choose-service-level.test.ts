import { describe, expect, it } from 'vitest';
import { Random, poisson } from '#app/domain/inventory/demand/random.ts';
import { chooseServiceLevel, type ReplayedPeriod } from './choose-service-level.ts';

const LEVELS = [0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99];

/** A series that wants Poisson `mean` in each period, forecast rightly. */
function stationary(random: Random, { mean, periods }: { mean: number; periods: number }) {
  const draw = () => poisson(random, mean);
  return Array.from({ length: periods }, (): ReplayedPeriod => ({
    futures: Array.from({ length: 60 }, () => [draw(), draw(), draw()]),
    demand: draw(),
  }));
}

function shop(mean: number): ReplayedPeriod[][] {
  const random = new Random(7);
  return Array.from({ length: 12 }, () => stationary(random, { mean, periods: 30 }));
}

describe('the service level', () => {
  it('charges what a replay by hand charges', () => {
    // Orders come two periods later; every future wants 2, so each order fills the next but one period up to 2.
    const period = (demand: number | null) => ({ futures: [[2, 2]], demand });
    const series = [[period(2), period(3), period(1), period(null), period(4)]];
    const { tried } = chooseServiceLevel({
      series,
      leadPeriods: 2,
      warmUpPeriods: 1,
      costs: { holding: 0.5, shortage: 3 },
      levels: [0.9],
    });
    // Period 1 (not charged): none there. 2: 2 there, 3 wanted, 1 lost. 3: 2 there, 1 wanted, 1 left. 4: not known, taken as
    // 2 of the 3 there, 1 left. The order before it saw that 1 would be left and was 1. 5: 2 there, 4 wanted, 2 lost.
    expect(tried).toEqual([{ serviceLevel: 0.9, holding: 0.5, shortage: 9 }]);
  });

  it('is the one that cost least in total', () => {
    const chosen = chooseServiceLevel({
      series: shop(3),
      leadPeriods: 3,
      warmUpPeriods: 4,
      costs: { holding: 0.2, shortage: 1 },
      levels: LEVELS,
    });
    const total = chosen.tried.map(({ holding, shortage }) => holding + shortage);
    expect(chosen.serviceLevel).toBe(LEVELS[total.indexOf(Math.min(...total))]);
    expect(chosen.serviceLevel).toBeGreaterThanOrEqual(0.7);
    expect(chosen.serviceLevel).toBeLessThanOrEqual(0.9);
  });

  it('never falls when a lost unit costs more', () => {
    const levels = [0.1, 0.3, 1, 3, 10, 100].map(
      (shortage) =>
        chooseServiceLevel({
          series: shop(2),
          leadPeriods: 3,
          warmUpPeriods: 4,
          costs: { holding: 0.2, shortage },
          levels: LEVELS,
        }).serviceLevel,
    );
    expect(levels).toEqual(levels.toSorted((a, b) => a - b));
    expect(levels.at(-1)).toBe(0.99);
  });

  it('of two that cost the same is the lower one', () => {
    const nothingWanted = [{ futures: [[0, 0]], demand: 0 }];
    const { serviceLevel } = chooseServiceLevel({
      series: [nothingWanted],
      leadPeriods: 1,
      warmUpPeriods: 0,
      costs: { holding: 1, shortage: 1 },
      levels: LEVELS,
    });
    expect(serviceLevel).toBe(0.3);
  });
});
