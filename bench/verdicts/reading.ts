import { leastPlace, placesAt, valueAt, type Place } from './curve.ts';
import type { FamilyTally, Tally } from './tally.ts';

/** How often each parcel counts: 1 as it is, more or 0 in a resample. */
export type Weights = Uint16Array;

/** Parcels that take part, by what they are. */
export interface Members {
  all: Int32Array;
  good: Int32Array;
  stuck: Int32Array;
}

export function membersOf(
  { good, stuckAt }: Pick<Tally, 'good' | 'stuckAt'>,
  isMember: (parcel: number) => boolean = () => true,
): Members {
  const all = Int32Array.from([...good.keys()].filter(isMember));
  return {
    all,
    good: all.filter((parcel) => good[parcel] === true),
    stuck: all.filter((parcel) => (stuckAt[parcel] ?? -1) >= 0),
  };
}

/** Delay on stuck parcels, in days, at a false-alarm rate; NaN when the method cannot keep to the rate. */
export interface Delay {
  mean: number;
  median: number;
}

/** A family's curve with parcels weighed. Computed on demand: a resample asks for a few knobs only. */
export interface Reading {
  /** False-alarm rate by knob. */
  rates: Float64Array;
  meanAt(knob: number): number;
  medianAt(knob: number): number;
  delayAt(target: number): Delay;
  /** Where the mean delay is read. */
  placeAt(target: number): Place | null;
}

/** The curves of all families of a tally, in its order. Without weights each member counts once. */
export function readCurves(tally: Tally, members: Members, weights?: Weights): Reading[] {
  const counted = weights ?? new Uint16Array(tally.good.length).fill(1);
  const stuck: StuckWeights = { weights: new Uint16Array(tally.stuck), total: 0 };
  for (const parcel of members.stuck) {
    const weight = counted[parcel] ?? 0;
    stuck.weights[tally.stuckAt[parcel] ?? 0] = weight;
    stuck.total += weight;
  }
  return tally.families.map((family) =>
    readFamily(family, ratesOf(family, members.good, counted), stuck),
  );
}

/** Weights of stuck parcels in the order of `delays`, and how much they come to. */
interface StuckWeights {
  weights: Uint16Array;
  total: number;
}

function readFamily(family: FamilyTally, rates: Float64Array, stuck: StuckWeights): Reading {
  const means = new Map<number, number>();
  const medians = new Map<number, number>();
  const meanAt = remembered(means, (knob) => {
    let sum = 0;
    for (const [place, delays] of family.delays.entries()) {
      sum += (stuck.weights[place] ?? 0) * (delays[knob] ?? 0);
    }
    return stuck.total === 0 ? Number.NaN : sum / stuck.total;
  });
  const medianAt = remembered(medians, (knob) => weightedMedian(family, knob, stuck));
  const placeAt = (target: number) => leastPlace(placesAt(rates, target), meanAt);
  return {
    rates,
    meanAt,
    medianAt,
    placeAt,
    delayAt(target) {
      const places = placesAt(rates, target);
      const [mean, median] = [meanAt, medianAt].map((atKnob) => {
        const place = leastPlace(places, atKnob);
        return place === null ? Number.NaN : valueAt(place, atKnob);
      });
      return { mean: mean ?? Number.NaN, median: median ?? Number.NaN };
    },
  };
}

function ratesOf(
  { patternOf, patterns, knobs }: FamilyTally,
  good: Int32Array,
  weights: Weights,
): Float64Array {
  const counts = new Float64Array(patterns.length);
  let total = 0;
  for (const parcel of good) {
    const weight = weights[parcel] ?? 0;
    const pattern = patternOf[parcel] ?? 0;
    counts[pattern] = (counts[pattern] ?? 0) + weight;
    total += weight;
  }
  const rates = new Float64Array(knobs);
  for (const [index, pattern] of patterns.entries()) {
    const share = (counts[index] ?? 0) / total;
    if (share === 0) continue;
    for (let knob = 0; knob < knobs; knob += 1) {
      if (pattern[knob] === 1) rates[knob] = (rates[knob] ?? 0) + share;
    }
  }
  return rates;
}

/** The delay by which half of the stuck parcels are flagged; between two parcels the middle. */
function weightedMedian({ delays }: FamilyTally, knob: number, stuck: StuckWeights): number {
  const sorted = delays
    .map((of, place) => ({ delay: of[knob] ?? 0, weight: stuck.weights[place] ?? 0 }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => a.delay - b.delay);
  let before = 0;
  for (const [index, { delay, weight }] of sorted.entries()) {
    before += weight;
    if (before * 2 > stuck.total) return delay;
    if (before * 2 === stuck.total) return (delay + (sorted[index + 1]?.delay ?? delay)) / 2;
  }
  return Number.NaN;
}

function remembered(
  known: Map<number, number>,
  compute: (knob: number) => number,
): (knob: number) => number {
  return (knob) => {
    const value = known.get(knob) ?? compute(knob);
    known.set(knob, value);
    return value;
  };
}
