import { BIN_COUNT, binOf } from '#app/domain/lanes/time-bins.ts';

/** What is known of one kind of silence, as counts that add up. */
export interface SilenceCell {
  /** Silences that ended with a scan, by length. */
  moved: Float64Array;
  /** Silences that are known never to end: the parcel was lost. Their length says nothing. */
  stuck: number;
  /** Silences that still last, by length so far: at least so long (right-censored). */
  open: Float64Array;
}

export function emptyCell(): SilenceCell {
  return { moved: new Float64Array(BIN_COUNT), stuck: 0, open: new Float64Array(BIN_COUNT) };
}

/** Counts one silence; `days` of its clock. */
export function countSilence(
  cell: SilenceCell,
  { days, end }: { days: number; end: 'moved' | 'stuck' | 'open' },
): void {
  if (end === 'stuck') {
    cell.stuck += 1;
    return;
  }
  const bins = end === 'moved' ? cell.moved : cell.open;
  const bin = binOf(days);
  bins[bin] = (bins[bin] ?? 0) + 1;
}

/** Adds `weight` times a cell to another. */
export function addCell(into: SilenceCell, cell: SilenceCell, weight = 1): void {
  for (let bin = 0; bin < BIN_COUNT; bin += 1) {
    into.moved[bin] = (into.moved[bin] ?? 0) + weight * (cell.moved[bin] ?? 0);
    into.open[bin] = (into.open[bin] ?? 0) + weight * (cell.open[bin] ?? 0);
  }
  into.stuck += weight * cell.stuck;
}
