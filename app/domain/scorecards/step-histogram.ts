import { STEP_BIN_COUNT, stepBinEdge } from '#app/domain/scorecards/step-bins.ts';

/** Steps by how long they took: counts by bin of `step-bins.ts`. */
export type StepHistogram = Float64Array;

export function emptyHistogram(): StepHistogram {
  return new Float64Array(STEP_BIN_COUNT);
}

export function totalOf(histogram: StepHistogram): number {
  return histogram.reduce((sum, count) => sum + count, 0);
}

/**
 * The days within which the share `p` (0 to 1) of the steps ended, taken as spread evenly within their bin. `beyond` more
 * steps have not ended, however long they have lasted: they lie behind all others, and a share that reaches into them has
 * no figure (infinite). Null when nothing is counted.
 */
export function quantileOf(histogram: StepHistogram, p: number, beyond = 0): number | null {
  const total = totalOf(histogram) + beyond;
  if (total === 0) return null;
  const { bin, share } = placeOf(histogram, p * total);
  if (bin === null) return Number.POSITIVE_INFINITY;
  const from = stepBinEdge(bin);
  const to = stepBinEdge(bin + 1);
  // The last bin has no end: its beginning is all that is known.
  return Number.isFinite(to) ? from + share * (to - from) : from;
}

/** The bin in which the step of this rank lies (1 = the shortest), as its two edges in days. */
export function edgesOfRank(histogram: StepHistogram, rank: number): { from: number; to: number } {
  // Halfway before the rank, so that a rank on the border of two bins lies in the lower one.
  const { bin } = placeOf(histogram, rank - 0.5);
  const place = bin ?? STEP_BIN_COUNT - 1;
  return { from: stepBinEdge(place), to: stepBinEdge(place + 1) };
}

/** Where so many steps, the shortest first, have been passed; bin null = not within all of them. */
function placeOf(
  histogram: StepHistogram,
  passed: number,
): { bin: number; share: number } | { bin: null; share: 0 } {
  let before = 0;
  for (let bin = 0; bin < STEP_BIN_COUNT; bin += 1) {
    const count = histogram[bin] ?? 0;
    if (count > 0 && before + count >= passed) {
      return { bin, share: Math.max(0, Math.min(1, (passed - before) / count)) };
    }
    before += count;
  }
  return { bin: null, share: 0 };
}
