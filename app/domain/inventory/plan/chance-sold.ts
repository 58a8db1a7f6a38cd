import { countCdf } from '#app/domain/inventory/demand/negative-binomial.ts';
import { expectedUnits, levelCvOver, type DailyDemand } from './daily-demand.ts';

/**
 * The chance that at least `units` are asked for within the next `days` days: a negative binomial matched on mean and variance,
 * what is not known of the level included; a Poisson where nothing is uncertain but chance.
 */
export function chanceSold(
  demand: DailyDemand,
  { units, days }: { units: number; days: number },
): number {
  if (units <= 0) return 1;
  const mean = expectedUnits(demand, 0, days);
  const dispersion = demand.dispersion + levelCvOver(demand, days) ** 2 * mean;
  return 1 - countCdf({ mean, dispersion }, units - 1);
}
