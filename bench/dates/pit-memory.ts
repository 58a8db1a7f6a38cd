import {
  PIT_BIN_COUNT,
  pitBinOf,
  pooledCalibration,
  UNCALIBRATED,
  type Calibration,
} from '#app/domain/lanes/delivery/calibration.ts';

/** Where past results fell in their forecasts, by group, the older the less. */
export interface PitMemory {
  /** `share` = what had been expected before the result. */
  learn(path: readonly number[], share: number, at: number): void;
  calibration(path: readonly number[], at: number): Calibration;
}

/** Deliveries that weigh as much as all modes together. */
const STRENGTH = 100;
/** All together, and by mode: finer groups would need thousands of deliveries each to tell more than they err. */
const CALIBRATED_LEVELS = 2;

export function pitMemory({
  halfLifeMs,
  folded,
}: {
  halfLifeMs: number;
  /** Only how far results fell from the middle counts, not on which side: levels are not followed. */
  folded: boolean;
}): PitMemory {
  const counts = new Map<number, Float64Array>();
  let firstAt: number | null = null;
  const weightAt = (at: number): number => {
    firstAt ??= at;
    return 2 ** ((at - firstAt) / halfLifeMs);
  };
  return {
    learn(path, share, at) {
      const bin = pitBinOf(share);
      const mirrored = folded ? PIT_BIN_COUNT - 1 - bin : bin;
      const half = weightAt(at) / 2;
      for (const id of path.slice(0, CALIBRATED_LEVELS)) {
        const group = counts.get(id) ?? new Float64Array(PIT_BIN_COUNT);
        group[bin] = (group[bin] ?? 0) + half;
        group[mirrored] = (group[mirrored] ?? 0) + half;
        counts.set(id, group);
      }
    },
    calibration(path, at) {
      const scale = 1 / weightAt(at);
      let calibration = UNCALIBRATED;
      for (const id of path.slice(0, CALIBRATED_LEVELS)) {
        const group = counts.get(id);
        if (group === undefined) continue;
        calibration = pooledCalibration({
          counts: group.map((count) => count * scale),
          parent: calibration,
          strength: STRENGTH,
        });
      }
      return calibration;
    },
  };
}
