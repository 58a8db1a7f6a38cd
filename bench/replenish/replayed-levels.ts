import type { DemandForecast, DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import { Random } from '#app/domain/inventory/demand/random.ts';
import {
  chooseServiceLevel,
  type ReplayedLevel,
  type ReplayedPeriod,
} from '#app/domain/inventory/replenish/choose-service-level.ts';
import { replayHistory } from '#app/domain/inventory/replenish/replay-history.ts';
import type { Forecaster } from './forecaster.ts';
import type { GameRules } from './game.ts';

/** Service levels that are tried on the past. */
const LEVELS = [0.6, 0.65, 0.7, 0.74, 0.77, 0.8, 0.83, 0.86, 0.89, 0.92, 0.95] as const;
/** Futures drawn for each replayed week. */
const FUTURES = 80;
/** Weeks of the past that are charged, after those that fill the pipeline; and known before them, at least. */
const CHARGED_WEEKS = 26;
const LEAST_KNOWN = 26;
/** What hardly sells, what sells a little and what sells: expected units a week at which the next class begins. */
const CLASS_BOUNDS = [1, 4] as const;
const CLASS_NAMES = ['under 1 a week', '1 to 4 a week', '4 a week and more'] as const;
/** What the costs of all series count for beside those of the class. */
const SHARED_WEIGHT = 0.5;

/**
 * The service level of each class of demand that cost least when the last weeks were replayed, leaning on what cost least
 * over all. What series have in common is learned, by `learn`, from what came before those weeks. Where nothing could be
 * replayed it is the critical ratio.
 */
export function replayLevels(
  histories: readonly DemandHistory[],
  {
    rules,
    seed,
    learn,
  }: {
    rules: GameRules;
    seed: number;
    learn: (past: readonly DemandHistory[]) => Forecaster;
  },
): { levelOf: (forecast: DemandForecast) => number; explanation: string } {
  const warmUpPeriods = rules.leadWeeks + 1;
  const weeks = CHARGED_WEEKS + warmUpPeriods;
  const past = histories.map((history) => firstWeeks(history, history.units.length - weeks));
  const forecast = learn(past);
  const classes = histories.map((history, index) =>
    classOf(forecast(past[index] ?? history, index)),
  );
  const random = new Random(seed);
  const tried = CLASS_NAMES.map((_, each) => {
    const members = function* (): Generator<ReplayedPeriod[]> {
      for (const [index, history] of histories.entries()) {
        if (classes[index] !== each) continue;
        yield replayHistory(history, {
          weeks,
          leastKnown: LEAST_KNOWN,
          futures: FUTURES,
          random,
          forecast: (known) => forecast(known, index),
        });
      }
    };
    const { leadWeeks: leadPeriods, costs } = rules;
    const series = members();
    return chooseServiceLevel({ series, leadPeriods, warmUpPeriods, costs, levels: LEVELS }).tried;
  });
  const levels = cheapest(tried, rules);
  return {
    levelOf: (coming) => levels[classOf(coming)] ?? criticalRatio(rules),
    explanation: `service levels that cost least over the last ${CHARGED_WEEKS} weeks of the history: ${CLASS_NAMES.map((name, each) => `${name} ${levels[each]?.toFixed(2) ?? ''}`).join(', ')} (critical ratio ${criticalRatio(rules).toFixed(2)})`,
  };
}

function firstWeeks({ from, units, inStock }: DemandHistory, weeks: number): DemandHistory {
  const end = Math.max(0, weeks);
  return { from, units: units.slice(0, end), inStock: inStock.slice(0, end) };
}

function classOf({ weeklyMean }: DemandForecast): number {
  const mean = weeklyMean.reduce((sum, units) => sum + units, 0) / Math.max(1, weeklyMean.length);
  return CLASS_BOUNDS.filter((bound) => mean >= bound).length;
}

function criticalRatio({ costs: { holding, shortage } }: GameRules): number {
  return holding + shortage > 0 ? shortage / (shortage + holding) : 0;
}

/** By class: the level whose cost, relative to the least of its class and of all, is least. */
function cheapest(tried: readonly (readonly ReplayedLevel[])[], rules: GameRules): number[] {
  const byClass = tried.map((levels) => levels.map(({ holding, shortage }) => holding + shortage));
  const all = LEVELS.map((_, at) => byClass.reduce((sum, costs) => sum + (costs[at] ?? 0), 0));
  if (!(Math.min(...all) > 0)) return byClass.map(() => criticalRatio(rules));
  return byClass.map((costs) => {
    const score = (at: number) => relative(costs, at) + SHARED_WEIGHT * relative(all, at);
    const order = LEVELS.map((_, at) => at).sort((a, b) => score(a) - score(b));
    return LEVELS[order[0] ?? 0] ?? criticalRatio(rules);
  });
}

function relative(costs: readonly number[], at: number): number {
  const least = Math.min(...costs);
  return least > 0 ? (costs[at] ?? 0) / least : 1;
}
