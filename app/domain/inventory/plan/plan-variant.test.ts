import { describe, expect, test } from 'vitest';
import type { PlanContext, VariantFacts } from '#app/domain/inventory/plan-facts.ts';
import type { PlanGap, StockedPlan, VariantPlan } from '#app/domain/inventory/variant-plan.ts';
import {
  CATEGORY,
  daysAgo,
  delivery,
  planContext,
  SUPPLIER,
  TODAY,
  variantFacts,
  weeks,
} from './plan-facts.fixture.ts';
import { PLAN_REASONS } from './plan-reasons.ts';
import { planVariant } from './plan-variant.ts';

function planned(over: Partial<VariantFacts> = {}, context: Partial<PlanContext> = {}) {
  return planVariant(variantFacts(over), planContext(context));
}

function stocked(plan: VariantPlan): StockedPlan {
  if (plan.plan.kind !== 'stocked') throw new Error('not in stock');
  return plan.plan;
}

const codes = ({ why }: VariantPlan) => why.map(({ code }) => code);
const valuesOf = ({ why }: VariantPlan, code: string) =>
  why.find((each) => each.code === code)?.values;
const NO_DATES = { p10: null, p50: null, p90: null };

describe('a plan of a variant in stock', () => {
  const plan = planned();

  test('says when stock runs out: 100 pieces at 14 a week last seven weeks', () => {
    const { stockOutOn, coverDays, weeklyDemand } = stocked(plan);
    expect(weeklyDemand).toBeCloseTo(14, 0);
    expect(coverDays).toBeGreaterThanOrEqual(48);
    expect(coverDays).toBeLessThanOrEqual(52);
    const { p10, p50, p90 } = stockOutOn;
    expect([p10, p50, p90].toSorted()).toEqual([p10, p50, p90]);
    expect(p50?.slice(0, 7)).toBe('2027-01');
  });

  test('says when to order: earlier than the stock-out by lead time and review', () => {
    const { orderByOn, stockOutOn, suggestedQuantity, leadTime } = stocked(plan);
    expect(leadTime).toMatchObject({ p50: 15, from: 'typed' });
    expect(orderByOn).not.toBeNull();
    expect((orderByOn ?? '') > TODAY && (orderByOn ?? '') < (stockOutOn.p10 ?? '')).toBe(true);
    expect(suggestedQuantity).toBeGreaterThan(0);
  });

  test('says what it ties up and what waiting costs', () => {
    expect(stocked(plan).tiedUp).toEqual({ minor: 80_000, currency: 'EUR' });
    expect(stocked(plan).lostIfIgnored?.currency).toBe('EUR');
  });

  test('is the same for the same facts and seed, and steady over seeds', () => {
    expect(planned()).toEqual(plan);
    const other = stocked(planned({}, { seed: 99 }));
    expect(
      Math.abs(Date.parse(other.orderByOn ?? '') - Date.parse(stocked(plan).orderByOn ?? '')),
    ).toBeLessThan(8 * 86_400_000);
  });

  test('has no gap where everything is known', () => {
    expect(plan.gaps).toEqual([]);
  });
});

