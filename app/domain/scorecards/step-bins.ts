/**
 * How the steps of a parcel's way are counted: the first bin below one hour, then bins that are 5 % longer each, up to half
 * a year, the last without end. Finer than the bins of silences (`lanes/time-bins.ts`), because carriers are compared by
 * days: at ten days a bin is half a day wide. Counts of two histories add up bin by bin.
 */
export const STEP_BIN_COUNT = 174;

const FIRST_EDGE_DAYS = 1 / 24;
const GROWTH = 1.05;

const EDGES: Float64Array = Float64Array.from({ length: STEP_BIN_COUNT }, (_, bin) =>
  bin === 0 ? 0 : FIRST_EDGE_DAYS * GROWTH ** (bin - 1),
);

/** Where a bin begins, in days; infinite behind the last. */
export function stepBinEdge(bin: number): number {
  return EDGES[bin] ?? Number.POSITIVE_INFINITY;
}

/** The bin of a step that took so many days; less than nothing is taken as nothing. */
export function stepBinOf(days: number): number {
  if (days < FIRST_EDGE_DAYS) return 0;
  const guess = 1 + Math.floor(Math.log(days / FIRST_EDGE_DAYS) / Math.log(GROWTH));
  const bin = Math.min(STEP_BIN_COUNT - 1, guess);
  // Logarithms round: the edges themselves decide.
  if (days < stepBinEdge(bin)) return bin - 1;
  return days >= stepBinEdge(bin + 1) ? bin + 1 : bin;
}
