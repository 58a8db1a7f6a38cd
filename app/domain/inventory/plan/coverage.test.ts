import { describe, expect, test } from 'vitest';
import { learnCategory } from '#app/domain/inventory/demand/learn-category.ts';
import { gamma, negativeBinomial, Random } from '#app/domain/inventory/demand/random.ts';
import type { CategoryDemand } from '#app/domain/inventory/plan-facts.ts';
import type { VariantPlan } from '#app/domain/inventory/variant-plan.ts';
import { addDays } from '#app/domain/shared/iso-days.ts';
import {
  daysAgo,
  delivery,
  planContext,
  SUPPLIER,
  TODAY,
  variantFacts,
  weeks,
} from './plan-facts.fixture.ts';
import { planVariant } from './plan-variant.ts';

/** A truth: units a week by week (0 = the history's first), variance ÷ mean of a week. */
interface Truth {
  mean(week: number): number;
  dispersion: number;
  /** Weeks of history that the shop has; a full record otherwise. */
  weeks?: number;
  /** An order is underway that its supplier brings as late as it always does. */
  isUnderway?: boolean;
}

const PAST_WEEKS = 104;
const HORIZON = 300;
/** Days of the week that have passed: today is a Thursday. */
const DAYS_IN = 3;
const SEASON = Array.from(
  { length: 53 },
  (_, week) => 1 + 0.5 * Math.cos((2 * Math.PI * week) / 52),
);
/** The history begins in ISO week 48. */
const seasonOf = (week: number) => SEASON[(week + 47) % 52] ?? 1;

const steady = (weekly: number, dispersion: number) => (): Truth => ({
  mean: () => weekly,
  dispersion,
});
type Model = (random: Random) => Truth;
const uneven: Model = (random) => steady(2 + 40 * random.next(), 3)();
const seasonal: Model = (random) => {
  const level = 4 + 30 * random.next();
  return { mean: (week) => level * seasonOf(week), dispersion: 1.5 };
};
const intermittent: Model = (random) => steady(0.15 + 0.5 * random.next(), 2)();
const growing: Model = (random) => {
  const level = 4 + 10 * random.next();
  return { mean: (week) => level * 1.005 ** week, dispersion: 1.5 };
};
const young: Model = (random) => ({ ...steady(gamma(random, 4, 3), 1.5)(), weeks: 6 });
const dying: Model = (random) => {
  const level = 8 + 30 * random.next();
  const from = 60 + 40 * random.next();
  return { mean: (week) => level * 0.97 ** Math.max(0, week - from), dispersion: 1.5 };
};
const promoted: Model = (random) => {
  const level = 4 + 20 * random.next();
  const weeksOf = new Set(Array.from({ length: 6 }, () => Math.floor(PAST_WEEKS * random.next())));
  return { mean: (week) => level * (weeksOf.has(week) ? 4 : 1), dispersion: 1.5 };
};
const ALL_KINDS = [
  uneven,
  uneven,
  seasonal,
  seasonal,
  intermittent,
  intermittent,
  growing,
  young,
  dying,
  promoted,
];

const MODELS: Record<string, Model> = {
  'steady, Poisson': (random) => steady(2 + 20 * random.next(), 1)(),
  'steady, uneven': uneven,
  seasonal,
  intermittent,
  'growing by half a percent a week': growing,
  'on the market for six weeks': young,
  'with an order underway that comes late': (random) => ({
    ...steady(4 + 20 * random.next(), 2)(),
    isUnderway: true,
  }),
  'of a category, level drawn': (random) => steady(Math.max(0.2, gamma(random, 1, 3)), 1.5)(),
};

interface Case {
  truth: Truth;
  past: number[];
}

function drawCase(model: Model, random: Random): Case {
  const truth = model(random);
  const known = truth.weeks ?? PAST_WEEKS;
  const past = Array.from({ length: known }, (_, week) =>
    negativeBinomial(random, {
      mean: truth.mean(PAST_WEEKS - known + week),
      dispersion: truth.dispersion,
    }),
  );
  return { truth, past };
}

