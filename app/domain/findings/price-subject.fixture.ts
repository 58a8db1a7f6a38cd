import { shopContext } from '#app/domain/findings/shop-context.fixture.ts';
import type { PricePoint, PriceSubject } from '#app/domain/findings/subjects.ts';

/** A lamp sold in Germany for 50.00 EUR since April 2026, never reduced; nothing was sold at another price. */
export function priceSubject(overrides: Partial<PriceSubject> = {}): PriceSubject {
  return {
    kind: 'price',
    id: '701@DE',
    shop: shopContext({ currency: 'EUR', country: 'DE', timeZone: 'Europe/Berlin' }),
    variantId: '701',
    productId: '501',
    label: 'Desk lamp · Brass',
    country: 'DE',
    isSold: true,
    recordedSince: RECORDED_SINCE,
    productCreatedAt: new Date('2026-01-05T09:00:00Z'),
    history: [pricePoint('2026-04-01', 5_000)],
    salesSinceClaim: [],
    soldAtCompareAt: null,
    category: null,
    ...overrides,
  };
}

export const RECORDED_SINCE = new Date('2026-04-01T00:00:00Z');

/** A price in EUR from the beginning of a UTC day, or from an instant, on. Minor units; no compare-at price where none stands. */
export function pricePoint(
  since: string,
  minor: number,
  compareAtMinor: number | null = null,
): PricePoint {
  const compareAt = compareAtMinor === null ? null : { minor: compareAtMinor, currency: 'EUR' };
  return { at: new Date(since), price: { minor, currency: 'EUR' }, compareAt };
}
