import { shareBelow, valueAt, type Binned } from '#app/domain/lanes/delivery/binned.ts';
import {
  calibratedShare,
  correctedLevel,
  type Calibration,
} from '#app/domain/lanes/delivery/calibration.ts';

/** Whose past a curve mostly tells: this lane's, its carrier's, everybody's at this stage, or nobody's yet. */
export type RemainingLevel = 'lane' | 'carrier' | 'stage' | 'prior';

/**
 * When parcels arrive that have had one kind of scan. Days from that scan, business days of the destination unless the
 * model counts plain ones.
 */
export interface RemainingCurve {
  readonly level: RemainingLevel;
  /** Deliveries of that level, those long ago counted for less. */
  readonly deliveries: number;
  /** As expected before calibration: what a new delivery is compared with (`pitBinOf`). Continuous. */
  expectedShare(days: number): number;
  /** Share of the parcels that arrive within so many days. */
  shareWithin(days: number): number;
  /** Probability to arrive within `days` of the scan when nothing was heard for `silentDays` since. */
  chanceWithin(days: number, silentDays: number): number;
  /** The days from the scan within which this share of the parcels arrives; inverse of `shareWithin`. */
  daysFor(share: number): number;
  /** The days from the scan at which the level is reached when nothing was heard for `silentDays`; at least those. */
  daysAt(level: number, silentDays: number): number;
  /** The same, read a little further out for having seen only so many deliveries (`correctedLevel`). */
  boundDaysAt(level: number, silentDays: number): number;
  /** The middle, and the bounds between which a share of `confidence` arrives, as many before as after. */
  rangeDays(confidence: number, silentDays: number): RangeDays;
}

/** Days from the scan. */
export interface RangeDays {
  earliest: number;
  likely: number;
  latest: number;
}

/** `curve` gives the shares delivered by days from the scan; `calibration` what became of such shares. */
export function remainingCurve({
  curve,
  calibration,
  level,
  deliveries,
}: {
  curve: Binned;
  calibration: Calibration;
  level: RemainingLevel;
  deliveries: number;
}): RemainingCurve {
  // Calibrated once at the edges, so that an answer costs one search.
  const calibrated: Binned = {
    edges: curve.edges,
    shares: curve.shares.map((share) => calibratedShare(calibration, share)),
  };
  const shareWithin = (days: number) => shareBelow(calibrated, days);
  const daysFor = (share: number) => valueAt(calibrated, share);
  const goneAfter = (silentDays: number) => (silentDays > 0 ? shareWithin(silentDays) : 0);
  const daysBeyond = (gone: number, wanted: number) =>
    daysFor(Math.min(LAST_SHARE, gone + wanted * (1 - gone)));
  const daysAt = (wanted: number, silentDays: number): number =>
    Math.max(silentDays, daysBeyond(goneAfter(silentDays), wanted));
  return {
    level,
    deliveries,
    expectedShare: (days) => shareBelow(curve, days),
    shareWithin,
    chanceWithin(days, silentDays) {
      if (days <= silentDays) return 0;
      const gone = shareWithin(silentDays);
      const left = 1 - gone;
      return left <= 0 ? 1 : (shareWithin(days) - gone) / left;
    },
    daysFor,
    daysAt,
    boundDaysAt: (wanted, silentDays) => daysAt(correctedLevel(wanted, calibration), silentDays),
    rangeDays(confidence, silentDays) {
      const gone = goneAfter(silentDays);
      const latest = correctedLevel((1 + confidence) / 2, calibration);
      return {
        earliest: Math.max(silentDays, daysBeyond(gone, 1 - latest)),
        likely: Math.max(silentDays, daysBeyond(gone, 0.5)),
        latest: Math.max(silentDays, daysBeyond(gone, latest)),
      };
    },
  };
}

/** One in a thousand is left out of every range: its time would be the end of the last bin, which is a convention. */
const LAST_SHARE = 0.999;
