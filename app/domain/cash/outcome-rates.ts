import { betaQuantile, sampleBeta } from '#app/domain/cash/beta.ts';
import type { Beta } from '#app/domain/cash/beta.ts';
import type { BetaRate, OutcomeRate } from '#app/domain/cash/cash-facts.ts';
import { PRIOR_PARCELS, PRIOR_RATES, PRIOR_VERDICT_SHARES } from '#app/domain/cash/prior-rates.ts';
import { gamma, normal } from '#app/domain/inventory/demand/random.ts';
import type { Random } from '#app/domain/inventory/demand/random.ts';
import { VERDICTS } from '#app/domain/verdicts/verdict.ts';

/** A rate as it is shown. */
export interface Rate {
  /** Posterior mean, 0 to 1. */
  p: number;
  /** Nine in ten of what the rate may be lie between. */
  low: number;
  high: number;
  /** The assumption still weighs as much as the shop's own parcels, or more. */
  prior: boolean;
  /** Of the shop's own: so many of so many. */
  k: number;
  n: number;
}

/** What stands in a verdict's place where all parcels are counted, each of them once. */
export const ALL_PARCELS = 'all';

/** How parcels that came under a verdict ended in this shop; a parcel comes under several in turn. */
export interface OutcomeCount {
  /** Or `ALL_PARCELS`. */
  verdict: string;
  parcels: number;
  refunded: number;
  disputed: number;
}

/** The rate of every verdict, and of all parcels: the assumption, with the shop's own counts where there are any. */
export function outcomeRates(counts: readonly OutcomeCount[]): OutcomeRate[] {
  return [...VERDICTS, ALL_PARCELS].map((verdict) => {
    const { refund, dispute } = priorFor(verdict);
    const own = counts.find((count) => count.verdict === verdict);
    const n = own?.parcels ?? 0;
    return {
      verdict,
      refund: { prior: refund, k: Math.min(own?.refunded ?? 0, n), n },
      dispute: { prior: dispute, k: Math.min(own?.disputed ?? 0, n), n },
    };
  });
}

/** Beta-binomial: prior pseudo-counts and the shop's own; mean (a + k) ÷ (a + b + n), interval by beta quantiles. */
export function rateOf(rate: BetaRate): Rate {
  const beta = posteriorOf(rate);
  return {
    p: meanOf(rate),
    low: betaQuantile(beta, 0.05),
    high: betaQuantile(beta, 0.95),
    prior: rate.n <= rate.prior.a + rate.prior.b,
    k: rate.k,
    n: rate.n,
  };
}

function posteriorOf({ prior, k, n }: BetaRate): Beta {
  return { a: prior.a + k, b: prior.b + n - k };
}

export function meanOf({ prior, k, n }: BetaRate): number {
  return (prior.a + k) / (prior.a + prior.b + n);
}

/**
 * The rates of a verdict; one nobody knows by name, or without rates, is held to what is assumed of a parcel that cannot be
 * seen: it is never taken for a good one. Sales to come, whose parcels have no verdict yet, are held to those of `ALL_PARCELS`.
 */
export function ratesFor(rates: readonly OutcomeRate[], verdict: string): OutcomeRate {
  const known = rates.find((rate) => rate.verdict === verdict);
  if (known !== undefined) return known;
  const { refund, dispute } = priorFor(verdict);
  return {
    verdict,
    refund: { prior: refund, k: 0, n: 0 },
    dispute: { prior: dispute, k: 0, n: 0 },
  };
}

function priorFor(verdict: string): Record<'refund' | 'dispute', BetaRate['prior']> {
  if (verdict === ALL_PARCELS)
    return { refund: priorOfAll('refund'), dispute: priorOfAll('dispute') };
  return PRIOR_RATES[VERDICTS.find((kind) => kind === verdict) ?? 'source_blind'];
}

/** All verdicts together, each as often as parcels are assumed to end under it. */
function priorOfAll(what: 'refund' | 'dispute'): BetaRate['prior'] {
  let mean = 0;
  for (const verdict of VERDICTS) {
    const { a, b } = PRIOR_RATES[verdict][what];
    mean += ((PRIOR_VERDICT_SHARES[verdict] ?? 0) * a) / (a + b);
  }
  return { a: mean * PRIOR_PARCELS, b: (1 - mean) * PRIOR_PARCELS };
}

/** One possible rate. What a path draws once holds for all its parcels of the verdict: they share what is not known. */
export function sampleRate(random: Random, rate: BetaRate): number {
  return sampleBeta(random, posteriorOf(rate));
}

/** Below, every parcel is drawn by itself; above, by the normal curve, as near as a count of this size needs. */
const DRAWN_SINGLY = 200;

/** How many of `n` it hits at that rate. */
export function sampleCount(random: Random, { p, n }: { p: number; n: number }): number {
  if (n > DRAWN_SINGLY) return drawnTogether(random, { p, n });
  let hit = 0;
  for (let parcel = 0; parcel < n; parcel += 1) if (random.next() < p) hit += 1;
  return hit;
}

function drawnTogether(random: Random, { p, n }: { p: number; n: number }): number {
  const mean = n * p;
  const variance = mean * (1 - p);
  // Few of many: the gamma curve keeps the lean to the right that the normal one lacks.
  const drawn =
    mean < 50 && variance > 0
      ? gamma(random, (mean * mean) / variance, variance / mean)
      : mean + Math.sqrt(variance) * normal(random);
  return Math.min(n, Math.max(0, Math.round(drawn)));
}
