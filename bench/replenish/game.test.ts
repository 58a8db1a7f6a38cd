import { describe, expect, it } from 'vitest';
import { playGame, weeksToPlay, type GameRules, type GameSeries, type Known } from './game.ts';
import { ourPolicy } from './our-policy.ts';
import { orderNothing, seasonalMean } from './plain-policies.ts';

const RULES: GameRules = {
  leadWeeks: 3,
  costs: { holding: 0.2, shortage: 1 },
  rounds: 2,
  tellsMissed: false,
};

/** Twenty weeks of 2 units, all in stock, within one year: no week of the year stands out. */
const STEADY: GameSeries = {
  id: '1-1',
  history: {
    from: '2024-01-01',
    units: Array.from({ length: 20 }, () => 2),
    inStock: Array.from({ length: 20 }, () => 1),
  },
  onHand: 3,
  arriving: [1, 0],
  demand: [2, 3, 1, 4, 2],
};
const costs = (weeks: readonly { holding: number; shortage: number }[]) =>
  weeks.map(({ holding, shortage }) => [holding.toFixed(1), shortage.toFixed(1)]);

describe('a game small enough to play by hand', () => {
  it('costs, when nothing is ordered, what is left and what is missed', () => {
    // 3 + 1 − 2 = 2; 2 of 3 sold; then nothing is there.
    expect(costs(playGame([STEADY], orderNothing, RULES))).toEqual([
      ['0.4', '0.0'],
      ['0.0', '1.0'],
      ['0.0', '1.0'],
      ['0.0', '4.0'],
    ]);
  });

  it('costs, with the seasonal mean, the four weeks it covers less what there is', () => {
    // 4 weeks × 2 = 8. Before week 1: 8 − (3 + 1) = 4, there in week 3. Before week 2: 8 − (2 + 0 + 4) = 2, there in week 4.
    // Week 3: 4 − 1 = 3 left; week 4: 3 + 2 − 4 = 1 left.
    expect(costs(playGame([STEADY], seasonalMean, RULES))).toEqual([
      ['0.4', '0.0'],
      ['0.0', '1.0'],
      ['0.6', '0.0'],
      ['0.2', '0.0'],
    ]);
  });

  it('costs, with ours, what its two orders leave and miss', () => {
    // The history is too short to replay, so the critical ratio stands: of 2 a week, a little more than 2.
    const orders: (readonly number[])[] = [];
    const { policy } = ourPolicy({ rules: RULES, seed: 1 });
    const weeks = playGame(
      [STEADY],
      (known, round) => {
        const quantities = policy(known, round);
        orders.push(quantities);
        return quantities;
      },
      RULES,
    );
    const [[first = 0] = [], [second = 0] = []] = orders;
    expect(first).toBeGreaterThanOrEqual(1);
    expect(first).toBeLessThanOrEqual(4);
    const third = Math.max(0, first - 1);
    const missed = [1, 1 - Math.min(1, first), Math.max(0, 4 - third - second)];
    expect(weeks.map(({ shortage }) => shortage)).toEqual([0, ...missed]);
    expect(weeks.map(({ holding }) => holding)).toEqual([
      expect.closeTo(0.4, 12),
      0,
      expect.closeTo(0.2 * third, 12),
      expect.closeTo(0.2 * Math.max(0, third + second - 4), 12),
    ]);
  });

  it.each([
    [2, 5, 4],
    [2, 3, 3],
    [6, 8, 8],
    [6, 6, 6],
    [6, 20, 8],
  ])('of %d rounds and %d actual weeks plays %d', (rounds, actual, played) => {
    expect(weeksToPlay({ ...RULES, rounds }, actual)).toBe(played);
  });

  it('shows each round the sales so far, and a week in which demand was missed as out of stock', () => {
    const seen: Known[] = [];
    playGame(
      [STEADY],
      (known) => {
        seen.push(...known);
        return [5];
      },
      { ...RULES, rounds: 4 },
    );
    expect(seen.map(({ onHand }) => onHand)).toEqual([3, 2, 0, 4]);
    expect(seen.map(({ arriving }) => [...arriving])).toEqual([
      [1, 0],
      [0, 5],
      [5, 5],
      [5, 5],
    ]);
    expect(seen.at(-1)?.history.units.slice(20)).toEqual([2, 2, 1]);
    expect(seen.at(-1)?.history.inStock.slice(20)).toEqual([1, 0, 1]);
    expect(seen[0]?.history.units).toHaveLength(20);
  });

  it('shows what was missed too where the rules say so', () => {
    const seen: Known[] = [];
    playGame(
      [STEADY],
      (known) => {
        seen.push(...known);
        return [5];
      },
      { ...RULES, rounds: 4, tellsMissed: true },
    );
    expect(seen.at(-1)?.history.units.slice(20)).toEqual([2, 3, 1]);
    expect(seen.at(-1)?.history.inStock.slice(20)).toEqual([1, 1, 1]);
  });
});
