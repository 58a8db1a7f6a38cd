import { describe, expect, it } from 'vitest';
import { calibrateScale } from './calibrate-scale.ts';
import { WEEKLY } from './cadence.ts';
import { CANDIDATES } from './candidates.ts';
import { learnCategory } from './learn-category.ts';
import { historiesOf, historyOf } from './series.fixture.ts';

describe('learnCategory', () => {
  const learned = learnCategory(
    Array.from({ length: 80 }, (_, index) =>
      historyOf({ seed: index, weeks: 104, mean: () => (index % 2 === 0 ? 2 : 6), dispersion: 2 }),
    ),
  );

  it('learns level, spread and dispersion of its members', () => {
    expect(learned.weeklyMean).toBeCloseTo(4, 0);
    // Half of them at 2, half at 6: the deviation is 2, half of the mean.
    expect(learned.spread).toBeCloseTo(0.5, 1);
    expect(Math.abs(learned.dispersion - 2)).toBeLessThan(0.15);
    expect(learned).toMatchObject({ weeks: 104, variants: 80 });
  });

  it('ranks all methods, the one that costs least first', () => {
    expect(learned.methods.map(({ method }) => method).sort()).toEqual([...CANDIDATES].sort());
    const losses = learned.methods.map(({ loss }) => loss);
    expect(losses).toEqual([...losses].sort((a, b) => a - b));
  });

  it('where levels stand still, a long mean is better than a short memory', () => {
    expect(learned.methods[0]?.method).toBe('seasonal_mean');
  });

  it('where levels wander, a short memory is better than a long mean', () => {
    const wandering = learnCategory(
      Array.from({ length: 80 }, (_, index) =>
        historyOf({ seed: index, weeks: 104, mean: (week) => 8 + 7 * Math.sin(week / 12 + index) }),
      ),
    );
    expect(wandering.methods.at(-1)?.method).not.toBe('ses');
    const rank = (method: string) =>
      wandering.methods.findIndex((ranked) => ranked.method === method);
    expect(rank('ses')).toBeLessThan(rank('seasonal_mean'));
  });

  it('of no members nothing is known', () => {
    expect(learnCategory([])).toMatchObject({
      variants: 0,
      weeks: 0,
      weeklyMean: 0,
      methods: [],
      scale: 1,
    });
  });
});

describe('calibrateScale', () => {
  const histories = historiesOf(150, { weeks: 80, mean: () => 6, dispersion: 3 });
  const category = { ...learnCategory(histories), scale: 1 };

  it('leaves deviations that cover what came', () => {
    expect(calibrateScale(histories, category, WEEKLY)).toBe(1);
  });

  it.each([
    { name: 'too narrow are widened', sold: (units: number) => Math.max(0, 6 + 2.2 * (units - 6)) },
    { name: 'too wide are narrowed', sold: (units: number) => 6 + 0.2 * (units - 6) },
  ])('deviations that are $name', ({ name, sold }) => {
    // The last weeks are not like the weeks that deviations were learned from.
    const turned = histories.map(({ from, units, inStock }) => ({
      from,
      units: units.map((week, at) => (at < 68 ? week : Math.round(sold(week)))),
      inStock,
    }));
    const scale = calibrateScale(turned, category, WEEKLY);
    expect(Math.sign(scale - 1)).toBe(name.startsWith('too narrow') ? 1 : -1);
  });

  it('few members tell nothing', () => {
    expect(calibrateScale(histories.slice(0, 5), category, WEEKLY)).toBe(1);
  });
});
