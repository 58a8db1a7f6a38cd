import { shareBelow, valueAt, type Binned } from '#app/domain/lanes/delivery/binned.ts';
import {
  calibratedShare,
  correctedLevel,
  modelShare,
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
  const shareWithin = (days: number) => calibratedShare(calibration, shareBelow(curve, days));
  const daysFor = (share: number) => valueAt(curve, modelShare(calibration, share));
  const daysAt = (wanted: number, silentDays: number): number => {
    const gone = silentDays > 0 ? shareWithin(silentDays) : 0;
    const share = Math.min(LAST_SHARE, gone + wanted * (1 - gone));
    return Math.max(silentDays, daysFor(share));
  };
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
  };
}

/** One in a thousand is left out of every range: its time would be the end of the last bin, which is a convention. */
const LAST_SHARE = 0.999;
