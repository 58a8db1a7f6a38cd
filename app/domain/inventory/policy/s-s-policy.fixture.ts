import { stockCost, type Newsvendor } from './newsvendor.fixture.ts';
import { poissonChances } from './poisson-chances.fixture.ts';

/** Order up to `upTo` once stock has fallen to `reorder`. */
export interface OrderLevels {
  reorder: number;
  upTo: number;
}

/** The best (s,S) of Poisson demand with a fixed cost of ordering: Zheng and Federgruen, Operations Research 39 (1991), 654–665. */
export function exactLevels({
  holding,
  shortage,
  ordering,
  mean,
}: {
  holding: number;
  shortage: number;
  ordering: number;
  mean: number;
}): OrderLevels & { cost: number } {
  const chances = poissonChances(mean);
  const costAt = (level: number) => stockCost({ holding, shortage, chances, level });
  const renewals = renewalsOf(chances);
  const cost = ({ reorder, upTo }: OrderLevels) =>
    cycleCost({ reorder, upTo, ordering, costAt, renewals });
  let cheapest = 0;
  while (costAt(cheapest + 1) < costAt(cheapest)) cheapest += 1;
  let reorder = cheapest - 1;
  while (cost({ reorder, upTo: cheapest }) > costAt(reorder)) reorder -= 1;
  let best = { reorder, upTo: cheapest, cost: cost({ reorder, upTo: cheapest }) };
  for (let upTo = cheapest + 1; costAt(upTo) <= best.cost; upTo += 1) {
    if (cost({ reorder: best.reorder, upTo }) >= best.cost) continue;
    let raised = best.reorder;
    while (cost({ reorder: raised, upTo }) <= costAt(raised + 1)) raised += 1;
    best = { reorder: raised, upTo, cost: cost({ reorder: raised, upTo }) };
  }
  return best;
}

/** Cost a period of a cycle from `upTo` down to `reorder`. */
function cycleCost({
  reorder,
  upTo,
  ordering,
  costAt,
  renewals,
}: OrderLevels & {
  ordering: number;
  costAt(level: number): number;
  renewals: readonly number[];
}): number {
  let [periods, cost] = [0, ordering];
  for (let below = 0; below < upTo - reorder; below += 1) {
    periods += renewals[below] ?? 0;
    cost += (renewals[below] ?? 0) * costAt(upTo - below);
  }
  return cost / periods;
}

/** Expected visits to the level so many units below the order-up-to level, in one cycle. */
function renewalsOf(chances: readonly number[]): number[] {
  const none = chances[0] ?? 0;
  const visits = [1 / (1 - none)];
  for (let below = 1; below < 200; below += 1) {
    let sum = 0;
    for (let demand = 1; demand <= below; demand += 1) {
      sum += (chances[demand] ?? 0) * (visits[below - demand] ?? 0);
    }
    visits.push(sum / (1 - none));
  }
  return visits;
}

/**
 * The power approximation of (s,S): Ehrhardt and Mosier, Management Science 30 (1984), 618–622, no lead time, as Snyder and Shen give
 * it (chapter 4): without the authors' cap for quantities below one and a half periods of demand.
 */
export function powerLevels({
  holding,
  shortage,
  ordering,
  mean,
  deviation,
}: Newsvendor & { ordering: number }): OrderLevels {
  const quantity =
    1.3 * mean ** 0.494 * (ordering / holding) ** 0.506 * (1 + (deviation / mean) ** 2) ** 0.116;
  const z = Math.sqrt((quantity * holding) / (deviation * shortage));
  const reorder = 0.973 * mean + deviation * (0.183 / z + 1.063 - 2.192 * z);
  return { reorder, upTo: reorder + quantity };
}
