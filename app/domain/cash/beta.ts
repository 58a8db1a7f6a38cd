import { gamma } from '#app/domain/inventory/demand/random.ts';
import type { Random } from '#app/domain/inventory/demand/random.ts';
import { lnGamma } from '#app/domain/inventory/demand/ln-gamma.ts';

/** The parameters of a beta distribution, both above 0. */
export interface Beta {
  a: number;
  b: number;
}

/** P(X ≤ x): the regularised incomplete beta function, by its continued fraction (Lentz; Abramowitz and Stegun 26.5.8). */
export function betaCdf({ a, b }: Beta, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(
    lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  // The fraction converges quickly on this side alone.
  return x < (a + 1) / (a + b + 2)
    ? (front * fraction({ a, b }, x)) / a
    : 1 - (front * fraction({ a: b, b: a }, 1 - x)) / b;
}

/** The x with P(X ≤ x) = p, exact to about 1e-12. */
export function betaQuantile(beta: Beta, p: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (betaCdf(beta, middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** A number of the distribution, as the share of one gamma in two. */
export function sampleBeta(random: Random, { a, b }: Beta): number {
  const x = gamma(random, a, 1);
  const y = gamma(random, b, 1);
  // Both round to zero only where a and b are tiny; then nearly all weight lies at 0 and 1.
  return x + y > 0 ? x / (x + y) : Number(random.next() < a / (a + b));
}

const HALVINGS = 60;
const MOST_TERMS = 500;
const SMALLEST = 1e-300;

function fraction({ a, b }: Beta, x: number): number {
  const whole = (value: number) => (Math.abs(value) < SMALLEST ? SMALLEST : value);
  let c = 1;
  let d = 1 / whole(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= MOST_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / whole(1 + even * d);
    c = whole(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / whole(1 + odd * d);
    c = whole(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return result;
}
