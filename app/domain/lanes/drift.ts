import { survivalByBins } from '#app/domain/lanes/kaplan-meier.ts';
import { addCell, emptyCell, type SilenceCell } from '#app/domain/lanes/silence-cell.ts';
import { BIN_COUNT, edge } from '#app/domain/lanes/time-bins.ts';

/** Whether a lane's silences are no longer what they were. */
export interface Drift {
  /** `unknown`: too few silences on one of the sides to tell. */
  change: 'slower' | 'faster' | 'none' | 'unknown';
  /** Median silence of the last two months, and of all before; days; null when unknown. */
  recentDays: number | null;
  usualDays: number | null;
  /** Log-rank statistic; negative = silences have become longer. */
  z: number;
  /** What the months before the last two still count for, beside the usual forgetting. */
  olderWeight: number;
}

/** Silences on each side below which nothing is said of a change. */
export const FEWEST_FOR_DRIFT = 30;
/** A shop looks at hundreds of lanes each day: one false alarm in sixteen thousand looks. */
export const DRIFT_Z = 4;
/** Medians closer than a fifth do not matter, however sure the difference is. */
const LEAST_RATIO = 1.2;
/** Of a changed lane's older months so much still counts: enough to steady a young month, too little to hide the change. */
const OLDER_WEIGHT = 0.2;

/**
 * Compares the silences that ended in the newest two months with those of the months before, by the log-rank test (Mantel
 * 1966) on binned counts. A lane that has changed, for good or for a season, forgets its older months faster.
 */
export function driftOf(recent: SilenceCell, older: SilenceCell): Drift {
  const [recentCount, olderCount] = [total(recent.moved), total(older.moved)];
  if (recentCount < FEWEST_FOR_DRIFT || olderCount < FEWEST_FOR_DRIFT) {
    return { change: 'unknown', recentDays: null, usualDays: null, z: 0, olderWeight: 1 };
  }
  const z = logRank(recent.moved, older.moved);
  const [recentDays, usualDays] = [median(recent.moved), median(older.moved)];
  const ratio = recentDays / usualDays;
  const isSlower = z <= -DRIFT_Z && ratio >= LEAST_RATIO;
  const isFaster = z >= DRIFT_Z && ratio <= 1 / LEAST_RATIO;
  const change = isSlower ? 'slower' : isFaster ? 'faster' : 'none';
  return { change, recentDays, usualDays, z, olderWeight: change === 'none' ? 1 : OLDER_WEIGHT };
}

/** Splits months into the newest two and those before. `month` counts months, newest highest. */
export function splitRecent(
  cells: Iterable<readonly [month: number, cell: SilenceCell]>,
  newestMonth: number,
): { recent: SilenceCell; older: SilenceCell } {
  const [recent, older] = [emptyCell(), emptyCell()];
  for (const [month, cell] of cells) addCell(month >= newestMonth - 1 ? recent : older, cell);
  return { recent, older };
}

/** Of events per bin in two samples: how far the first is from its share, in standard deviations; negative = later. */
function logRank(first: Float64Array, second: Float64Array): number {
  let [difference, variance] = [0, 0];
  let [atRisk, others] = [total(first), total(second)];
  for (let bin = 0; bin < BIN_COUNT; bin += 1) {
    const own = first[bin] ?? 0;
    const all = own + (second[bin] ?? 0);
    const waiting = atRisk + others;
    if (all > 0 && waiting > 1) {
      const share = atRisk / waiting;
      difference += own - all * share;
      variance += (all * share * (1 - share) * (waiting - all)) / (waiting - 1);
    }
    atRisk -= own;
    others -= all - own;
  }
  return variance > 0 ? difference / Math.sqrt(variance) : 0;
}

function median(moved: Float64Array): number {
  const survival = survivalByBins({
    ended: moved,
    cutOff: new Float64Array(BIN_COUNT),
    parent: null,
  });
  let bin = 0;
  while (bin < BIN_COUNT - 1 && (survival[bin + 1] ?? 0) > 0.5) bin += 1;
  const [before, after] = [survival[bin] ?? 1, survival[bin + 1] ?? 0];
  const end = bin === BIN_COUNT - 1 ? edge(bin) : edge(bin + 1);
  const share = before > after ? (before - 0.5) / (before - after) : 0;
  return edge(bin) + share * (end - edge(bin));
}

function total(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
