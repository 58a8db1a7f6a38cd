import { silenceKeyText, type SilenceKey } from '#app/domain/lanes/lane-key.ts';
import { stallProbability } from '#app/domain/lanes/stall-probability.ts';
import { BIN_COUNT, binOf, edge } from '#app/domain/lanes/time-bins.ts';

/** Whose past a curve tells: this lane's, its carrier's on all lanes, everybody's at this stage, or nobody's yet. */
export type CurveLevel = 'lane' | 'carrier' | 'stage' | 'prior';

/** How long silence usually lasts at one stage of one lane. Days are days of the stage's clock throughout. */
export interface SilenceCurve {
  readonly key: SilenceKey;
  /** `key` as one string. */
  readonly keyText: string;
  /** Whose past it mostly tells. */
  readonly level: CurveLevel;
  /** Silences of that level that ended: what it rests on. */
  readonly parcels: number;
  /** Share of silences that never end. */
  readonly neverMoves: number;
  /** Share of the parcels that go on which are still silent after so many days. */
  survivalAt(days: number): number;
  /** Probability that a parcel silent for so long never moves by itself: π / (π + (1 − π) S(t)). Never falls. */
  stallAt(days: number): number;
  /** Longer than any silence at this stage that ever ended: an open one of this length is counted as endless. */
  readonly endlessDays: number;
  /** The silence below which the share `p` of the parcels that go on stays. */
  quantile(p: number): number;
  /** The silence at which `stallAt` reaches a probability; infinite when no silence is that telling. */
  stallReaches(probability: number): number;
  /** The silence at which to speak; see patience.ts. */
  limitDays(patience: number): number;
}

export function silenceCurve({
  key,
  estimate: { survival, neverMoves },
  level,
  parcels,
  endlessBin,
}: {
  key: SilenceKey;
  /** Survival at the start of each bin and after the last. */
  estimate: { survival: Float64Array; neverMoves: number };
  level: CurveLevel;
  parcels: number;
  endlessBin: number;
}): SilenceCurve {
  const at = (bin: number) => survival[bin] ?? 0;
  const survivalAt = (days: number): number => {
    const bin = binOf(Math.max(0, days));
    if (bin === BIN_COUNT - 1) return at(bin);
    const share = (days - edge(bin)) / (edge(bin + 1) - edge(bin));
    return at(bin) + share * (at(bin + 1) - at(bin));
  };
  /** First instant at which survival is at most `level`. */
  const reaches = (target: number): number => {
    let low = 0;
    let high = BIN_COUNT - 1;
    if (at(high) > target) return Number.POSITIVE_INFINITY;
    // The first edge at which survival is low enough.
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(middle) <= target) high = middle;
      else low = middle + 1;
    }
    if (low === 0) return 0;
    const [before, after] = [at(low - 1), at(low)];
    return edge(low - 1) + ((before - target) / (before - after)) * (edge(low) - edge(low - 1));
  };
  const stallReached = (probability: number): number => {
    if (neverMoves <= 0) return Number.POSITIVE_INFINITY;
    if (neverMoves >= probability) return 0;
    const odds = neverMoves / (1 - neverMoves);
    return reaches((odds * (1 - probability)) / probability);
  };
  /** Asked for the same few probabilities by every verdict. */
  const reached = new Map<number, number>();
  /** A shop has one patience at a time. */
  let limit = { patience: Number.NaN, days: 0 };
  return {
    key,
    keyText: silenceKeyText(key),
    level,
    parcels,
    neverMoves,
    endlessDays: edge(endlessBin),
    survivalAt,
    stallAt: (days) => stallProbability(neverMoves, survivalAt(days)),
    quantile: (p) => reaches(1 - p),
    stallReaches(probability) {
      const known = reached.get(probability);
      if (known !== undefined) return known;
      const days = stallReached(probability);
      reached.set(probability, days);
      return days;
    },
    limitDays(patience) {
      if (patience !== limit.patience) {
        limit = { patience, days: limitOf({ survival, neverMoves, patience }) };
      }
      return limit.days;
    },
  };
}

/**
 * The silence that costs least, when one spared false alarm is worth `patience` days of delay on a stuck parcel:
 * the t that minimises odds(never moves) · t + patience · S(t), over the bins' edges, in tenths of a day. Waiting one day more delays the word
 * on every stuck parcel by that day, and spares an alarm on those that would have moved on it. Grows with `patience`.
 */
function limitOf({
  survival,
  neverMoves,
  patience,
}: {
  survival: Float64Array;
  neverMoves: number;
  patience: number;
}): number {
  const odds = neverMoves / Math.max(1e-9, 1 - neverMoves);
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let bin = binOf(SHORTEST_LIMIT_DAYS) + 1; bin < BIN_COUNT; bin += 1) {
    const cost = odds * edge(bin) + patience * (survival[bin] ?? 0);
    // A later edge must be cheaper by more than rounding.
    if (cost < least - 1e-12) {
      least = cost;
      best = edge(bin);
    }
  }
  // Tenths of a day: as exact as anybody reads it.
  return Math.round(best * 10) / 10;
}

/** Sources tell scans up to half a day late: no silence is worth a word before that. */
const SHORTEST_LIMIT_DAYS = 0.5;
