import { normalChance, normalDensity } from './normal.ts';

/** Standard normal loss: the expected excess of a standard normal value over z. Snyder and Shen. */
export function normalLoss(z: number): number {
  return normalDensity(z) - z * normalChance(-z);
}
