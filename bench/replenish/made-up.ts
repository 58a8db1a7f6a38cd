import type { DemandForecast } from '#app/domain/inventory/demand-forecast.ts';
import { printTable } from '../verdicts/table.ts';
import { REGIMES, type ExampleSeries, type Regime } from './example-demand.ts';
import { exampleGame } from './example-game.ts';
import { learnForecaster } from './forecaster.ts';
import { playGame, type GameRules, type GameSeries, type Policy } from './game.ts';
import { forecastPolicy, ourPolicy } from './our-policy.ts';
import { orderNothing, seasonalMean } from './plain-policies.ts';

/** Levels among which the one who knows the truth takes the best. */
const TRUE_LEVELS = [0.74, 0.78, 0.82] as const;
const SERIES = 300;
const WEEKS = 157;
const ACTUAL_WEEKS = 8;

/**
 * Plays made-up shops of each regime, `seeds` of each, and prints the mean total of each policy; beside the plain ones the
 * textbook's one-period critical ratio with our forecast, and a policy that knows the true mean and dispersion of each week
 * to come and, of some levels, the one that serves it best: what no forecast can reach.
 */
export function playMadeUp(rules: GameRules, seeds: number): void {
  const names = ['ours', 'order nothing', 'seasonal mean', 'critical ratio', 'knows the truth'];
  const rows = REGIMES.map((regime) => {
    const games = Array.from({ length: seeds }, (_, index) => playOne(rules, regime, index + 1));
    return {
      regime,
      totals: names.map((_, at) => games.reduce((sum, game) => sum + (game[at] ?? 0), 0) / seeds),
    };
  });
  const means = names.map(
    (_, at) => rows.reduce((sum, { totals }) => sum + (totals[at] ?? 0), 0) / rows.length,
  );
  console.log(`mean total over ${seeds} seeds, ${SERIES} series each\n`);
  printTable(
    ['regime', ...names],
    [...rows, { regime: 'all', totals: means }].map(({ regime, totals }) => [
      regime,
      ...totals.map((total) => total.toFixed(0)),
    ]),
  );
}

function playOne(rules: GameRules, regime: Regime, seed: number): number[] {
  const { series, truth } = exampleGame({
    seed,
    regime,
    series: SERIES,
    weeks: WEEKS,
    actualWeeks: ACTUAL_WEEKS,
  });
  const total = (policy: Policy) => totalOf(series, policy, rules);
  const { holding, shortage } = rules.costs;
  const { forecast } = learnForecaster(
    series.map(({ history }) => history),
    rules.leadWeeks,
  );
  const serviceLevel = shortage / (shortage + holding);
  const knows = TRUE_LEVELS.map((level) =>
    total(forecastPolicy({ forecast: truthOf(truth), serviceLevel: () => level, rules, seed })),
  );
  return [
    total(ourPolicy({ rules, seed }).policy),
    total(orderNothing),
    total(seasonalMean),
    total(forecastPolicy({ forecast, serviceLevel: () => serviceLevel, rules, seed })),
    Math.min(...knows),
  ];
}

function totalOf(series: readonly GameSeries[], policy: Policy, rules: GameRules): number {
  return playGame(series, policy, rules).reduce(
    (sum, { holding, shortage }) => sum + holding + shortage,
    0,
  );
}

function truthOf(truth: readonly ExampleSeries[]) {
  return ({ units }: { units: readonly number[] }, index: number): DemandForecast => ({
    method: 'pooled',
    weeklyMean: truth[index]?.mean.slice(units.length) ?? [],
    dispersion: truth[index]?.dispersion ?? 1,
    levelCv: 0,
    pooled: null,
  });
}
