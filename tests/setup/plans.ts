import type { DirectPlan, StockedPlan, VariantPlan } from '#app/domain/inventory/variant-plan.ts';

let lastId = 8_800_000_000;

/** A plan of a variant in the shop's own stock as a test states it: valid by default, a test names only what matters. */
export function aPlan(
  told: Partial<Omit<VariantPlan, 'plan'>> & { stocked?: Partial<StockedPlan> } = {},
): VariantPlan {
  const { stocked, ...rest } = told;
  return { ...aVariant(), ...rest, plan: { ...STOCKED, ...stocked } };
}

/** The same for a variant that a supplier ships to the buyer. */
export function aDirectPlan(
  told: Partial<Omit<VariantPlan, 'plan'>> & { direct?: Partial<DirectPlan> } = {},
): VariantPlan {
  const { direct, ...rest } = told;
  return { ...aVariant(), ...rest, plan: { ...DIRECT, ...direct } };
}

function aVariant(): Omit<VariantPlan, 'plan'> {
  lastId += 1;
  return {
    variantId: String(lastId),
    productId: '7700000001',
    label: `Lamp ${lastId}`,
    sku: `SKU-${lastId}`,
    category: 'Lamps',
    supplierId: null,
    supplierName: null,
    gaps: [],
    why: [],
  };
}

const STOCKED: StockedPlan = {
  kind: 'stocked',
  onHand: 40,
  owed: 0,
  incoming: [],
  weeklyDemand: 14,
  method: 'ses',
  pooled: null,
  coverDays: 20,
  stockOutOn: { p10: '2026-12-05', p50: '2026-12-10', p90: '2026-12-18' },
  leadTime: { p10: 14, p50: 20, p90: 33, deliveries: 12, from: 'deliveries' },
  orderByOn: '2026-11-24',
  suggestedQuantity: 60,
  lostIfIgnored: { minor: 52_000, currency: 'USD' },
  serviceLevel: 0.95,
  tiedUp: { minor: 30_000, currency: 'USD' },
  sellThrough: 0.99,
  sellThroughDays: 180,
  isDead: false,
  preorder: null,
};

const DIRECT: DirectPlan = {
  kind: 'direct',
  toDoor: { p10: 9, p50: 14, p90: 22, parcels: 120 },
  delayDays: 3.4,
  open: { units: 18, value: { minor: 61_000, currency: 'USD' }, lateRisk: 0.22 },
  weeklyDemand: 11,
};
