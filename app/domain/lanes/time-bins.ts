/**
 * How waiting times are counted: 60 bins, the first below one hour, then log-spaced up to 180 days, the last without end.
 * A bin is 15 % longer than the one before, which is finer than any carrier's own habits, and counts of two histories add
 * up bin by bin.
 */
export const BIN_COUNT = 60;

const FIRST_EDGE_DAYS = 1 / 24;
const LAST_EDGE_DAYS = 180;
const STEPS = BIN_COUNT - 2;
const LOG_FIRST = Math.log(FIRST_EDGE_DAYS);
const LOG_STEP = (Math.log(LAST_EDGE_DAYS) - LOG_FIRST) / STEPS;

/** Where each bin begins, in days: `BIN_EDGES_DAYS[i]` up to (not including) `[i + 1]`; the last bin has no end. */
export const BIN_EDGES_DAYS: Float64Array = Float64Array.from({ length: BIN_COUNT }, (_, bin) => {
  if (bin <= 1) return bin * FIRST_EDGE_DAYS;
  return bin === BIN_COUNT - 1 ? LAST_EDGE_DAYS : Math.exp(LOG_FIRST + (bin - 1) * LOG_STEP);
});

/** The bin that a wait of so many days (0 or more) falls into. */
export function binOf(days: number): number {
  if (days < FIRST_EDGE_DAYS) return 0;
  if (days >= LAST_EDGE_DAYS) return BIN_COUNT - 1;
  const bin = 1 + Math.floor((Math.log(days) - LOG_FIRST) / LOG_STEP);
  // Logarithms round: the edges themselves decide.
  if (days < edge(bin)) return bin - 1;
  return days >= edge(bin + 1) ? bin + 1 : bin;
}

/** Where a bin begins, in days; infinite behind the last. */
export function edge(bin: number): number {
  return BIN_EDGES_DAYS[bin] ?? Number.POSITIVE_INFINITY;
}
