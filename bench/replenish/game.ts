import type { DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import {
  costOf,
  simulateStock,
  type PeriodCosts,
} from '#app/domain/inventory/replenish/simulate-stock.ts';

/** One series of a game, as it stands at the end of the history's last week. */
export interface GameSeries {
  id: string;
  history: DemandHistory;
  onHand: number;
  /** Index 0 comes at the start of the first week to play. */
  arriving: readonly number[];
  /** Units wanted in each week to play. */
  demand: readonly number[];
}

export interface GameRules {
  /** An order at the end of week w is on the shelf at the start of week w + leadWeeks. */
  leadWeeks: number;
  costs: PeriodCosts;
  /** How often one may order; the first time at the end of the history. */
  rounds: number;
  /** Whether the game tells, at the end of a week, how much was missed; a shop does not know. */
  tellsMissed: boolean;
}

/** What is known of a series when ordering, at the end of a week. */
export interface Known {
  history: DemandHistory;
  onHand: number;
  /** Index 0 comes at the start of the next week. */
  arriving: readonly number[];
}

/** Orders for all series, in their order, from what is known of them. Whole numbers, not negative. */
export type Policy = (known: readonly Known[], round: number) => readonly number[];

export interface GameWeek {
  holding: number;
  shortage: number;
}

/** Weeks that the orders of all rounds reach: the last order comes `leadWeeks` after it was placed. */
export function weeksToPlay({ leadWeeks, rounds }: GameRules, actualWeeks: number): number {
  return Math.min(actualWeeks, rounds - 1 + leadWeeks);
}

/**
 * Plays the game under one policy and returns what each week cost. In each round the policy sees the history and, of the
 * weeks played since, what was sold: where demand was missed the week reads as out of stock, and how much was missed is
 * not told, unless the rules say so. After the last round nothing more is ordered and the clock runs on to the week of the last order.
 */
export function playGame(
  series: readonly GameSeries[],
  policy: Policy,
  rules: GameRules,
): GameWeek[] {
  const tables = series.map(({ history, onHand, arriving }) => ({
    units: [...history.units],
    inStock: [...history.inStock],
    onHand,
    arriving: [...arriving],
  }));
  const weeks = weeksToPlay(rules, series[0]?.demand.length ?? 0);
  return Array.from({ length: weeks }, (_, week) => {
    if (week < rules.rounds) order(week);
    const played = series.map(({ demand }, index) => playWeek(index, demand[week] ?? 0));
    return costOf(played, rules.costs);
  });

  function order(round: number): void {
    const known = series.map(({ history }, index): Known => {
      const table = tables[index];
      if (table === undefined) throw new Error('Every series has a table');
      const { units, inStock, onHand, arriving } = table;
      return {
        history: { from: history.from, units: [...units], inStock: [...inStock] },
        onHand,
        arriving: [...arriving],
      };
    });
    policy(known, round).forEach((quantity, index) => {
      const arriving = tables[index]?.arriving;
      if (arriving === undefined) return;
      while (arriving.length < rules.leadWeeks) arriving.push(0);
      arriving[rules.leadWeeks - 1] = (arriving[rules.leadWeeks - 1] ?? 0) + quantity;
    });
  }

  function playWeek(index: number, demand: number) {
    const table = tables[index];
    if (table === undefined) throw new Error('Every series has a table');
    const [played] = simulateStock({ ...table, demand: [demand] });
    if (played === undefined) throw new Error('One week of demand is one week played');
    table.onHand = played.left;
    table.arriving.shift();
    table.units.push(rules.tellsMissed ? demand : played.sold);
    table.inStock.push(played.lost > 0 && !rules.tellsMissed ? 0 : 1);
    return played;
  }
}
