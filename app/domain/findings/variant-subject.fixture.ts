import { shopContext } from '#app/domain/findings/shop-context.fixture.ts';
import type { VariantSubject } from '#app/domain/findings/subjects.ts';
import type { DirectPlan, StockedPlan } from '#app/domain/inventory/variant-plan.ts';

/** When the variants of the examples were planned: Friday, 20 November 2026, 01:00 in New York. */
export const PLANNED_AT = new Date('2026-11-20T06:00:00Z');

/** Enough in stock until spring, from a supplier that takes three weeks: nothing to do. */
export function stockedPlan(overrides: Partial<StockedPlan> = {}): StockedPlan {
  return {
    kind: 'stocked',
    onHand: 300,
    owed: 0,
    incoming: [],
    weeklyDemand: 14,
    method: 'ses',
    pooled: null,
    coverDays: 150,
    stockOutOn: { p10: '2027-04-01', p50: '2027-04-19', p90: '2027-05-10' },
    leadTime: { p10: 18, p50: 21, p90: 30, deliveries: 12, from: 'deliveries' },
    orderByOn: null,
    suggestedQuantity: 0,
    lostIfIgnored: null,
    serviceLevel: 0.9,
    tiedUp: { minor: 240_000, currency: 'USD' },
    sellThrough: 0.99,
    sellThroughDays: 180,
    isDead: false,
    preorder: null,
    ...overrides,
  };
}

/** Shipped to the buyer by its supplier. */
export function directPlan(overrides: Partial<DirectPlan> = {}): DirectPlan {
  return {
    kind: 'direct',
    toDoor: { p10: 9, p50: 13, p90: 21, parcels: 120 },
    delayDays: 0,
    open: { units: 8, value: { minor: 40_000, currency: 'USD' }, lateRisk: 0.1 },
    weeklyDemand: 6,
    ...overrides,
  };
}

/** A lantern with nothing to do. */
export function variantSubject(overrides: Partial<VariantSubject> = {}): VariantSubject {
  return {
    kind: 'variant',
    id: '4001',
    shop: shopContext(),
    productId: '301',
    label: 'Lantern · sand',
    plannedAt: PLANNED_AT,
    plan: stockedPlan(),
    gaps: [],
    ...overrides,
  };
}
