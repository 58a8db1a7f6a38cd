/** A waiting time in days, known by its quantiles. */
export interface Quantiles {
  p50: number;
  p90: number;
  p95: number;
  p99: number;
}

/**
 * Days from one scan to the next among delivered postal items, by the UPU event scanned last.
 * Source: the scan-gap table measured on cross-border postal histories that Lastscan's stall benchmark uses
 * (tracking reference, "Stalls, dates and the benchmark"). EDB rests on few parcels.
 */
export const SCAN_GAP_DAYS = {
  /** EMC: left the outward office of exchange; the wait is the line-haul. */
  lineHaul: { p50: 4.8, p90: 18.6, p95: 27.6, p99: 64 },
  /** EMD: arrived at the inward office of exchange. */
  inwardOffice: { p50: 0.04, p90: 0.1, p95: 0.15, p99: 1.6 },
  /** EDB: presented to import customs. */
  importCustoms: { p50: 0, p90: 10.9, p95: 17.5, p99: 63 },
  /** EMF: left the inward office of exchange. */
  leftInwardOffice: { p50: 1, p90: 3, p95: 4, p99: 8.9 },
  /** EMH: unsuccessful attempt. */
  failedAttempt: { p50: 0.05, p90: 4, p95: 7.8, p99: 18 },
} as const satisfies Record<string, Quantiles>;

/** Days from shipping to delivery over all cross-border lanes, same source. */
export const DOOR_TO_DOOR_DAYS = { p50: 12.2, p95: 45 } as const;

/**
 * Waiting times the table does not cover. Assumed, not measured: chosen so that the parts add up to the measured
 * door-to-door time.
 */
export const ASSUMED_GAP_DAYS = {
  orderHandling: { p50: 0.9, p90: 2.8, p95: 4.5, p99: 11 },
  handOver: { p50: 0.6, p90: 1.6, p95: 2.2, p99: 4 },
  originSorting: { p50: 0.55, p90: 1.8, p95: 2.8, p99: 7 },
  exportCustoms: { p50: 0.35, p90: 1.3, p95: 2.2, p99: 6 },
  destinationTransit: { p50: 0.6, p90: 2.4, p95: 4.5, p99: 14 },
  domesticHandOver: { p50: 0.3, p90: 0.9, p95: 1.4, p99: 3 },
  domesticTransit: { p50: 0.7, p90: 1.5, p95: 2, p99: 4 },
  heldForInformation: { p50: 7, p90: 20, p95: 28, p99: 60 },
  backlog: { p50: 14, p90: 25, p95: 32, p99: 60 },
  wayBack: { p50: 6, p90: 20, p95: 28, p99: 50 },
  pickUp: { p50: 1.2, p90: 5, p95: 6.5, p99: 9 },
} as const satisfies Record<string, Quantiles>;

/** A quarter of an hour: what a quantile of zero days stands for, since logarithms need a positive number. */
const SHORTEST_GAP_DAYS = 0.01;

/**
 * The waiting time in days at a probability in [0, 1): piecewise log-linear through the four quantiles, with the
 * logarithm of the waiting time linear in −ln(1−p). Below p50 it falls to a fifth of p50; beyond p99 it stays at
 * 1.3 times p99, since the table says nothing about the far tail.
 */
export function waitingDays(quantiles: Quantiles, probability: number): number {
  const p50 = Math.max(quantiles.p50, SHORTEST_GAP_DAYS);
  const knots: readonly (readonly [number, number])[] = [
    [0, p50 / 5],
    [0.5, p50],
    [0.9, Math.max(quantiles.p90, SHORTEST_GAP_DAYS)],
    [0.95, quantiles.p95],
    [0.99, quantiles.p99],
    [0.998, quantiles.p99 * 1.3],
  ];
  let [lowerP, lowerDays] = [0, p50 / 5];
  for (const [upperP, upperDays] of knots) {
    if (probability < upperP) {
      const share = (tail(probability) - tail(lowerP)) / (tail(upperP) - tail(lowerP));
      return Math.exp(Math.log(lowerDays) + share * (Math.log(upperDays) - Math.log(lowerDays)));
    }
    [lowerP, lowerDays] = [upperP, upperDays];
  }
  return lowerDays;
}

/**
 * Part of the measured spread of line-haul waits lies between lanes, since the table is pooled over them: special lines take
 * days, economy mail weeks. Within a lane the logarithms spread by this share of the table's. Assumed; the lanes' paces are
 * fitted so that all lanes together have the measured quantiles again.
 */
const SPREAD_WITHIN_LANE = 0.65;

/** A line-haul wait on one lane: drawn from the pooled table, drawn together around its median, times the lane's pace. */
export function ofLane(days: number, pace: number): number {
  const { p50 } = SCAN_GAP_DAYS.lineHaul;
  return pace * p50 * (days / p50) ** SPREAD_WITHIN_LANE;
}

function tail(probability: number): number {
  return -Math.log(1 - probability);
}
