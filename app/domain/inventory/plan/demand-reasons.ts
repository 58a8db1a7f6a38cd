import { isoWeekSlots } from '#app/domain/inventory/demand/iso-weeks.ts';
import type { PlanContext, VariantFacts } from '#app/domain/inventory/plan-facts.ts';
import type { PlanReason } from '#app/domain/inventory/variant-plan.ts';
import { addDays } from '#app/domain/shared/iso-days.ts';
import type { ComingDemand } from './coming-demand.ts';
import { held, hundredths, percent, reason, tenths } from './plan-reasons.ts';

/** A season closer to the usual level than a tenth is not worth a word. */
const LEAST_SEASON = 0.1;

/** Where the level of demand comes from. */
export function demandReasons(
  { history, unitsThisWeek }: Pick<VariantFacts, 'history' | 'unitsThisWeek'>,
  { coming, context }: { coming: ComingDemand; context: PlanContext },
): PlanReason[] {
  const { forecast, weekly, expectedSoFar, weeksOut } = coming;
  const monday = addDays(history.from, 7 * history.units.length);
  const season = context.category?.season[isoWeekSlots(monday, 1)[0] ?? 0] ?? 1;
  return held([
    reason('demand_level', { weekly: hundredths(weekly) }),
    unitsThisWeek > 0
      ? reason('level_moved', { units: unitsThisWeek, expected: tenths(expectedSoFar) })
      : null,
    reason('method_chosen', { method: forecast.method }),
    forecast.pooled === null
      ? null
      : reason('pooled', {
          because: forecast.pooled,
          variants: context.category?.variants ?? null,
        }),
    Math.abs(season - 1) >= LEAST_SEASON
      ? reason('season_now', { percent: percent(season) })
      : null,
    weeksOut >= 0.5 ? reason('out_of_stock_weeks_left_out', { weeks: tenths(weeksOut) }) : null,
  ]);
}
