import { exampleDemand, type ExampleSeries, type Regime } from './example-demand.ts';
import type { GameSeries } from './game.ts';

const WEEK_MS = 7 * 86_400_000;
/** The first Monday of a year. */
const FIRST_WEEK = '2021-01-04';

export interface ExampleGame {
  series: GameSeries[];
  /** What is true of each, from its first week on. */
  truth: ExampleSeries[];
}

/** A game on made-up series: history, a stock of about two weeks with some on its way, and the weeks to play. */
export function exampleGame({
  seed,
  regime,
  series,
  weeks,
  actualWeeks,
}: {
  seed: number;
  regime: Regime;
  series: number;
  weeks: number;
  actualWeeks: number;
}): ExampleGame {
  const truth = exampleDemand({ seed, regime, series, weeks: weeks + actualWeeks });
  return {
    truth,
    series: truth.map(({ id, sales, inStock, demand }) => {
      const recent = sales.slice(weeks - 13, weeks).reduce((sum, units) => sum + units, 0) / 13;
      return {
        id,
        history: {
          from: FIRST_WEEK,
          units: sales.slice(0, weeks),
          inStock: inStock.slice(0, weeks).map((isIn) => (isIn ? 1 : 0)),
        },
        onHand: Math.round(recent * 1.5),
        arriving: [Math.round(recent), Math.round(recent * 0.8)],
        demand: demand.slice(weeks),
      };
    }),
  };
}

/** ISO dates of so many weeks from the example's first one on. */
export function exampleWeeks(weeks: number): string[] {
  return Array.from({ length: weeks }, (_, week) =>
    new Date(Date.parse(FIRST_WEEK) + week * WEEK_MS).toISOString().slice(0, 10),
  );
}
