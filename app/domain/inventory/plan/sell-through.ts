import { countCdf } from '#app/domain/inventory/demand/negative-binomial.ts';
import { expectedUnits, type DailyDemand } from './daily-demand.ts';

/** Below this chance of being sold in the time the shop set, stock is dead. */
const DEAD_CHANCE = 0.1;
/** What could be bought for less than eight weeks is too young to be called dead, whatever its stock. */
const FEWEST_WEEKS = 8;

/**
 * The chance that at least `units` are asked for within the next `days` days: a negative binomial matched on mean and variance,
 * what is not known of the level included; a Poisson where nothing is uncertain but chance. Of a variant that was never sold
 * the forecast is its category's, weighed by the weeks in which it could be bought and was not.
 */
export function chanceSold(
  demand: DailyDemand,
  { units, days }: { units: number; days: number },
): number {
  if (units <= 0) return 1;
  const mean = expectedUnits(demand, 0, days);
  const dispersion = demand.dispersion + demand.levelCv ** 2 * mean;
  return 1 - countCdf({ mean, dispersion }, units - 1);
}

/** Whether stock is dead: there is some, it had its time, and it will hardly be sold. `weeksInStock`: in which it could be bought. */
export function isDeadStock({
  onHand,
  chance,
  weeksInStock,
}: {
  onHand: number;
  chance: number;
  weeksInStock: number;
}): boolean {
  return onHand > 0 && weeksInStock >= FEWEST_WEEKS && chance < DEAD_CHANCE;
}
