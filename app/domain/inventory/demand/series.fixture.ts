import type { DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import { negativeBinomial, Random } from './random.ts';

/** A history of known truth: `mean` units in week `week`, of which only the part in stock could be sold. */
export interface Truth {
  seed: number;
  weeks: number;
  mean: (week: number) => number;
  dispersion?: number;
  inStock?: (week: number) => number;
  /** Monday of the first week. */
  from?: string;
}

export function historyOf({
  seed,
  weeks,
  mean,
  dispersion = 1.5,
  inStock = () => 1,
  from = '2024-01-01',
}: Truth): DemandHistory {
  const random = new Random(seed);
  const shares = Array.from({ length: weeks }, (_, week) => inStock(week));
  const units = shares.map((share, week) =>
    share > 0 ? negativeBinomial(random, { mean: mean(week) * share, dispersion }) : 0,
  );
  return { from, units, inStock: shares };
}

/** As many histories of the same truth as asked, each from its own seed. */
export function historiesOf(count: number, truth: Omit<Truth, 'seed'>, seed = 1): DemandHistory[] {
  return Array.from({ length: count }, (_, index) =>
    historyOf({ ...truth, seed: seed * 10_000 + index }),
  );
}

/** Three fifths above the mean in June, three fifths below in December. `week` counts from the first week of a year. */
export function summerSeason(week: number): number {
  return 1 + 0.6 * Math.sin((2 * Math.PI * (week - 10)) / 52.18);
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
