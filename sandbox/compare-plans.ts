import { Random } from './world/random.ts';
import { businessDaysAfter } from './payments/payout-days.ts';
import { MAKERS } from './world/planning/makers.ts';
import type { Kind, VariantTruth } from './world/planning/shapes.ts';
import { STORE } from './world/planning/store.ts';

/** What the app says of one variant of the shop's own stock. ISO dates; null: not within its horizon, or not known. */
export interface SaidPlan {
  variantId: number;
  p10: string | null;
  p50: string | null;
  p90: string | null;
  orderByOn: string | null;
  suggested: number;
  serviceLevel: number;
}

/** A plan as said on a day, and the day on which nothing really is left if nothing more is ordered, counted in days from it. */
export interface StockCase {
  kind: Kind;
  /** Infinity: beyond the horizon. */
  p10: number;
  p90: number;
  real: number;
  order: { day: number; isInTime: boolean; serviceLevel: number } | null;
}

/** How far the app looks, in days. */
const HORIZON_DAYS = 180;
const DAY_MS = 86_400_000;

/**
 * The plans of one look against the truth. A case is a variant that has stock at the look: what is empty has run out already
 * and foretells nothing, and what a supplier ships itself does not run out.
 */
export function stockCases(
  plans: readonly SaidPlan[],
  { truths, today, seed }: { truths: readonly VariantTruth[]; today: string; seed: number },
): StockCase[] {
  const truthOf = new Map(truths.map((truth) => [truth.variantId, truth]));
  const daysUntil = (on: string | null) => {
    if (on === null) return Infinity;
    const days = Math.round((Date.parse(on) - Date.parse(today)) / DAY_MS);
    return days > HORIZON_DAYS ? Infinity : days;
  };
  return plans.flatMap((plan) => {
    const truth = truthOf.get(plan.variantId);
    if (truth === undefined || truth.kind === 'direct' || truth.available <= 0) return [];
    const real = daysUntil(truth.runsOutOn);
    return [
      {
        kind: truth.kind,
        p10: daysUntil(plan.p10),
        p90: daysUntil(plan.p90),
        real,
        order: orderOf(plan, { truth, real, today, day: daysUntil(plan.orderByOn), seed }),
      },
    ];
  });
}

/**
 * Would an order on the day the app names have come before the shelf was empty? Its lead time is drawn from the maker's true
 * ones. Null: no day is named, or it is today, when it may be too late for any order.
 */
function orderOf(
  { variantId, serviceLevel, suggested }: SaidPlan,
  {
    truth,
    real,
    today,
    day,
    seed,
  }: { truth: VariantTruth; real: number; today: string; day: number; seed: number },
): StockCase['order'] {
  const maker = Object.values(MAKERS).find(({ name }) => name === truth.supplier);
  if (maker === undefined || day === Infinity || day <= 0 || suggested === 0) return null;
  const first = Date.parse(today) / DAY_MS;
  const lead = maker.leadDays(new Random(seed * 1_000_003 + (variantId % 1_000_003) + first));
  const arrives = businessDaysAfter(first + day + lead, 0, STORE.country) - first;
  return { day, isInTime: arrives <= real, serviceLevel };
}

interface Coverage {
  /** Variants with stock and a P10 within the horizon. */
  cases: number;
  inside: number;
  before: number;
  after: number;
  /** Cases of which P90 lies beyond the horizon; inside from P10 on. */
  openEnded: number;
  /** Days from P10 to P90 where both are dates: the one in the middle. */
  width: number | null;
  /** Variants of which not even one future in ten runs out within the horizon, and how many of them did. */
  lasting: number;
  lastingRanOut: number;
}

export function coverageOf(cases: readonly StockCase[]): Coverage {
  const dated = cases.filter(({ p10 }) => p10 !== Infinity);
  const lasting = cases.filter(({ p10 }) => p10 === Infinity);
  const widths = dated
    .filter(({ p90 }) => p90 !== Infinity)
    .map(({ p10, p90 }) => p90 - p10)
    .toSorted((a, b) => a - b);
  const before = dated.filter(({ real, p10 }) => real < p10).length;
  const after = dated.filter(({ real, p90 }) => real > p90).length;
  return {
    cases: dated.length,
    inside: dated.length - before - after,
    before,
    after,
    openEnded: dated.filter(({ p90 }) => p90 === Infinity).length,
    width: widths[Math.floor(widths.length / 2)] ?? null,
    lasting: lasting.length,
    lastingRanOut: lasting.filter(({ real }) => real !== Infinity).length,
  };
}

/** One row a kind of product, and one of all. */
export function coverageTable(
  cases: readonly StockCase[],
): Record<string, Record<string, string | number>> {
  const kinds = [...Map.groupBy(cases, ({ kind }) => kind)];
  return Object.fromEntries(
    [...kinds, ['all', cases] as const].map(([kind, own]) => {
      const coverage = coverageOf(own);
      return [
        kind,
        {
          cases: coverage.cases,
          'inside P10–P90': shareOf(coverage.inside, coverage.cases),
          'before P10': shareOf(coverage.before, coverage.cases),
          'after P90': shareOf(coverage.after, coverage.cases),
          'P90 beyond horizon': coverage.openEnded,
          'median width, days': coverage.width ?? '–',
          'no P10 in horizon': coverage.lasting,
          'of them ran out': coverage.lastingRanOut,
        },
      ];
    }),
  );
}

/** Orders placed on the day the app names. */
export function orderTable(
  cases: readonly StockCase[],
): Record<string, Record<string, string | number>> {
  const kinds = [...Map.groupBy(cases, ({ kind }) => kind)];
  return Object.fromEntries(
    [...kinds, ['all', cases] as const].flatMap(([kind, own]) => {
      const orders = own.flatMap(({ order }) => order ?? []);
      if (orders.length === 0) return [];
      const promised = orders.reduce((sum, { serviceLevel }) => sum + serviceLevel, 0);
      const inTime = orders.filter(({ isInTime }) => isInTime).length;
      return [
        [
          kind,
          {
            'orders to come': orders.length,
            'in time': shareOf(inTime, orders.length),
            'promised at least': (promised / orders.length).toFixed(3),
          },
        ],
      ];
    }),
  );
}

export function shareOf(part: number, all: number): string {
  return all === 0 ? '–' : `${part} = ${(part / all).toFixed(3)}`;
}
