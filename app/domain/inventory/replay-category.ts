import type { DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import {
  forecastDemand,
  type LearnedDemand,
} from '#app/domain/inventory/demand/forecast-demand.ts';
import { Random } from '#app/domain/inventory/demand/random.ts';
import {
  chooseServiceLevel,
  type ReplayedPeriod,
} from '#app/domain/inventory/replenish/choose-service-level.ts';
import { replayHistory } from '#app/domain/inventory/replenish/replay-history.ts';
import type { PeriodCosts } from '#app/domain/inventory/replenish/simulate-stock.ts';

/** Levels that are tried, as steps between which costs hardly differ. */
const LEVELS = [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99] as const;
/** What holds while there is nothing to replay: nine cycles in ten without a stock-out. A house choice. */
const UNLEARNED_LEVEL = 0.9;
/** Weeks of the past that are charged. */
const CHARGED_WEEKS = 12;
/** Before a variant is replayed, it has a history of so many weeks. */
const LEAST_HISTORY = 8;
const FUTURES = 40;
const MOST_SERIES = 40;
const FEWEST_SERIES = 5;

/**
 * The chance of no stock-out that would have cost least over the last weeks of a category's members, each week forecast from
 * what was known of the member before it (what the category has learned is of today), by the costs of a piece held and of one
 * missed. Of too few members: `UNLEARNED_LEVEL`. Weeks the replay needs to fill the pipeline are played and not charged.
 */
export function serviceLevelOf({
  histories,
  learned,
  leadWeeks,
  costs,
  seed,
}: {
  histories: readonly DemandHistory[];
  learned: LearnedDemand;
  /** At least 1. */
  leadWeeks: number;
  costs: PeriodCosts;
  seed: number;
}): number {
  const weeks = CHARGED_WEEKS + leadWeeks;
  const usable = histories
    .filter(({ units }) => units.length >= weeks + LEAST_HISTORY && units.some((sold) => sold > 0))
    .slice(0, MOST_SERIES);
  if (usable.length < FEWEST_SERIES) return UNLEARNED_LEVEL;
  const random = new Random(seed);
  return chooseServiceLevel({
    series: replayed(usable, { learned, weeks, leadWeeks, random }),
    leadPeriods: leadWeeks,
    warmUpPeriods: leadWeeks,
    costs,
    levels: LEVELS,
  }).serviceLevel;
}

function* replayed(
  histories: readonly DemandHistory[],
  {
    learned,
    weeks,
    leadWeeks,
    random,
  }: { learned: LearnedDemand; weeks: number; leadWeeks: number; random: Random },
): Generator<ReplayedPeriod[]> {
  for (const history of histories)
    yield replayHistory(history, {
      weeks,
      leastKnown: LEAST_HISTORY,
      futures: FUTURES,
      random,
      forecast: (known) =>
        forecastDemand({ history: known, category: learned, weeks: leadWeeks + 1 }),
    });
}
