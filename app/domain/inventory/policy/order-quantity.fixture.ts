import { normalLoss } from './normal-loss.fixture.ts';
import { normalQuantile } from './normal.ts';

/** Costs of ordering once, of holding a unit for a year, of a unit short; units demanded a year. */
export interface YearlyCosts {
  ordering: number;
  holding: number;
  demand: number;
}

/** Economic order quantity: Harris 1913. */
export function economicQuantity({ ordering, holding, demand }: YearlyCosts): number {
  return Math.sqrt((2 * ordering * demand) / holding);
}

/** Economic order quantity where buyers wait: Snyder and Shen, chapter 3. `shortage`: a unit owed for a year. */
export function quantityWithBackorders({
  ordering,
  holding,
  demand,
  shortage,
}: YearlyCosts & { shortage: number }): { quantity: number; cost: number } {
  const share = shortage / (holding + shortage);
  return {
    quantity: Math.sqrt((2 * ordering * demand) / (holding * share)),
    cost: Math.sqrt(2 * ordering * demand * holding * share),
  };
}

/** Order `quantity` when stock falls to `reorder`; demand during the lead time is normal. */
export interface ReorderCase extends YearlyCosts {
  shortage: number;
  lead: { mean: number; deviation: number };
}

/** Expected cost a year of (r,Q), exact: Snyder and Shen, section 5.2, the integral by Simpson's rule. */
export function reorderCost(
  { ordering, holding, demand, shortage, lead }: ReorderCase,
  { reorder, quantity }: { reorder: number; quantity: number },
): number {
  const costAt = (level: number) => {
    const z = (level - lead.mean) / lead.deviation;
    return lead.deviation * (holding * (z + normalLoss(z)) + shortage * normalLoss(z));
  };
  const steps = 2_000;
  let sum = costAt(reorder) + costAt(reorder + quantity);
  for (let step = 1; step < steps; step += 1) {
    sum += (step % 2 === 0 ? 2 : 4) * costAt(reorder + (quantity * step) / steps);
  }
  return (ordering * demand + (sum * quantity) / (3 * steps)) / quantity;
}

/** (r,Q) by the expected-inventory-level approximation: Snyder and Shen, chapter 5; a unit short costs once. */
export function expectedLevelApproximation({
  ordering,
  holding,
  demand,
  shortage,
  lead,
}: ReorderCase): { reorder: number; quantity: number } {
  let [reorder, quantity] = [0, economicQuantity({ ordering, holding, demand })];
  for (let round = 0; round < 200; round += 1) {
    reorder =
      lead.mean + lead.deviation * normalQuantile(1 - (quantity * holding) / (shortage * demand));
    const missed = lead.deviation * normalLoss((reorder - lead.mean) / lead.deviation);
    quantity = Math.sqrt((2 * demand * (ordering + shortage * missed)) / holding);
  }
  return { reorder, quantity };
}

/** (r,Q) as economic order quantity and safety stock: Snyder and Shen, chapter 5. */
export function quantityAndSafetyStock(costs: ReorderCase): { reorder: number; quantity: number } {
  const { holding, shortage, lead } = costs;
  return {
    reorder: lead.mean + lead.deviation * normalQuantile(shortage / (shortage + holding)),
    quantity: economicQuantity(costs),
  };
}