describe('an order that is due', () => {
  const due = planned({ available: 20 });

  test('is due today, covers lead time and review, and money is lost by waiting', () => {
    const { orderByOn, suggestedQuantity, lostIfIgnored } = stocked(due);
    expect(orderByOn).toBe(TODAY);
    // Out of stock before it comes: seven days of two pieces, and what chance may add.
    expect(suggestedQuantity).toBeGreaterThanOrEqual(14);
    expect(suggestedQuantity).toBeLessThanOrEqual(24);
    // A week of 14 pieces at 12.00 each.
    expect(lostIfIgnored?.minor).toBeGreaterThan(13_000);
    expect(lostIfIgnored?.minor).toBeLessThan(19_000);
  });

  test('is raised to the minimum and rounded up to packs, and says so', () => {
    const supplier = { ...SUPPLIER, packSize: 12, minimumQuantity: 50 };
    const plan = planned({ available: 20, supplier });
    expect(stocked(plan).suggestedQuantity).toBe(60);
    expect(valuesOf(plan, 'minimum_raised')).toMatchObject({ to: 50, minimum: 50 });
    expect(valuesOf(plan, 'pack_rounding')).toEqual({ from: 50, to: 60, pack: 12 });
  });

  test('is none where what is underway suffices', () => {
    const arriving = [
      { purchaseOrderId: 1, quantity: 900, orderedAt: daysAgo(9), expectedOn: '2026-11-30' },
    ];
    const plan = planned({ available: 30, arriving });
    expect(stocked(plan)).toMatchObject({ orderByOn: null, suggestedQuantity: 0 });
    expect(codes(plan)).toContain('no_order_needed');
  });

  test('rises with the service level', () => {
    const at = (serviceLevel: number) =>
      stocked(planned({ available: 20 }, { category: { ...CATEGORY, serviceLevel } }))
        .suggestedQuantity;
    expect(at(0.98)).toBeGreaterThan(at(0.6));
  });

  test('loses nothing at once where the shop goes on selling below zero', () => {
    const plan = planned({ available: 20, sellsBelowZero: true });
    expect(stocked(plan).lostIfIgnored).toEqual({ minor: 0, currency: 'EUR' });
    expect(codes(plan)).toContain('sells_below_zero');
  });
});

describe('bad input is a named gap and null, never a number that looks certain', () => {
  const cases: readonly [PlanGap, Partial<VariantFacts>, Partial<StockedPlan>][] = [
    ['cost_missing', { cost: null }, { tiedUp: null, lostIfIgnored: null }],
    [
      'cost_missing',
      { cost: { minor: -5, currency: 'EUR' } },
      { tiedUp: null, lostIfIgnored: null },
    ],
    ['price_missing', { price: null }, { lostIfIgnored: null }],
    ['currency_mixed', { price: { minor: 2_000, currency: 'USD' } }, { lostIfIgnored: null }],
    [
      'no_supplier',
      { supplier: null },
      { leadTime: null, orderByOn: null, suggestedQuantity: 0, lostIfIgnored: null },
    ],
    [
      'no_lead_time',
      { supplier: { ...SUPPLIER, typedLead: null } },
      { leadTime: null, orderByOn: null, suggestedQuantity: 0, lostIfIgnored: null },
    ],
    ['stock_negative', { available: -3 }, { onHand: 0, owed: 3, coverDays: 0, orderByOn: TODAY }],
    ['stock_fractional', { available: 40.9 }, { onHand: 40, owed: 0 }],
    ['stock_fractional', { available: -0.5 }, { onHand: 0, owed: 1 }],
    ...(['stock_not_read', 'not_tracked'] as const).map(
      (gap): [PlanGap, Partial<VariantFacts>, Partial<StockedPlan>] => [
        gap,
        gap === 'not_tracked' ? { isTracked: false } : { available: null },
        {
          stockOutOn: NO_DATES,
          coverDays: null,
          orderByOn: null,
          suggestedQuantity: 0,
          lostIfIgnored: null,
          tiedUp: null,
          sellThrough: null,
          isDead: false,
        },
      ],
    ),
    ['stock_not_read', { available: Number.NaN }, { stockOutOn: NO_DATES, orderByOn: null }],
    [
      'short_history',
      { history: weeks([14, 13, 15]) },
      { method: 'pooled', pooled: 'under_eight_weeks' },
    ],
    ['short_history', { history: weeks([]), unitsThisWeek: 2 }, { method: 'pooled' }],
    ['short_history', { history: weeks(0, 0) }, { method: 'pooled', pooled: 'under_eight_weeks' }],
    [
      'one_sale',
      { history: weeks([...Array.from({ length: 30 }, () => 0), 1]), unitsThisWeek: 0 },
      { method: 'pooled', pooled: 'hardly_sold' },
    ],
    [
      'never_sold',
      { history: weeks(0), unitsThisWeek: 0 },
      { method: 'pooled', pooled: 'hardly_sold', sellThrough: null },
    ],
  ];

  test.each(cases)('%s: %j', (gap, facts, figures) => {
    const plan = planned(facts);
    expect(plan.gaps).toContain(gap);
    expect(stocked(plan)).toMatchObject(figures);
  });

  test.each(cases)('%s: %j: no figure is below zero or not a number', (_gap, facts) => {
    const text = JSON.stringify(planned(facts), (_key, value: unknown) =>
      typeof value === 'number' && (!Number.isFinite(value) || value < 0) ? 'BAD' : value,
    );
    expect(text).not.toContain('BAD');
  });

  test('gaps that reading found are kept, and each is named once', () => {
    expect(planned({ gaps: ['orders_cut_off', 'stock_fractional'], available: 2.5 }).gaps).toEqual([
      'orders_cut_off',
      'stock_fractional',
    ]);
  });

  test('without a category that has learned anything the level is assumed and said to be', () => {
    const plan = planned({ available: 20 }, { category: null });
    expect(stocked(plan).serviceLevel).toBe(0.9);
    expect(valuesOf(plan, 'service_level')).toMatchObject({ learned: 0 });
  });

  test('what is unknown of the supplier is said, with what to do about it', () => {
    expect(valuesOf(planned({ supplier: null }), 'no_order_known')).toEqual({
      because: 'no_supplier',
    });
    expect(valuesOf(planned({ available: null }), 'no_order_known')).toEqual({
      because: 'stock_not_read',
    });
    expect(valuesOf(planned({ isTracked: false }), 'no_order_known')).toEqual({
      because: 'not_tracked',
    });
  });
});

