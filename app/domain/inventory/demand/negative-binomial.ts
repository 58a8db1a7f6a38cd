import { lnGamma } from './ln-gamma.ts';

/**
 * Demand as a count: negative binomial with variance = dispersion × mean; Poisson where dispersion is at most 1. A mean of
 * 0 or below is nothing at all.
 */
export interface CountDistribution {
  mean: number;
  dispersion: number;
}

/** P(X = count); `count` is whole, below 0 it is impossible. */
export function countPmf(distribution: CountDistribution, count: number): number {
  if (!Number.isInteger(count) || count < 0) return 0;
  if (!(distribution.mean > 0)) return count === 0 ? 1 : 0;
  return Math.exp(lnPmf(distribution, count));
}

/** P(X ≤ count), for any number; sums the side on which `count` lies, so that small tails stay exact. */
export function countCdf(distribution: CountDistribution, count: number): number {
  const whole = Math.floor(count);
  if (whole < 0) return 0;
  if (!(distribution.mean > 0)) return 1;
  const lot = lotOf(distribution);
  if (lot > 1) return countCdf(inLots(distribution, lot), count / lot);
  return whole < distribution.mean
    ? sumDown(distribution, whole)
    : Math.max(0, 1 - sumUp(distribution, whole + 1));
}

/** Up to here the zero's probability is large enough to count up from. */
const COUNTED_UP_TO = 40;

/** The smallest count with P(X ≤ count) ≥ p, for p in [0, 1); p = 1 counts as the largest number below 1. */
export function countQuantile(distribution: CountDistribution, p: number): number {
  const { mean } = distribution;
  if (!(mean > 0) || !(p > 0)) return 0;
  const lot = lotOf(distribution);
  if (lot > 1) return Math.round(lot * countQuantile(inLots(distribution, lot), p));
  const level = Math.min(p, 1 - Number.EPSILON);
  let count = mean < COUNTED_UP_TO ? 0 : Math.floor(mean);
  let probability = count === 0 ? pmfOfZero(distribution) : countPmf(distribution, count);
  let below = count === 0 ? probability : sumDown(distribution, count);
  while (below < level && (probability > 0 || count < mean)) {
    probability *= ratioAfter(distribution, count);
    count += 1;
    below += probability;
    // What is left is beyond the precision of the sum.
    if (probability < below * 1e-18 && count > mean) break;
  }
  while (count > 0 && below - probability >= level) {
    below -= probability;
    count -= 1;
    probability /= ratioAfter(distribution, count);
  }
  return count;
}

/** A deviation beyond this is counted in lots: one unit is then a ten-thousandth of it. */
const MOST_COUNTED = 10_000;

function lotOf({ mean, dispersion }: CountDistribution): number {
  return Math.sqrt(mean * Math.max(1, dispersion)) / MOST_COUNTED;
}

/** The same shape with deviation and mean in lots. */
function inLots({ mean, dispersion }: CountDistribution, lot: number): CountDistribution {
  return { mean: mean / lot, dispersion: Math.max(1, dispersion) / lot };
}

/**
 * The quantiles at `levels` (rising) in one go, into `into`: counting up from zero, so for means that are not large (up to
 * some hundreds).
 */
export function smallCountQuantiles(
  distribution: CountDistribution,
  levels: readonly number[],
  into: Float64Array,
): void {
  let probability = pmfOfZero(distribution);
  let below = probability;
  let count = 0;
  for (let at = 0; at < levels.length; at += 1) {
    const level = levels[at] ?? 1;
    while (below < level && probability > 0) {
      probability *= ratioAfter(distribution, count);
      count += 1;
      below += probability;
    }
    into[at] = count;
  }
}

function pmfOfZero({ mean, dispersion }: CountDistribution): number {
  const excess = dispersion - 1;
  return excess <= LEAST_EXCESS ? Math.exp(-mean) : Math.exp((-mean / excess) * Math.log1p(excess));
}

/** Below, the law is Poisson's to all digits. */
const LEAST_EXCESS = 1e-9;

/** P(X = count + 1) ÷ P(X = count). */
function ratioAfter({ mean, dispersion }: CountDistribution, count: number): number {
  if (dispersion <= 1) return mean / (count + 1);
  return (mean + count * (dispersion - 1)) / (dispersion * (count + 1));
}

function lnPmf({ mean, dispersion }: CountDistribution, count: number): number {
  const excess = dispersion - 1;
  if (excess <= LEAST_EXCESS) return count * Math.log(mean) - mean - lnGamma(count + 1);
  const size = mean / excess;
  const choices = lnRising(size, count) - lnGamma(count + 1);
  return choices - (size + count) * Math.log1p(excess) + count * Math.log(excess);
}

/** ln of size × (size + 1) × … with `count` factors. The difference of two logarithms of Γ would be all rounding where it is large. */
function lnRising(size: number, count: number): number {
  if (count * count > size / 1000) return lnGamma(size + count) - lnGamma(size);
  const pairs = count * (count - 1);
  return (
    count * Math.log(size) + pairs / (2 * size) - (pairs * (2 * count - 1)) / (12 * size * size)
  );
}

function sumDown(distribution: CountDistribution, from: number): number {
  let probability = countPmf(distribution, from);
  let sum = probability;
  for (let count = from - 1; count >= 0 && probability > sum * 1e-17; count -= 1) {
    probability /= ratioAfter(distribution, count);
    sum += probability;
  }
  return Math.min(1, sum);
}

function sumUp(distribution: CountDistribution, from: number): number {
  let probability = countPmf(distribution, from);
  let sum = probability;
  for (let count = from; probability > sum * 1e-17; count += 1) {
    probability *= ratioAfter(distribution, count);
    sum += probability;
  }
  return sum;
}
