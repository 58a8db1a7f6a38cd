/** Below this chance of being sold in the time the shop set, stock is dead. */
const DEAD_CHANCE = 0.1;
/** What could be bought for less than eight weeks is too young to be called dead, whatever its stock. */
const FEWEST_WEEKS = 8;

/**
 * Whether stock is dead: there is some, it had its time, and it will hardly be sold. `chance`: that all of it is, by a forecast
 * which for what was never sold is its category's, weighed by the weeks in which it could be bought and was not.
 * `weeksInStock`: in which it could be bought.
 */
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
