/**
 * How much more probable it is in a backlog than on an ordinary day that `late` of `open` parcels are silent beyond their
 * own P90: a ratio of two beta-binomials. One in ten is late by definition; parcels of one lane share flights and depots, so
 * that the share itself varies from day to day (mean 0.1, as spread out as 20 parcels' worth of knowledge). In a backlog any
 * share is possible, half on average.
 *
 * No parcels give 1. Bounded: a crowd alone never decides.
 */
export function backlogRatio({ open, late }: { open: number; late: number }): number {
  const parcels = Math.min(open, MOST_PARCELS);
  const hits = open === 0 ? 0 : Math.round((late / open) * parcels);
  const log = logBetaBinomial(hits, parcels, BACKLOG) - logBetaBinomial(hits, parcels, USUAL);
  return Math.min(MOST_RATIO, Math.max(LEAST_RATIO, Math.exp(log)));
}

const USUAL = { late: 2, onTime: 18 };
const BACKLOG = { late: 2, onTime: 2 };
/** Beyond it the bounds have long been reached. */
const MOST_PARCELS = 500;
const LEAST_RATIO = 1 / 50;
const MOST_RATIO = 1000;

/** Logarithm of the beta-binomial probability, without the binomial coefficient, which cancels. */
function logBetaBinomial(
  hits: number,
  trials: number,
  { late, onTime }: { late: number; onTime: number },
): number {
  let log = 0;
  for (let index = 0; index < trials; index += 1) {
    log += Math.log(index < hits ? late + index : onTime + index - hits);
    log -= Math.log(late + onTime + index);
  }
  return log;
}
