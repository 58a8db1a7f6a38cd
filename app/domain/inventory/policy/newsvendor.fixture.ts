import { criticalRatio } from './critical-ratio.ts';
import { normalLoss } from './normal-loss.fixture.ts';
import { normalDensity, normalQuantile } from './normal.ts';
import { poissonChances } from './poisson-chances.fixture.ts';

/** Holding and shortage cost a unit and period; mean and deviation of a period's demand. */
export interface Newsvendor {
  holding: number;
  shortage: number;
  mean: number;
  deviation: number;
}

/** Normal newsvendor, base-stock level over `leadPeriods` and the period itself: Snyder and Shen, Fundamentals of Supply Chain Theory, chapter 4. */
export function normalNewsvendor(
  { holding, shortage, mean, deviation }: Newsvendor,
  leadPeriods = 0,
): { level: number; cost: number } {
  const periods = leadPeriods + 1;
  const z = normalQuantile(shortage / (holding + shortage));
  const spread = deviation * Math.sqrt(periods);
  return {
    level: mean * periods + z * spread,
    cost: (holding + shortage) * spread * normalDensity(z),
  };
}

/** Newsvendor of Poisson demand: the smallest S with P(D ≤ S) ≥ p ÷ (h + p), and its expected cost. */
export function poissonNewsvendor({ holding, shortage, mean }: Omit<Newsvendor, 'deviation'>): {
  level: number;
  cost: number;
} {
  const chances = poissonChances(mean);
  let [level, below] = [0, chances[0] ?? 0];
  while (below < shortage / (holding + shortage)) {
    level += 1;
    below += chances[level] ?? 0;
  }
  return { level, cost: stockCost({ holding, shortage, chances, level }) };
}

/** Expected holding and shortage cost at the end of a period that begins with `level`. */
export function stockCost({
  holding,
  shortage,
  chances,
  level,
}: {
  holding: number;
  shortage: number;
  chances: readonly number[];
  level: number;
}): number {
  return chances.reduce(
    (sum, chance, demand) =>
      sum + chance * (demand < level ? holding * (level - demand) : shortage * (demand - level)),
    0,
  );
}

/** Profit newsvendor of normal demand: the best quantity, and the expected profit of any. */
export function profitNewsvendor({
  price,
  cost,
  salvage,
  mean,
  deviation,
}: {
  price: number;
  cost: number;
  salvage: number;
  mean: number;
  deviation: number;
}): { ratio: number; quantity: number; profitOf(quantity: number): number } {
  const ratio = criticalRatio({ tooFew: price - cost, tooMany: cost - salvage }) ?? 0;
  return {
    ratio,
    quantity: mean + deviation * normalQuantile(ratio),
    profitOf(quantity) {
      const missed = deviation * normalLoss((quantity - mean) / deviation);
      const sold = mean - missed;
      return price * sold + salvage * (quantity - sold) - cost * quantity;
    },
  };
}
