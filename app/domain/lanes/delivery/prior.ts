import type { LegKind, SilenceStage } from '#app/domain/lanes/silence-stage.ts';
import { BIN_COUNT, edge } from '#app/domain/lanes/time-bins.ts';

/** A time to delivery in days of 24 hours, by its median and the time within which 19 of 20 arrive. */
interface TimeLeft {
  p50: number;
  p95: number;
}

/**
 * Days from shipping to delivery over all cross-border postal lanes, measured (docs/lanes.md, "The prior").
 */
export const DOOR_TO_DOOR_DAYS = { p50: 12.2, p95: 45 } as const satisfies TimeLeft;

/**
 * Time from the last scan to the delivery, before a shop has a history of its own. From the same measurements: the wait
 * after each event (line-haul EMC 4.8 / 27.6 days, customs EDB 0 / 17.5, released EMF 1 / 4, attempt EMH 0.05 / 7.8 as
 * p50 / p95), and what follows it on the usual way. Added up by hand, since medians and tails do not add: the medians
 * of the waits ahead, and the longest wait's tail with the medians of the others. Stages without a measured wait
 * (request of customs, pick-up, exception) are assumed. The first to be outweighed by a shop's own parcels.
 */
const CROSS_BORDER: Readonly<Record<SilenceStage, TimeLeft>> = {
  first_scan: DOOR_TO_DOOR_DAYS,
  origin: { p50: 11.5, p95: 44 },
  export: { p50: 10.5, p95: 42 },
  linehaul: { p50: 7.5, p95: 31 },
  transit: { p50: 6, p95: 30 },
  arrival: { p50: 2.8, p95: 20 },
  customs: { p50: 3.5, p95: 21 },
  customs_request: { p50: 9, p95: 30 },
  released: { p50: 2.4, p95: 8 },
  destination: { p50: 1.5, p95: 6 },
  delivery: { p50: 0.3, p95: 2 },
  attempt: { p50: 1, p95: 8 },
  pickup: { p50: 1.5, p95: 8 },
  exception: { p50: 4, p95: 25 },
};

/** Within one country no such table is public; three waits of the in-country kind (EMF) follow each other. Assumed. */
const DOMESTIC: Readonly<Record<SilenceStage, TimeLeft>> = {
  ...CROSS_BORDER,
  first_scan: { p50: 3.2, p95: 9 },
  origin: { p50: 2.6, p95: 8 },
  transit: { p50: 1.8, p95: 7 },
  linehaul: { p50: 1.8, p95: 7 },
};

/** Five of seven days are worked: what a day of 24 hours is worth in business days. */
const WORKED_SHARE = 5 / 7;

/** Shares delivered at the start of each bin and at the end of the last, in days of the given kind. */
export function priorShares(
  { stage, leg }: { stage: SilenceStage; leg: LegKind },
  { businessDays }: { businessDays: boolean },
): Float64Array {
  const { p50, p95 } = (leg === 'domestic' ? DOMESTIC : CROSS_BORDER)[stage];
  const unit = businessDays ? WORKED_SHARE : 1;
  return Float64Array.from({ length: BIN_COUNT + 1 }, (_, bin) =>
    bin === BIN_COUNT ? 1 : logLogistic(edge(bin), { p50: p50 * unit, p95: p95 * unit }),
  );
}

/**
 * The log-logistic distribution with these two quantiles: F(t) = 1 / (1 + (t / p50)^−k), k = ln 19 / ln(p95 / p50). It
 * needs no more than the two figures and has the long right tail that postal times have.
 */
function logLogistic(days: number, { p50, p95 }: TimeLeft): number {
  if (days <= 0) return 0;
  const shape = Math.log(19) / Math.log(p95 / p50);
  return 1 / (1 + (days / p50) ** -shape);
}
