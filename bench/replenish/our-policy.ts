import type { DemandForecast, DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import { sampleWeeks } from '#app/domain/inventory/demand/predictive.ts';
import { Random } from '#app/domain/inventory/demand/random.ts';
import { expectedAbove } from '#app/domain/inventory/replenish/missed-demand.ts';
import { orderUpTo } from '#app/domain/inventory/replenish/order-up-to.ts';
import { learnForecaster, type Forecaster } from './forecaster.ts';
import type { GameRules, Policy } from './game.ts';
import { replayLevels } from './replayed-levels.ts';

const FUTURES = 250;

/**
 * The product's way: what series have in common is learned once, from the history before the game; the service level is the
 * one that cost least when the last weeks of that history were replayed; each order is simulated.
 */
export function ourPolicy({ rules, seed }: { rules: GameRules; seed: number }): {
  policy: Policy;
  /** What was learned, in words; after the first round. */
  explain: () => string;
} {
  let learned: Policy | null = null;
  let explanation = '';
  const policy: Policy = (known, round) => {
    if (learned === null) {
      const histories = known.map(({ history }) => history);
      const { forecast, waveVariance } = learnForecaster(histories, rules.leadWeeks);
      const levels = replayLevels(histories, {
        rules,
        seed,
        learn: (past) => learnForecaster(past, rules.leadWeeks, waveVariance).forecast,
      });
      explanation = `${levels.explanation}\ndeviation of own yearly waves: ${Math.sqrt(waveVariance).toFixed(2)}`;
      learned = forecastPolicy({ forecast, serviceLevel: levels.levelOf, rules, seed });
    }
    return learned(known, round);
  };
  return { policy, explain: () => explanation };
}

/** Orders what futures of the forecast leave short at a service level, each series at its own. */
export function forecastPolicy({
  forecast,
  serviceLevel,
  rules,
  seed,
}: {
  forecast: Forecaster;
  serviceLevel: (forecast: DemandForecast) => number;
  rules: GameRules;
  seed: number;
}): Policy {
  const missed: MissedDemand = new Map();
  let before: readonly DemandForecast[] = [];
  return (known, round) => {
    const orders = known.map(({ history, onHand, arriving }, index) => {
      const coming = forecast(
        completed(history, { index, forecast: before[index], missed }),
        index,
      );
      const random = new Random(seed * 1_000_003 + index * 101 + round);
      const futures = Array.from({ length: FUTURES }, () => ({
        demand: sampleWeeks(coming, random),
        arriving,
        arrivesIn: rules.leadWeeks - 1,
      }));
      return {
        coming,
        quantity: orderUpTo({
          futures,
          onHand,
          reviewPeriods: 1,
          serviceLevel: serviceLevel(coming),
        }),
      };
    });
    before = orders.map(({ coming }) => coming);
    return orders.map(({ quantity }) => quantity);
  };
}

/** Units that weeks of the game probably wanted in which demand was missed, by series and week. */
type MissedDemand = Map<number, Map<number, number>>;

/** The history with what its sold-out weeks of the game probably wanted; `forecast` is the one made before its last week. */
function completed(
  history: DemandHistory,
  {
    index,
    forecast,
    missed,
  }: { index: number; forecast: DemandForecast | undefined; missed: MissedDemand },
): DemandHistory {
  const weeks = missed.get(index) ?? new Map<number, number>();
  missed.set(index, weeks);
  const last = history.units.length - 1;
  if (forecast !== undefined && history.inStock[last] === 0) {
    weeks.set(last, expectedAbove(forecast, history.units[last] ?? 0));
  }
  return {
    from: history.from,
    units: history.units.map((sold, week) => weeks.get(week) ?? sold),
    inStock: history.inStock.map((share, week) => (weeks.has(week) ? 1 : share)),
  };
}
