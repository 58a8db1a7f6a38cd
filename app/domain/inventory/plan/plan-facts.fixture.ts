import type {
  CategoryDemand,
  LeadRecord,
  PlanContext,
  SupplierFacts,
  VariantFacts,
} from '#app/domain/inventory/plan-facts.ts';

/** A Thursday, at midnight in the shop's zone. */
export const TODAY = '2026-11-26';
export const NOW = new Date('2026-11-26T00:00:00Z');
const DAY_MS = 86_400_000;

export const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

/** A delivery that took so many days and ended some time ago. */
export function delivery(days: number, over: Partial<LeadRecord> = {}): LeadRecord {
  return { orderedAt: daysAgo(40 + days), arrivedAt: daysAgo(40), expectedOn: null, ...over };
}

export const CATEGORY: CategoryDemand = {
  season: Array.from({ length: 53 }, () => 1),
  waveVariance: 0,
  weeks: 104,
  variants: 40,
  weeklyMean: 3,
  spread: 1,
  dispersion: 1.5,
  methods: [{ method: 'ses', loss: 1 }],
  scale: 1,
  serviceLevel: 0.9,
};

export const SUPPLIER: SupplierFacts = {
  id: 7,
  name: 'Yiwu Bright',
  shipsDirect: false,
  deliveries: [],
  typedLead: { low: 10, likely: 14, high: 24 },
  packSize: 1,
  minimumQuantity: 1,
  reviewDays: null,
};

/** A year of weeks up to the last Sunday, each with the same units, always in stock. */
export function weeks(units: number | readonly number[], inStock = 1): VariantFacts['history'] {
  const list = typeof units === 'number' ? Array.from({ length: 52 }, () => units) : units;
  const from = new Date(Date.parse('2026-11-23') - list.length * 7 * DAY_MS);
  return {
    from: from.toISOString().slice(0, 10),
    units: list,
    inStock: list.map(() => inStock),
  };
}

/** Fourteen a week, 100 on hand, a supplier that needs two weeks. */
export function variantFacts(over: Partial<VariantFacts> = {}): VariantFacts {
  return {
    variantId: '4711',
    productId: '11',
    label: 'Lamp · Brass',
    sku: 'LAMP-B',
    category: 'Lamps',
    isTracked: true,
    sellsBelowZero: false,
    available: 100,
    cost: { minor: 800, currency: 'EUR' },
    price: { minor: 2000, currency: 'EUR' },
    history: weeks(14),
    unitsThisWeek: 6,
    supplier: SUPPLIER,
    isDirect: false,
    arriving: [],
    openUnits: null,
    directParcels: [],
    directOpen: [],
    gaps: [],
    ...over,
  };
}

export function planContext(over: Partial<PlanContext> = {}): PlanContext {
  return {
    today: TODAY,
    now: NOW,
    timeZone: 'UTC',
    currency: 'EUR',
    horizonDays: 180,
    category: CATEGORY,
    allDeliveries: [],
    holdingShare: 0.2,
    deadDays: 180,
    seed: 1,
    ...over,
  };
}
