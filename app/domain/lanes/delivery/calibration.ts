import { shareBelow, valueAt, type Binned } from '#app/domain/lanes/delivery/binned.ts';
import { totalOf } from '#app/domain/lanes/delivery/remaining-cell.ts';

/**
 * Distributional conformal prediction (Chernozhukov, Wüthrich, Zhu, PNAS 118, 2021), split and rolling. When a delivery
 * becomes known, the share that the model of that day had expected before it (its probability integral transform) is
 * counted. Were the model right, these shares would be even; where they are not, levels are read where so many deliveries
 * really fell.
 */
export interface Calibration extends Binned {
  /** Deliveries it rests on, those borrowed from above included. Infinite = none were needed. */
  readonly weight: number;
}

/** Shares are counted in hundredths. */
export const PIT_BIN_COUNT = 100;
export const PIT_EDGES: Float64Array = Float64Array.from(
  { length: PIT_BIN_COUNT + 1 },
  (_, bin) => bin / PIT_BIN_COUNT,
);

/** The bin of a share in [0, 1]. */
export function pitBinOf(share: number): number {
  return Math.min(PIT_BIN_COUNT - 1, Math.max(0, Math.floor(share * PIT_BIN_COUNT)));
}

/**
 * Counted shares fade three times as slowly as times do (`DEFAULT_HALF_LIFE_DAYS`): what a model gets wrong about the form
 * of a distribution changes less than the times themselves, and a tail needs many deliveries to be seen. On the sandbox's
 * world 360 days cost 1 % less pinball loss than 120, and 30 days 2 % more.
 */
export const CALIBRATION_HALF_LIFE_DAYS = 360;

/** The model is taken at its word. */
export const UNCALIBRATED: Calibration = {
  edges: PIT_EDGES,
  shares: PIT_EDGES,
  weight: Number.POSITIVE_INFINITY,
};

/** Counted shares, with the parent's as `strength` further deliveries: none counted gives exactly the parent. */
export function pooledCalibration({
  counts,
  parent,
  strength,
}: {
  counts: Readonly<Float64Array>;
  parent: Calibration;
  strength: number;
}): Calibration {
  const total = totalOf(counts);
  if (total <= 0) return parent;
  const shares = new Float64Array(PIT_BIN_COUNT + 1);
  let below = 0;
  for (let bin = 0; bin < PIT_BIN_COUNT; bin += 1) {
    below += counts[bin] ?? 0;
    shares[bin + 1] = (below + strength * (parent.shares[bin + 1] ?? 0)) / (total + strength);
  }
  shares[PIT_BIN_COUNT] = 1;
  return { edges: PIT_EDGES, shares, weight: total + Math.min(strength, parent.weight) };
}

/** Of deliveries that the model expected below `share`: how many fell there. */
export function calibratedShare(calibration: Calibration, share: number): number {
  return shareBelow(calibration, share);
}

/** The share at which to read the model so that `level` of the deliveries fall below. */
export function modelShare(calibration: Calibration, level: number): number {
  return valueAt(calibration, level);
}

/**
 * The conformal correction for a finite number n of past deliveries: the next one is as likely to fall into any of the
 * n + 1 gaps between them, so that a level is kept by the order statistic of rank level · (n + 1). That statistic stands at
 * (rank − ½) / n of the counted ones: outer levels are read a little further out.
 */
export function correctedLevel(level: number, { weight }: Pick<Calibration, 'weight'>): number {
  if (weight === Number.POSITIVE_INFINITY) return level;
  return Math.min(1, Math.max(0, level + (level - 0.5) / Math.max(weight, 1)));
}
