import { known } from '#app/domain/findings/fact.ts';
import { shopContext } from '#app/domain/findings/shop-context.fixture.ts';
import type { ParcelSubject } from '#app/domain/findings/subjects.ts';

/** When the parcel of the examples was marked as fulfilled: Friday, 9 October 2026, 10:00 in New York. */
export const MARKED_AT = new Date('2026-10-09T14:00:00Z');

/** A parcel of a whole order of 65.00 USD from China to the United States, handed over a day after it was marked. */
export function parcelSubject(overrides: Partial<ParcelSubject> = {}): ParcelSubject {
  return {
    kind: 'parcel',
    id: '3001.0',
    shop: shopContext(),
    orderId: '1001',
    orderName: '#1001',
    orderedAt: new Date('2026-10-01T14:00:00Z'),
    orderTotal: { minor: 6_500, currency: 'USD' },
    value: { minor: 6_500, currency: 'USD' },
    buyerCountry: 'US',
    postcodeHash: 'us-10001',
    isShipped: true,
    isCancelled: false,
    markedAt: MARKED_AT,
    number: 'YT2628100001234567',
    carrier: 'yunexpress',
    carrierIsReadable: true,
    originCountry: 'CN',
    handedOverAt: new Date('2026-10-10T09:00:00Z'),
    deliveredAt: null,
    deliveredCountry: null,
    deliveredPostcodeHash: null,
    firstScanAt: new Date('2026-10-10T09:00:00Z'),
    markToScanP90Days: known(1.6, { at: MARKED_AT, origin: 'history' }),
    carrierGraceDays: 0,
    proofs: [],
    sharers: [],
    linkedNumbers: [],
    ...overrides,
  };
}

/** The same number on another order of 40.00 USD, to another postcode of the United States, a month before. */
export function sharer(
  overrides: Partial<ParcelSubject['sharers'][number]> = {},
): ParcelSubject['sharers'][number] {
  return {
    orderId: '900',
    orderName: '#900',
    orderedAt: new Date('2026-09-01T14:00:00Z'),
    total: { minor: 4_000, currency: 'USD' },
    buyerCountry: 'US',
    postcodeHash: 'us-94103',
    markedAt: new Date('2026-09-03T14:00:00Z'),
    ...overrides,
  };
}

/** One thing that speaks against the number, known since the day after it was marked. */
export function proof(
  overrides: Partial<ParcelSubject['proofs'][number]> = {},
): ParcelSubject['proofs'][number] {
  return {
    code: 'delivered_elsewhere',
    weight: 'proof',
    at: new Date('2026-10-10T14:00:00Z'),
    dismissal: null,
    ...overrides,
  };
}
