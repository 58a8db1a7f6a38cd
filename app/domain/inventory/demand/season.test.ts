import { describe, expect, it } from 'vitest';
import { learnSeason } from './season.ts';
import { historiesOf, meanOf, summerSeason } from './series.fixture.ts';

describe('learnSeason', () => {
  it.each([
    { weeks: 52, members: 100, within: 0.1 },
    { weeks: 104, members: 30, within: 0.1 },
    { weeks: 156, members: 300, within: 0.04 },
  ])('finds a season in $weeks weeks of $members variants', ({ weeks, members, within }) => {
    const { season } = learnSeason(
      historiesOf(members, { weeks, mean: (week) => 2 * summerSeason(week) }),
    );
    const errors = season.slice(0, 52).map((factor, week) => (factor - summerSeason(week)) ** 2);
    expect(Math.sqrt(meanOf(errors))).toBeLessThan(within);
    expect(meanOf(season)).toBeCloseTo(1, 10);
  });

  it.each([
    { name: 'a year less a week', weeks: 51, members: 300, mean: summerSeason },
    { name: 'noise', weeks: 104, members: 30, mean: () => 2 },
    { name: 'the noise of one variant', weeks: 60, members: 1, mean: () => 6 },
    { name: 'the noise of next to no sales', weeks: 104, members: 5, mean: () => 0.1 },
    { name: 'growth', weeks: 130, members: 100, mean: (week: number) => 2 ** (1 + week / 52) },
    {
      name: 'products on their way out',
      weeks: 104,
      members: 60,
      mean: (week: number) => 3 * Math.exp(-week / 25),
    },
    {
      name: 'a promotion of all that was held once',
      weeks: 104,
      members: 30,
      mean: (week: number) => (week === 60 || week === 61 ? 12 : 2),
    },
    {
      name: 'a promotion of all in the only year',
      weeks: 60,
      members: 30,
      mean: (week: number) => (week === 30 || week === 31 ? 12 : 2),
    },
  ])('$name is no season', ({ weeks, members, mean }) => {
    const { season } = learnSeason(historiesOf(members, { weeks, mean }));
    for (const factor of season) expect(Math.abs(factor - 1)).toBeLessThan(0.1);
  });

  it('one variant’s promotion teaches the others nothing', () => {
    const others = historiesOf(20, { weeks: 104, mean: () => 2 });
    const promoted = historiesOf(1, {
      weeks: 104,
      mean: (week) => (week >= 60 && week < 64 ? 200 : 2),
    });
    const { season } = learnSeason([...others, ...promoted]);
    for (const factor of season) expect(Math.abs(factor - 1)).toBeLessThan(0.1);
  });

  it('a peak of the same two weeks in both years is one', () => {
    const isPeak = (week: number) => week % 52 === 46 || week % 52 === 47;
    const { season } = learnSeason(
      historiesOf(30, { weeks: 104, mean: (week) => (isPeak(week) ? 8 : 2) }),
    );
    expect(season[46]).toBeGreaterThan(2);
    expect(season[47]).toBeGreaterThan(2);
    expect(season[30]).toBeLessThan(1.1);
  });

  it('weeks out of stock say nothing about the season', () => {
    const { season } = learnSeason(
      historiesOf(60, {
        weeks: 104,
        mean: (week) => 3 * summerSeason(week),
        inStock: (week) => (week % 52 >= 20 && week % 52 < 24 ? 0 : 1),
      }),
    );
    // In high summer nothing could be bought; its neighbours say what would have been.
    expect(season[22]).toBeGreaterThan(1.3);
  });

  it('histories that begin in different weeks are laid on one calendar', () => {
    const early = historiesOf(40, { weeks: 104, mean: (week) => 2 * summerSeason(week) });
    const late = historiesOf(
      40,
      { weeks: 78, mean: (week) => 2 * summerSeason(week + 26), from: '2024-07-01' },
      2,
    );
    const { season, weeks } = learnSeason([...early, ...late]);
    expect(weeks).toBe(104);
    const errors = season.slice(0, 52).map((factor, week) => (factor - summerSeason(week)) ** 2);
    expect(Math.sqrt(meanOf(errors))).toBeLessThan(0.1);
  });

  it('nobody at all has no season', () => {
    expect(learnSeason([])).toEqual({ season: Array.from({ length: 53 }, () => 1), weeks: 0 });
  });
});
