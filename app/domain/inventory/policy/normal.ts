/** The standard normal distribution, to the last digits of a double. */

/** Height of the curve at z. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** The chance of a value of at most z. Series below 3 deviations, continued fraction beyond (Abramowitz and Stegun 26.2.11, .14). */
export function normalChance(z: number): number {
  if (z > 0) return 1 - normalChance(-z);
  return -z < SERIES_UNTIL ? 0.5 - bySeries(-z) : byFraction(-z);
}

/**
 * The value that a share `p` lies below: a first guess by Hastings, mended by Halley's step until it agrees with
 * `normalChance`. 0 and below, 1 and above give the infinities.
 */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  let z = p < 0.5 ? -tailGuess(p) : tailGuess(1 - p);
  for (let step = 0; step < 3; step += 1) {
    const off = (normalChance(z) - p) / normalDensity(z);
    z -= off / (1 + (z * off) / 2);
  }
  return z;
}

const SERIES_UNTIL = 3;

/** Φ(x) − ½, x ≥ 0. */
function bySeries(x: number): number {
  let term = x;
  let sum = x;
  for (let odd = 3; term > sum * Number.EPSILON; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return sum * normalDensity(x);
}

/** 1 − Φ(x), x ≥ 3. */
function byFraction(x: number): number {
  let rest = x;
  for (let level = 80; level >= 1; level -= 1) rest = x + level / rest;
  return normalDensity(x) / rest;
}

/** A first guess at the z that a share p ≤ ½ lies above: Hastings, Abramowitz and Stegun 26.2.23, wrong by at most 4.5e-4. */
function tailGuess(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p));
  const above = 2.515517 + t * (0.802853 + t * 0.010328);
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return t - above / below;
}
