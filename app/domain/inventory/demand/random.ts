import { lnGamma } from './ln-gamma.ts';

/**
 * Seeded random numbers: sfc32 (Doty-Humphrey, PractRand), 128 bits of state, a period of at least 2³². The same seed gives
 * the same numbers on every machine. The seed is taken as 32 bits, so whole numbers that differ by 2³² are one seed.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(seed: number) {
    this.a = 0x9e37_79b9;
    this.b = 0x243f_6a88;
    this.c = seed | 0;
    // Until every bit of the seed has reached every word.
    for (let round = 0; round < 15; round += 1) this.bits();
  }

  /** In [0, 1), 32 bits. */
  next(): number {
    return (this.bits() >>> 0) / 4_294_967_296;
  }

  private bits(): number {
    const result = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + result) | 0;
    return result;
  }
}

/** Standard normal, by the polar method (Marsaglia and Bray 1964). */
export function normal(random: Random): number {
  for (;;) {
    const u = 2 * random.next() - 1;
    const v = 2 * random.next() - 1;
    const square = u * u + v * v;
    if (square > 0 && square < 1) return u * Math.sqrt((-2 * Math.log(square)) / square);
  }
}

/** Gamma with mean shape × scale, variance shape × scale²; shape and scale above 0. Marsaglia and Tsang 2000. */
export function gamma(random: Random, shape: number, scale: number): number {
  if (shape < 1) {
    return gamma(random, shape + 1, scale) * (1 - random.next()) ** (1 / shape);
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const root = 1 + c * x;
    const v = root * root * root;
    if (v <= 0) continue;
    const u = 1 - random.next();
    // A squeeze inside of what the logarithms accept: the same values, sooner.
    if (u < 1 - 0.0331 * x * x * x * x) return d * v * scale;
    if (Math.log(u) < (x * x) / 2 + d * (1 - v + Math.log(v))) return d * v * scale;
  }
}

/** From here on rejection is faster than counting up. */
const REJECTION_FROM = 12;

/** Poisson; a mean of 0 or below is always 0. By counting up, from a mean of 12 by rejection (Hörmann 1993, PTRS). */
export function poisson(random: Random, mean: number): number {
  if (!(mean > 0)) return 0;
  return mean < REJECTION_FROM ? countedPoisson(random, mean) : rejectedPoisson(random, mean);
}

function countedPoisson(random: Random, mean: number): number {
  let left = random.next();
  let probability = Math.exp(-mean);
  let count = 0;
  // The bound is never met by a probability that adds up to 1 within rounding.
  while (left >= probability && count < 200) {
    left -= probability;
    count += 1;
    probability *= mean / count;
  }
  return count;
}

function rejectedPoisson(random: Random, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.024_83 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  const lnMean = Math.log(mean);
  for (;;) {
    const u = random.next() - 0.5;
    const v = 1 - random.next();
    const us = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= squeeze) return count;
    if (!(count >= 0) || (us < 0.013 && v > us)) continue;
    const accepted = Math.log((v * inverseAlpha) / (a / (us * us) + b));
    if (accepted <= count * lnMean - mean - lnGamma(count + 1)) return count;
  }
}

/** Negative binomial with variance = dispersion × mean, as a Poisson of a gamma mean; Poisson where dispersion is at most 1. */
export function negativeBinomial(
  random: Random,
  { mean, dispersion }: { mean: number; dispersion: number },
): number {
  if (!(mean > 0)) return 0;
  if (dispersion <= 1) return poisson(random, mean);
  return poisson(random, gamma(random, mean / (dispersion - 1), dispersion - 1));
}
