import type { Random } from '../random.ts';

/** Standard normal (Box and Muller's polar method without the second value). */
export function normal(random: Random): number {
  for (;;) {
    const u = random.between(-1, 1);
    const v = random.between(-1, 1);
    const s = u * u + v * v;
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
  }
}

/** Gamma with the given shape and scale (Marsaglia and Tsang 2000; below 1 by the power of a uniform). */
export function gamma(random: Random, { shape, scale }: { shape: number; scale: number }): number {
  if (shape < 1) {
    const boosted = gamma(random, { shape: shape + 1, scale });
    return boosted * (1 - random.next()) ** (1 / shape);
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v))
      return d * v * scale;
  }
}

/** Poisson (Knuth's product); the mean is small here. */
export function poisson(random: Random, mean: number): number {
  if (mean > 30) return poisson(random, mean / 2) + poisson(random, mean / 2);
  const limit = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > limit; count += 1) product *= 1 - random.next();
  return Math.max(0, count);
}

/** Negative binomial with variance = dispersion × mean; Poisson where that is 1. */
export function counted(
  random: Random,
  { mean, dispersion }: { mean: number; dispersion: number },
): number {
  if (mean <= 0) return 0;
  if (dispersion <= 1.000_001) return poisson(random, mean);
  return poisson(random, gamma(random, { shape: mean / (dispersion - 1), scale: dispersion - 1 }));
}
