import { describe, expect, it } from 'vitest';
import type { LevelAt } from './candidates.ts';
import { forecastDemand } from './forecast-demand.ts';
import { learnCategory } from './learn-category.ts';
import { levelCv } from './level-spread.ts';
import { countCdf, countPmf } from './negative-binomial.ts';
import { demandOf } from './predictive.ts';
import { negativeBinomial, normal, Random } from './random.ts';

const ENDS = [40, 38, 36, 34, 32, 30, 28, 26, 24, 22];
const OWN = { level: 4, worthWeeks: 16, dispersion: 2 };

describe('levelCv', () => {
  it('a level that stands still is as uncertain as a mean of as many weeks: √(2 × 4 ÷ 16) ÷ 4', () => {
    expect(
      levelCv(
        rolledAt(() => 4),
        OWN,
      ),
    ).toBeCloseTo(Math.sqrt(0.5) / 4, 12);
  });

  it('what wanders is less certain, the more so the further it wanders', () => {
    const still = levelCv(
      rolledAt(() => 4),
      OWN,
    );
    const slow = levelCv(
      rolledAt((end) => 4 + (40 - end) / 8),
      OWN,
    );
    const fast = levelCv(
      rolledAt((end) => 4 + (40 - end) / 2),
      OWN,
    );
    expect(slow).toBeGreaterThanOrEqual(still * 0.7);
    expect(fast).toBeGreaterThan(1.2 * still);
    expect(fast).toBeGreaterThan(slow);
  });

  it('a level of nothing has no deviation, and none is beyond one and a half', () => {
    expect(
      levelCv(
        rolledAt(() => 0),
        { ...OWN, level: 0 },
      ),
    ).toBe(0);
    expect(
      levelCv(
        rolledAt(() => 0.01),
        { ...OWN, level: 0.01 },
      ),
    ).toBe(1.5);
  });
});

describe('three months ahead', () => {
  it.each([
    { name: 'levels that stand still', wander: 0, give: 6 },
    { name: 'levels that move by 3 % a week', wander: 0.03, give: 6 },
    { name: 'levels that move by 6 % a week', wander: 0.06, give: 9 },
  ])('$name: 80 % within P10 to P90, give or take $give points', ({ wander, give }) => {
    const random = new Random(9);
    const truths = Array.from({ length: 800 }, (_, index) => unitsOf(random, index, wander));
    const histories = truths.map((units) => ({
      from: '2024-01-01',
      units: units.slice(0, 104),
      inStock: Array.from({ length: 104 }, () => 1),
    }));
    const category = learnCategory(histories);
    let within = 0;
    for (const [at, history] of histories.entries()) {
      const distribution = demandOf(forecastDemand({ history, category, weeks: 13 }), 13);
      const came = (truths[at] ?? []).slice(104).reduce((sum, week) => sum + week, 0);
      // Counts jump: where in its step a count lies is drawn.
      const rank = countCdf(distribution, came) - random.next() * countPmf(distribution, came);
      within += rank >= 0.1 && rank <= 0.9 ? 1 : 0;
    }
    expect(Math.abs(within / 800 - 0.8)).toBeLessThan(give / 100);
  });
});

function rolledAt(level: LevelAt) {
  const levels = {
    seasonal_mean: level,
    ses: level,
    croston: level,
    sba: level,
    tsb: level,
    adida: level,
    imapa: level,
  };
  return { levels, ends: ENDS };
}

function unitsOf(random: Random, index: number, wander: number): number[] {
  let level = Math.log([0.5, 2, 5, 10][index % 4] ?? 1);
  return Array.from({ length: 117 }, () => {
    level += wander * normal(random);
    return negativeBinomial(random, { mean: Math.exp(level), dispersion: 1.8 });
  });
}
