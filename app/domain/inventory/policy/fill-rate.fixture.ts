import { normalLoss } from './normal-loss.fixture.ts';

/** The share of demand that the shelf serves when `quantity` is ordered at a reorder point `z` deviations above the mean. */
export function fillRate({
  z,
  deviation,
  quantity,
}: {
  z: number;
  deviation: number;
  quantity: number;
}): number {
  return 1 - (deviation * normalLoss(z)) / quantity;
}

/** How many deviations above the mean to reorder for a fill rate β: σ L(z) = Q(1 − β), by bisection. */
export function zOfFillRate({
  fillRate: wanted,
  deviation,
  quantity,
}: {
  fillRate: number;
  deviation: number;
  quantity: number;
}): number {
  let [low, high] = [-10, 10];
  for (let step = 0; step < 60; step += 1) {
    const z = (low + high) / 2;
    if (fillRate({ z, deviation, quantity }) < wanted) low = z;
    else high = z;
  }
  return (low + high) / 2;
}
