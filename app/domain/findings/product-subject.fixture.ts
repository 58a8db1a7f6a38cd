import { known } from '#app/domain/findings/fact.ts';
import { READ_AT, shopContext } from '#app/domain/findings/shop-context.fixture.ts';
import type { Attested, ProductSubject, ProductVariant } from '#app/domain/findings/subjects.ts';

/** A desk lamp that a shop in New York has sent from China to the United States, Germany and France; nothing is amiss. */
export function productSubject(overrides: Partial<ProductSubject> = {}): ProductSubject {
  return {
    kind: 'product',
    id: '501',
    shop: shopContext(),
    title: 'Desk lamp with steel foot',
    description: 'A desk lamp of painted steel with a foot of 12 cm. Plug included.',
    vendor: 'Lumen & Oak',
    productType: 'Lamp',
    tags: ['lighting'],
    status: 'ACTIVE',
    category: { id: 'hg-13-4-2', fullName: 'Home & Garden > Lighting > Lamps' },
    mediaCount: 3,
    updatedAt: READ_AT,
    metafields: {},
    soldIn: known(['US', 'DE', 'FR'], TOLD),
    variants: [productVariant()],
    openOrders: [],
    recentSales: [],
    locales: ['en', 'de', 'fr'],
    answers: {},
    mapped: {},
    statedShipTime: null,
    ...overrides,
  };
}

/** A variant with every code in order. */
export function productVariant(overrides: Partial<ProductVariant> = {}): ProductVariant {
  return {
    id: '701',
    title: 'White',
    sku: 'LAMP-1',
    barcode: '4006381333931',
    price: { minor: 6_000, currency: 'USD' },
    compareAt: null,
    inventoryPolicy: 'DENY',
    inventoryQuantity: 40,
    isTracked: true,
    requiresShipping: true,
    hsCode: '940521',
    hsByCountry: { US: '9405218010' },
    originCountry: 'CN',
    weightGrams: 1_800,
    hasUnitPrice: false,
    sellingPlans: [],
    metafields: {},
    isSkuShared: false,
    ...overrides,
  };
}

/** Open lines or sales of the lamp: one of 60.00 USD a country. */
export function soldTo(
  ...countries: readonly string[]
): { country: string; value: { minor: number; currency: string }; variantId: string }[] {
  return countries.map((country) => ({
    country,
    value: { minor: 6_000, currency: 'USD' },
    variantId: '701',
  }));
}

/** What a person said on the day the shop was read, until taken back. */
export function said(choice = ''): Attested & { choice: string } {
  return { answer: 'yes', at: READ_AT, until: null, note: '', choice };
}

/** A list of countries that could not be read. */
export const NOT_READ = {
  known: false,
  missing: { kind: 'scope', scope: 'read_markets' },
} as const;

const TOLD = { at: READ_AT, origin: 'shopify' } as const;