/** Days later than named: none to eleven, most often few. */
const lateness = (random: Random) => Math.floor(12 * random.next() ** 2);

const lateSupplier = (random: Random) => ({
  ...SUPPLIER,
  deliveries: Array.from({ length: 30 }, () =>
    delivery(20, {
      arrivedAt: daysAgo(40 - lateness(random)),
      expectedOn: addDays(TODAY, -40),
    }),
  ),
});

/** Whether the day on which stock ran out lay in the plan's range; null: the plan named no end of it. */
function isCovered(
  { truth, past }: Case,
  { random, seed, category }: { random: Random; seed: number; category: CategoryDemand },
): boolean | null {
  const day = (index: number) =>
    negativeBinomial(random, {
      mean: truth.mean(PAST_WEEKS + Math.floor(index / 7)) / 7,
      dispersion: truth.dispersion,
    });
  let unitsThisWeek = 0;
  for (let index = 0; index < DAYS_IN; index += 1) unitsThisWeek += day(index);
  const weekly = truth.mean(PAST_WEEKS);
  const available = Math.max(1, Math.round(weekly * (1 + 10 * random.next())));
  const underway = truth.isUnderway === true ? Math.round(3 * weekly) : 0;
  const named = Math.floor(40 * random.next());
  const { plan } = planVariant(
    variantFacts({
      variantId: String(seed),
      history: weeks(past),
      unitsThisWeek,
      available,
      supplier: lateSupplier(random),
      arriving: [
        {
          purchaseOrderId: 1,
          quantity: underway,
          orderedAt: daysAgo(5),
          expectedOn: addDays(TODAY, named),
        },
      ],
    }),
    planContext({ seed, horizonDays: HORIZON, category }),
  );
  const comes = named + lateness(random);
  let [left, on] = [available, 0];
  for (; left > 0 && on <= HORIZON; on += 1) {
    if (on === comes) left += underway;
    left -= day(DAYS_IN + on);
  }
  return isInside(plan, addDays(TODAY, on - 1));
}

function isInside(plan: VariantPlan['plan'], on: string): boolean | null {
  if (plan.kind !== 'stocked') return null;
  const { p10, p90 } = plan.stockOutOn;
  return p10 === null || p90 === null ? null : p10 <= on && on <= p90;
}

/** The share of cases inside, of those whose range was named; the category is learned from the cases' own past. */
function coverageOf(model: Model, count: number): number {
  const random = new Random(2_026);
  const cases = Array.from({ length: count }, () => drawCase(model, random));
  const learned = learnCategory(cases.map(({ past }) => weeks(past)));
  const category = { ...learned, serviceLevel: 0.9 };
  const judged = cases
    .map((each, seed) => isCovered(each, { random, seed, category }))
    .filter((covered) => covered !== null);
  // A range that is seldom named proves little.
  expect(judged.length).toBeGreaterThan(0.6 * count);
  return judged.filter((covered) => covered).length / judged.length;
}

describe('stock runs out between the plan’s P10 and P90 in 80 % ± 5 points of cases', () => {
  test.each(Object.entries(MODELS))(
    '%s',
    (_name, model) => {
      const share = coverageOf(model, 300);
      expect(share).toBeGreaterThan(0.75);
      expect(share).toBeLessThan(0.85);
    },
    60_000,
  );

  test('a shop of all kinds in one category, one in ten dying and one in ten promoted', () => {
    const anyKind: Model = (random) =>
      (ALL_KINDS[Math.floor(ALL_KINDS.length * random.next())] ?? uneven)(random);
    const share = coverageOf(anyKind, 600);
    expect(share).toBeGreaterThan(0.75);
    expect(share).toBeLessThan(0.85);
  }, 60_000);
});
