import type { LaneModel } from '#app/domain/lanes/lane-model.ts';
import { isStuck, type Sample } from './sample.ts';

/** Silences are looked at after so many days of their clock, as somebody would who opens the parcel then. */
const LOOKS_DAYS = [1, 2, 3, 5, 7, 10, 14, 21, 30, 45] as const;
/** Where the bins of probability begin. */
const BINS = [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8] as const;

export interface Calibration {
  bins: { from: number; to: number; looks: number; said: number; cameTrue: number }[];
  looks: number;
  /** Mean squared error of the probability, and of the share that never moved, said of every look. */
  brier: number;
  brierOfShare: number;
  share: number;
}

/**
 * Compares `stallAt` with what became of the silences. Only parcels take part that are old enough for their end to be known
 * (`fromAgeDays`): among younger ones the quick are decided and the slow are not.
 */
export function createCalibration(): {
  add(sample: Sample, known: { model: LaneModel; fromAgeDays: number }): void;
  result(): Calibration;
} {
  const sums = BINS.map(() => ({ looks: 0, said: 0, cameTrue: 0 }));
  let [looks, squares, never] = [0, 0, 0];
  const look = (said: number, cameTrue: 0 | 1) => {
    const bin = sums[BINS.findLastIndex((from) => said >= from)];
    if (bin === undefined) return;
    bin.looks += 1;
    bin.said += said;
    bin.cameTrue += cameTrue;
    looks += 1;
    never += cameTrue;
    squares += (said - cameTrue) ** 2;
  };
  return {
    add(sample, { model, fromAgeDays }) {
      const said = sample.keys.map((key) =>
        LOOKS_DAYS.map((days) => model.curveFor(key).stallAt(days)),
      );
      for (const [parcel, truth] of sample.truths.entries()) {
        if (truth === 'undecided' || (sample.ageDays[parcel] ?? 0) < fromAgeDays) continue;
        const until = sample.starts[parcel + 1] ?? 0;
        for (let silence = sample.starts[parcel] ?? 0; silence < until; silence += 1) {
          const neverMoves = silence === until - 1 && isStuck(truth);
          const days = sample.days.stage[silence] ?? 0;
          for (const [at, after] of LOOKS_DAYS.entries()) {
            // A loss that somebody noticed earlier is still a silence without end.
            if (days < after && !neverMoves) break;
            look(said[sample.keyOf[silence] ?? 0]?.[at] ?? 0, neverMoves ? 1 : 0);
          }
        }
      }
    },
    result() {
      const share = never / Math.max(1, looks);
      return {
        bins: sums.map((bin, at) => ({
          from: BINS[at] ?? 0,
          to: BINS[at + 1] ?? 1,
          looks: bin.looks,
          said: bin.said / bin.looks,
          cameTrue: bin.cameTrue / bin.looks,
        })),
        looks,
        brier: squares / Math.max(1, looks),
        brierOfShare: share * (1 - share),
        share,
      };
    },
  };
}
