import { Random, seedFrom } from '#sandbox/world/random.ts';
import { quantileOf } from './quantile.ts';
import { readCurves, type Delay, type Members, type Reading, type Weights } from './reading.ts';
import type { Tally } from './tally.ts';

export const MEASURES = ['mean', 'median'] as const;
export type Measure = (typeof MEASURES)[number];

/** Delays of every family at every target, in each resample: `delays[family][target][resample]`. */
export type Resamples = Delay[][][];

/** A false-alarm rate, or the one that a family's most eager knob has: a rule without a knob is where it is. */
export type Target = number | { rateOf: number };

export function rateOf(target: Target, readings: readonly Reading[]): number {
  return typeof target === 'number' ? target : (readings[target.rateOf]?.rates[0] ?? Number.NaN);
}

/**
 * Draws parcels with replacement and reads every curve anew, so that what two methods share, the parcels, cancels out in
 * their difference.
 */
export function resample(
  tally: Tally,
  {
    members,
    targets,
    count,
    seed,
  }: { members: Members; targets: readonly Target[]; count: number; seed: number },
): Resamples {
  const { all } = members;
  const random = new Random(seedFrom(seed, 0xb007));
  const delays: Resamples = tally.families.map(() => targets.map(() => []));
  const weights: Weights = new Uint16Array(tally.good.length);
  for (let round = 0; round < count; round += 1) {
    weights.fill(0);
    for (let draw = 0; draw < all.length; draw += 1) {
      const parcel = all[Math.floor(random.next() * all.length)] ?? 0;
      weights[parcel] = (weights[parcel] ?? 0) + 1;
    }
    const readings = readCurves(tally, members, weights);
    for (const [at, reading] of readings.entries()) {
      for (const [place, target] of targets.entries()) {
        delays[at]?.[place]?.push(reading.delayAt(rateOf(target, readings)));
      }
    }
  }
  return delays;
}

export interface Interval {
  low: number;
  high: number;
}

/** The middle 95 %; null when more than one in forty resamples gave no value. */
export function interval95(values: readonly number[]): Interval | null {
  const finite = values.filter((value) => Number.isFinite(value));
  if (finite.length < values.length * 0.975) return null;
  const low = quantileOf(finite, 0.025);
  const high = quantileOf(finite, 0.975);
  return low === null || high === null ? null : { low, high };
}

export function excludesZero({ low, high }: Interval): boolean {
  return low > 0 || high < 0;
}
