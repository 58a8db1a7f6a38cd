import type { RuleExample } from '#app/domain/findings/rule.ts';
import type { VariantSubject } from '#app/domain/findings/subjects.ts';
import {
  directPlan,
  PLANNED_AT,
  stockedPlan,
  variantSubject,
} from '#app/domain/findings/variant-subject.fixture.ts';
import type { StockedPlan } from '#app/domain/inventory/variant-plan.ts';

const LOST = { minor: 31_200, currency: 'USD' };

/** To be ordered by Friday, 27 November 2026, in New York. */
function dueBy27th(): VariantSubject {
  return variantSubject({
    plan: stockedPlan({
      onHand: 40,
      coverDays: 20,
      stockOutOn: { p10: '2026-12-14', p50: '2026-12-18', p90: '2026-12-24' },
      orderByOn: '2026-11-27',
      suggestedQuantity: 84,
      lostIfIgnored: LOST,
    }),
  });
}

/** Planned on 20 November, which asks for an order at once; the supplier takes three weeks. */
function orderAtOnce(stockOut: string, incoming: StockedPlan['incoming'] = []): VariantSubject {
  return variantSubject({
    plan: stockedPlan({
      onHand: 4,
      incoming,
      stockOutOn: { p10: stockOut, p50: stockOut, p90: stockOut },
      orderByOn: '2026-11-20',
      suggestedQuantity: 84,
      lostIfIgnored: LOST,
    }),
  });
}

function withoutLeadTime(stockOut: string | null): VariantSubject {
  return variantSubject({
    plan: stockedPlan({ leadTime: null, stockOutOn: { p10: null, p50: stockOut, p90: null } }),
    gaps: ['no_lead_time'],
  });
}

export const invOrd01Examples: readonly RuleExample<'variant'>[] = [
  {
    kind: 'fail',
    name: 'the last day for an order in time has passed',
    asOf: new Date('2026-11-29T15:00:00Z'),
    facts: dueBy27th(),
    expect: { verdict: 'fail', message: 'order_overdue', exposure: [LOST] },
  },
  {
    kind: 'fail',
    name: 'a plan made anew each night asks for an order at once, but what is ordered now comes after the stock runs out',
    asOf: PLANNED_AT,
    facts: orderAtOnce('2026-12-10'),
    expect: {
      verdict: 'fail',
      message: 'order_overdue',
      deadline: new Date('2026-11-20T05:00:00Z'),
    },
  },
  {
    kind: 'boundary',
    name: 'what is ordered today comes on the day the stock runs out',
    asOf: PLANNED_AT,
    facts: orderAtOnce('2026-12-11'),
    expect: { verdict: 'upcoming', message: 'order_soon' },
  },
  {
    kind: 'case',
    name: 'what is underway comes first: an order of today is for the time after it',
    asOf: PLANNED_AT,
    facts: orderAtOnce('2026-11-25', [
      {
        purchaseOrderId: 1,
        quantity: 50,
        expectedOn: '2026-11-27',
        arrivesOn: { p10: '2026-11-26', p50: '2026-11-27', p90: '2026-12-01' },
      },
    ]),
    expect: { verdict: 'upcoming', message: 'order_soon' },
  },
  {
    kind: 'pass',
    name: 'stock lasts until spring',
    asOf: PLANNED_AT,
    facts: variantSubject(),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'eight days before the last day it is quiet',
    asOf: new Date('2026-11-20T04:59:59Z'),
    facts: dueBy27th(),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'boundary',
    name: 'seven days before the last day it warns',
    asOf: new Date('2026-11-20T05:00:00Z'),
    facts: dueBy27th(),
    expect: {
      verdict: 'upcoming',
      message: 'order_soon',
      deadline: new Date('2026-11-28T05:00:00Z'),
      exposure: [LOST],
    },
  },
  {
    kind: 'boundary',
    name: 'an order on the last day is in time',
    asOf: new Date('2026-11-28T04:59:59Z'),
    facts: dueBy27th(),
    expect: { verdict: 'upcoming' },
  },
  {
    kind: 'boundary',
    name: 'at midnight the last day is over',
    asOf: new Date('2026-11-28T05:00:00Z'),
    facts: dueBy27th(),
    expect: { verdict: 'fail' },
  },
  {
    kind: 'missing_fact',
    name: 'a supplier nobody knows the lead time of, with stock for three weeks',
    asOf: PLANNED_AT,
    facts: withoutLeadTime('2026-12-11'),
    expect: { verdict: 'unknown', message: 'no_lead_time', missing: 'empty' },
  },
  {
    kind: 'missing_fact',
    name: 'where there is enough for months, nobody has to know the lead time',
    asOf: PLANNED_AT,
    facts: withoutLeadTime('2027-04-19'),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'missing_fact',
    name: 'where nothing runs out, nobody has to know the lead time',
    asOf: PLANNED_AT,
    facts: withoutLeadTime(null),
    expect: { verdict: 'pass' },
  },
  {
    kind: 'missing_fact',
    name: 'without cost or price the order is due all the same, its sum is not known',
    asOf: PLANNED_AT,
    facts: variantSubject({
      plan: stockedPlan({ orderByOn: '2026-11-24', suggestedQuantity: 10, lostIfIgnored: null }),
      gaps: ['cost_missing'],
    }),
    expect: { verdict: 'upcoming', exposure: [] },
  },
  {
    kind: 'case',
    name: 'what a supplier ships to the buyer has no day to order by',
    asOf: PLANNED_AT,
    facts: variantSubject({ plan: directPlan() }),
    expect: { verdict: 'not_applicable' },
  },
  {
    kind: 'before_effective',
    name: 'before Lastscan planned stock nothing is asked',
    asOf: new Date('2025-12-31T12:00:00Z'),
    facts: dueBy27th(),
    expect: { verdict: 'not_applicable' },
  },
];
