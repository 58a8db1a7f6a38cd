import type { ParcelQuery, ParcelSort } from '#app/contracts/pages.ts';

/** What a page of parcels is chosen by. Instants, not dates: the shop's zone was applied before. */
export interface ParcelFilter {
  verdicts: ParcelQuery['verdicts'];
  /** Normalised carrier keys. */
  carriers: readonly string[];
  destinations: readonly string[];
  muted: ParcelQuery['muted'];
  shippedFrom: Date | null;
  /** Exclusive. */
  shippedBefore: Date | null;
  minimumValueMinor: number | null;
  search: string | null;
}

export interface ParcelPageRequest {
  shopId: number;
  filter: ParcelFilter;
  sort: ParcelSort;
  /** The row the page lies beside; null = the list's beginning. */
  beside: { key: string; fulfillmentId: string; position: number } | null;
  direction: 'next' | 'previous';
  limit: number;
}
