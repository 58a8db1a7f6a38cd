import type { LegKind, SilenceStage } from '#app/domain/lanes/silence-stage.ts';
import { BIN_COUNT, edge } from '#app/domain/lanes/time-bins.ts';

/** A waiting time in days, known by some of its quantiles. */
interface WaitQuantiles {
  p50: number;
  p90: number;
  p95: number;
  p99: number;
}

/**
 * How long parcels that go on wait for their next scan, before a shop has a history of its own.
 *
 * Measured on delivered cross-border postal items by the UPU event scanned last (docs/lanes.md, "The prior"): line-haul
 * (EMC), arrival (EMD), import customs (EDB, few items), released (EMF), attempt (EMH). The others are assumed, on the
 * patient side of what carriers publish as usual, and are the first to be outweighed by a shop's own parcels.
 */
const CROSS_BORDER: Readonly<Record<SilenceStage, WaitQuantiles>> = {
  first_scan: { p50: 0.8, p90: 2.5, p95: 4, p99: 9 },
  origin: { p50: 0.6, p90: 2, p95: 3, p99: 7 },
  export: { p50: 0.4, p90: 1.5, p95: 2.5, p99: 7 },
  linehaul: { p50: 4.8, p90: 18.6, p95: 27.6, p99: 64 },
  arrival: { p50: 0.04, p90: 0.1, p95: 0.15, p99: 1.6 },
  customs: { p50: 0.1, p90: 10.9, p95: 17.5, p99: 63 },
  customs_request: { p50: 5, p90: 18, p95: 26, p99: 60 },
  released: { p50: 1, p90: 3, p95: 4, p99: 8.9 },
  transit: { p50: 2, p90: 9, p95: 15, p99: 40 },
  destination: { p50: 0.8, p90: 2.5, p95: 4, p99: 12 },
  delivery: { p50: 0.2, p90: 0.6, p95: 1.2, p99: 5 },
  attempt: { p50: 0.05, p90: 4, p95: 7.8, p99: 18 },
  pickup: { p50: 1.2, p90: 5, p95: 7, p99: 12 },
  exception: { p50: 1, p90: 5, p95: 9, p99: 25 },
};

/** Within one country carriers scan about daily. */
const DOMESTIC: Readonly<Record<SilenceStage, WaitQuantiles>> = {
  ...CROSS_BORDER,
  first_scan: { p50: 0.5, p90: 1.5, p95: 2.5, p99: 6 },
  origin: { p50: 0.6, p90: 1.5, p95: 2.2, p99: 5 },
  destination: { p50: 0.6, p90: 1.6, p95: 2.5, p99: 6 },
  transit: { p50: 0.7, p90: 2, p95: 3, p99: 8 },
};

/**
 * Of a hundred silences at a stage so many never end. Assumed: some one in a hundred cross-border parcels gets lost, most of
 * them between carriers, and one number in fifty never belongs to a parcel that is handed over.
 */
const NEVER_MOVES: Readonly<Record<SilenceStage, number>> = {
  first_scan: 0.02,
  origin: 0.002,
  export: 0.002,
  linehaul: 0.01,
  arrival: 0.001,
  customs: 0.01,
  customs_request: 0.03,
  released: 0.002,
  transit: 0.005,
  destination: 0.002,
  delivery: 0.002,
  attempt: 0.005,
  pickup: 0.005,
  exception: 0.03,
};

/** How often a parcel waits at a stage on its way: what turns a limit into a share of parcels flagged. Assumed. */
const USUAL_VISITS: Readonly<
  Record<'domestic' | 'international', Partial<Record<SilenceStage, number>>>
> = {
  domestic: { first_scan: 1, origin: 1, destination: 2, delivery: 1, attempt: 0.05, pickup: 0.03 },
  international: {
    first_scan: 1,
    origin: 1.7,
    export: 0.8,
    linehaul: 1,
    arrival: 1,
    customs: 0.3,
    customs_request: 0.03,
    released: 1,
    destination: 1.5,
    delivery: 1,
    attempt: 0.07,
    pickup: 0.05,
  },
};

export interface Prior {
  /** At the start of each bin and after the last. */
  survival: Float64Array;
  /** Share of silences that never end. */
  neverMoves: number;
}

/** The curve before any history. The same object each time: do not change it. */
export function priorOf(stage: SilenceStage, leg: LegKind): Prior {
  return PRIORS[leg === 'domestic' ? 'domestic' : 'international'][stage];
}

/** Stages of a usual way with the number of waits at each. */
export function usualVisits(route: 'domestic' | 'international'): [SilenceStage, number][] {
  return STAGES.flatMap((stage) => {
    const visits = USUAL_VISITS[route][stage];
    return visits === undefined ? [] : [[stage, visits]];
  });
}

const STAGES: readonly SilenceStage[] = [
  'first_scan',
  'origin',
  'export',
  'linehaul',
  'arrival',
  'customs',
  'customs_request',
  'released',
  'transit',
  'destination',
  'delivery',
  'attempt',
  'pickup',
  'exception',
];

const PRIORS = { domestic: allPriors(DOMESTIC), international: allPriors(CROSS_BORDER) } as const;

function allPriors(
  table: Readonly<Record<SilenceStage, WaitQuantiles>>,
): Record<SilenceStage, Prior> {
  const of = (stage: SilenceStage): Prior => ({
    survival: survivalOf(table[stage]),
    neverMoves: NEVER_MOVES[stage],
  });
  return {
    first_scan: of('first_scan'),
    origin: of('origin'),
    export: of('export'),
    linehaul: of('linehaul'),
    arrival: of('arrival'),
    customs: of('customs'),
    customs_request: of('customs_request'),
    released: of('released'),
    transit: of('transit'),
    destination: of('destination'),
    delivery: of('delivery'),
    attempt: of('attempt'),
    pickup: of('pickup'),
    exception: of('exception'),
  };
}

/**
 * Survival at the bins' edges: ln S is linear in ln t between the quantiles, and the slope of the last two goes on beyond
 * them (a Pareto tail); below the median it falls from 1 at a fiftieth of it.
 */
function survivalOf({ p50, p90, p95, p99 }: WaitQuantiles): Float64Array {
  const knots: readonly (readonly [number, number])[] = [
    [p50 / 50, 0],
    [p50, Math.log(0.5)],
    [p90, Math.log(0.1)],
    [p95, Math.log(0.05)],
    [p99, Math.log(0.01)],
  ];
  return Float64Array.from({ length: BIN_COUNT + 1 }, (_, bin) =>
    bin === BIN_COUNT ? 0 : Math.exp(logSurvival(edge(bin), knots)),
  );
}

function logSurvival(days: number, knots: readonly (readonly [number, number])[]): number {
  const first = knots[0];
  if (first === undefined || days <= first[0]) return 0;
  let index = 1;
  while (index < knots.length - 1 && days > (knots[index]?.[0] ?? 0)) index += 1;
  const [fromDays, fromLog] = knots[index - 1] ?? first;
  const [toDays, toLog] = knots[index] ?? first;
  const share = Math.log(days / fromDays) / Math.log(toDays / fromDays);
  return fromLog + share * (toLog - fromLog);
}