describe('dead stock', () => {
  const dying = [...Array.from({ length: 12 }, () => 6), ...Array.from({ length: 40 }, () => 0)];

  test('is what will hardly be sold in the shop’s time, with the chance and the money tied up', () => {
    const plan = planned({ history: weeks(dying), unitsThisWeek: 0, available: 300 });
    expect(stocked(plan)).toMatchObject({
      isDead: true,
      tiedUp: { minor: 240_000, currency: 'EUR' },
    });
    expect(stocked(plan).sellThrough).toBeLessThan(0.1);
    expect(valuesOf(plan, 'dead_because')).toMatchObject({ days: 180, weeks: 52 });
  });

  test('is not two weeks without a sale, but it is a year without one', () => {
    const never = (count: number) =>
      planned({
        history: weeks(Array.from({ length: count }, () => 0)),
        unitsThisWeek: 0,
        available: 30,
      });
    expect(stocked(never(2)).isDead).toBe(false);
    expect(stocked(never(52))).toMatchObject({ isDead: true, sellThrough: null });
  });

  test('is not a year out of stock', () => {
    const history = {
      ...weeks(0, 0),
      inStock: weeks(0).units.map((_, week) => Number(week >= 50)),
    };
    expect(stocked(planned({ history, unitsThisWeek: 0, available: 30 })).isDead).toBe(false);
  });
});

describe('a night on which nothing that can be seen has moved', () => {
  const tomorrow = { today: '2026-11-27', now: new Date('2026-11-27T00:00:00Z') };

  test.each([
    ['never sold', weeks(0)],
    [
      'is sold once in a quarter',
      weeks(Array.from({ length: 52 }, (_, at) => Number(at % 13 === 0))),
    ],
  ])('leaves the plan of what %s as it was, to the letter', (_what, history) => {
    const facts = { history, unitsThisWeek: 0, available: 20 };
    expect(JSON.stringify(planned(facts, tomorrow))).toBe(JSON.stringify(planned(facts)));
  });
});

describe('weeks out of stock', () => {
  test('do not count as weeks without demand', () => {
    const units = Array.from({ length: 52 }, (_, week) => (week % 2 === 0 ? 14 : 0));
    const history = { ...weeks(units), inStock: units.map((sold) => Number(sold > 0)) };
    const plan = planned({ history });
    expect(stocked(plan).weeklyDemand).toBeGreaterThan(12);
    expect(valuesOf(plan, 'out_of_stock_weeks_left_out')).toEqual({ weeks: 26 });
  });
});

