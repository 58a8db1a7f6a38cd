import { smallCountQuantiles, type CountDistribution } from './negative-binomial.ts';

/** Quantiles that methods are compared at: the middle, and what stock is held for. */
const JUDGED = [0.5, 0.8, 0.9, 0.95];
/** Of the standard normal distribution. */
const JUDGED_Z = [0, 0.841_621, 1.281_552, 1.644_854];

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

/** Summed over the judged quantiles; `scratch` holds four numbers and is written over. */
export function pinballLoss(
  distribution: CountDistribution,
  actual: number,
  scratch: Float64Array,
): number {
  if (distribution.mean > EXPANDED_FROM) expandedQuantiles(distribution, scratch);
  else if (distribution.mean > 0) smallCountQuantiles(distribution, JUDGED, scratch);
  else scratch.fill(0);
  let sum = 0;
  for (let at = 0; at < JUDGED.length; at += 1) {
    const miss = actual - (scratch[at] ?? 0);
    const p = JUDGED[at] ?? 0;
    sum += miss >= 0 ? p * miss : (p - 1) * miss;
  }
  return sum;
}

function expandedQuantiles({ mean, dispersion }: CountDistribution, into: Float64Array): void {
  const deviation = Math.sqrt(mean * dispersion);
  // Third cumulant ÷ deviation³ of the negative binomial.
  const skewness = (2 * dispersion - 1) / deviation;
  for (let at = 0; at < JUDGED_Z.length; at += 1) {
    const z = JUDGED_Z[at] ?? 0;
    into[at] = mean + deviation * (z + ((z * z - 1) * skewness) / 6);
  }
}

/** How many quantiles are judged. */
export const JUDGED_COUNT = JUDGED.length;
