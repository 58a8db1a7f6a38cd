import type { Source } from '#app/services/sync-source.server.ts';

/** One shop's Shopify with what reading its goods needs to know. */
export interface CatalogueSlice {
  shopId: number;
  source: Source;
  currency: string;
  scopes: ReadonlySet<string>;
  now: Date;
}