describe('units sold ahead', () => {
  const openUnits = {
    units: 8,
    value: { minor: 16_000, currency: 'EUR' },
    promisedOn: '2026-12-01',
  };
  const plan = planned({ available: -5, openUnits });

  test('are told with their value and the chance that they come late', () => {
    expect(stocked(plan).preorder).toMatchObject({
      units: 5,
      value: { minor: 10_000, currency: 'EUR' },
    });
    expect(stocked(plan).preorder?.lateRisk).toBeGreaterThan(0.9);
    expect(valuesOf(plan, 'preorder_because')).toMatchObject({
      units: 5,
      promisedOn: '2026-12-01',
    });
  });

  test('are part of the order', () => {
    const without = stocked(planned({ available: 0 })).suggestedQuantity;
    expect(stocked(plan).suggestedQuantity - without).toBeGreaterThanOrEqual(3);
    expect(valuesOf(plan, 'owed_included')).toEqual({ units: 5 });
  });
});

describe('a variant that its supplier ships to the buyer', () => {
  const directParcels = [
    ...Array.from({ length: 12 }, () => ({ took: 18, ago: 10 })),
    ...Array.from({ length: 12 }, () => ({ took: 12, ago: 60 })),
  ].map(({ took, ago }) => ({
    orderedAt: daysAgo(took + ago),
    deliveredAt: daysAgo(ago),
    promisedOn: null,
  }));
  const directOpen = [
    {
      units: 2,
      value: { minor: 4_000, currency: 'EUR' },
      orderedAt: daysAgo(1),
      promisedOn: '2026-12-05',
    },
  ];
  const plan = planned({
    isDirect: true,
    isTracked: false,
    available: null,
    directParcels,
    directOpen,
  });

  test('has delay and promise at risk and no reorder point, and stock is no gap', () => {
    expect(plan.plan).toMatchObject({
      kind: 'direct',
      delayDays: 6,
      toDoor: { p50: 12, parcels: 24 },
    });
    expect(plan.plan.kind === 'direct' && plan.plan.open.lateRisk).toBeCloseTo(12.5 / 13, 6);
    expect(plan.gaps).toEqual([]);
    expect(codes(plan)).toEqual(expect.arrayContaining(['direct_delay', 'direct_promise_risk']));
  });
});

describe('why', () => {
  test('a supplier with few deliveries is shrunk, and an arrival that nobody can date is said', () => {
    const arriving = [
      { purchaseOrderId: 1, quantity: 9, orderedAt: null, expectedOn: null },
      { purchaseOrderId: 2, quantity: 5, orderedAt: daysAgo(3), expectedOn: null },
    ];
    const plan = planned({ supplier: { ...SUPPLIER, deliveries: [delivery(30)] }, arriving });
    expect(valuesOf(plan, 'lead_time_shrunk')).toEqual({ deliveries: 1, from: 'shrunk' });
    expect(valuesOf(plan, 'arrivals')).toEqual({ units: 14, uncertain: 9 });
  });

  test('the textbook’s reorder point stands beside ours', () => {
    expect(valuesOf(planned(), 'textbook')?.['reorderPoint']).toBeGreaterThan(14 * 3);
  });

  test('a season away from the usual level is said', () => {
    const season = CATEGORY.season.map(() => 1.4);
    expect(valuesOf(planned({}, { category: { ...CATEGORY, season } }), 'season_now')).toEqual({
      percent: 140,
    });
    expect(codes(planned())).not.toContain('season_now');
  });

  test('reasons stand in the order of reading', () => {
    for (const plan of [planned(), planned({ available: -4 }), planned({ history: weeks(0) })]) {
      const places = codes(plan).map((code) => PLAN_REASONS.findIndex((each) => each === code));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(places).not.toContain(-1);
    }
  });
});
