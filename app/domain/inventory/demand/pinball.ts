import type { CountDistribution } from './negative-binomial.ts';
import { countQuantile } from './negative-binomial.ts';

/** Quantiles that methods are compared at: the middle, and what stock is held for. With their standard normal quantiles. */
const JUDGED = [
  { p: 0.5, z: 0 },
  { p: 0.8, z: 0.841_621 },
  { p: 0.9, z: 1.281_552 },
  { p: 0.95, z: 1.644_854 },
];

/** From here on the Cornish–Fisher quantile is as good for comparing. */
const EXPANDED_FROM = 40;

/** What a forecast of `quantile` at level `p` costs when `actual` comes: p for each unit above, 1 − p for each below. */
export function pinball({
  p,
  quantile,
  actual,
}: {
  p: number;
  quantile: number;
  actual: number;
}): number {
  return actual >= quantile ? p * (actual - quantile) : (1 - p) * (quantile - actual);
}

/** Summed over the judged quantiles. */
export function pinballLoss(distribution: CountDistribution, actual: number): number {
  const { mean, dispersion } = distribution;
  const deviation = Math.sqrt(mean * dispersion);
  // Third cumulant ÷ deviation³ of the negative binomial.
  const skewness = (2 * dispersion - 1) / deviation;
  let sum = 0;
  for (const { p, z } of JUDGED) {
    const quantile =
      mean > EXPANDED_FROM
        ? mean + deviation * (z + ((z * z - 1) * skewness) / 6)
        : countQuantile(distribution, p);
    sum += pinball({ p, quantile, actual });
  }
  return sum;
}
