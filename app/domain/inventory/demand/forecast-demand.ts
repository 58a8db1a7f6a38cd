import type {
  DemandForecast,
  DemandHistory,
  PoolReason,
} from '#app/domain/inventory/demand-forecast.ts';
import type { CategoryDemand } from '#app/domain/inventory/plan-facts.ts';
import { WEEKLY, type Cadence } from './cadence.ts';
import { buyableWeeks, type BuyableWeeks } from './buyable-weeks.ts';
import { worthWeeks } from './candidates.ts';
import { chooseMethod } from './choose-method.ts';
import { dispersionOf, spreadSums } from './dispersion.ts';
import { limitSpikes } from './limit-spikes.ts';
import { isoWeekSlots } from './iso-weeks.ts';
import { levelCv } from './level-spread.ts';
import { pooledLevel, shrunkLevel, weeksSinceSale, type Level } from './level.ts';
import { rollOrigins } from './rolling-origins.ts';
import { ownSeason } from './yearly-wave.ts';

/** What a category has learned, as far as forecasts need it. */
export type LearnedDemand = Omit<CategoryDemand, 'serviceLevel'>;

/** Under so many weeks in which it could be bought, a variant is its category's. */
const LEAST_WEEKS = 8;
const UNLEARNED_DISPERSION = 1.5;

/**
 * What demand will be in the `weeks` weeks after the history. `category` null: nothing is learned of its category yet, so
 * there is no season, and what is pooled is pooled with a shop that sells little.
 */
export function forecastDemand({
  history,
  category,
  weeks,
  cadence = WEEKLY,
}: {
  history: DemandHistory;
  category: LearnedDemand | null;
  weeks: number;
  cadence?: Cadence;
}): DemandForecast {
  const season = category === null ? null : ownSeason(history, category);
  const usualDispersion = category?.dispersion ?? UNLEARNED_DISPERSION;
  const buyable = limitSpikes(buyableWeeks(history, season), usualDispersion);
  const dispersion = dispersionOf(spreadSums(buyable), usualDispersion);
  const pooled = poolReason(buyable);
  const { method, level } =
    pooled === null
      ? ownLevel({ buyable, category, dispersion, cadence })
      : ({ method: 'pooled', level: pooledLevel(buyable, category, usualDispersion) } as const);
  const scale = category?.scale ?? 1;
  return {
    method,
    weeklyMean: comingFactors(history, season, weeks).map((factor) => factor * level.mean),
    dispersion: Math.max(1, dispersion * scale ** 2),
    levelCv: level.cv * scale,
    pooled,
  };
}

/** Null: it has enough of its own. */
function poolReason({ units, weights }: BuyableWeeks): PoolReason | null {
  const buyable = weights.reduce((sum, week) => sum + week, 0);
  if (buyable < LEAST_WEEKS) return 'under_eight_weeks';
  return units.filter((week) => week > 0).length <= 1 ? 'hardly_sold' : null;
}

function ownLevel({
  buyable,
  category,
  dispersion,
  cadence,
}: {
  buyable: BuyableWeeks & { factors: Float64Array };
  category: LearnedDemand | null;
  dispersion: number;
  cadence: Cadence;
}) {
  const rolled = rollOrigins(buyable, { dispersion, cadence });
  const method = chooseMethod(rolled, category);
  const own = rolled.levels[method](buyable.units.length);
  const worth = worthWeeks(method, buyable, cadence);
  const level: Level = {
    mean: shrunkLevel(
      { level: own, worthWeeks: worth, weeksSinceSale: weeksSinceSale(buyable) },
      category,
      dispersion,
    ),
    cv: levelCv(rolled, { level: own, worthWeeks: worth, dispersion }),
  };
  return { method, level };
}

/** The season's factors of the weeks after the history. */
function comingFactors(
  history: DemandHistory,
  season: readonly number[] | null,
  weeks: number,
): number[] {
  if (season === null) return Array.from({ length: weeks }, () => 1);
  const known = history.units.length;
  const slots = isoWeekSlots(history.from, known + weeks);
  return Array.from({ length: weeks }, (_, week) => season[slots[known + week] ?? 0] ?? 1);
}
