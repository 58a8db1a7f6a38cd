/** One carrier as Lastscan knows it. */
export type Carrier = {
  /** Our name in code and storage; kebab case, never changes. */
  slug: string;
  name: string;
  nameZh: string;
  /** ISO codes of its home markets, where it collects or delivers itself; `*`: nearly everywhere. The first is its home. */
  countries: readonly string[];
  /** Which end of a cross-border journey it is usually met at. */
  role: 'origin' | 'last_mile' | 'both';
  /** Address of its public tracking page with `{number}` in it, https only. Null: none that opens by number alone. */
  trackingUrl: string | null;
  /** Key in 17TRACK's own list of carriers; absent where unsure, so that 17TRACK detects by itself: a wrong one costs a credit. */
  seventeenTrackKey?: number;
  /** Slug in AfterShip's list of couriers for this carrier as a whole, not for one country or service of it; absent where unsure. */
  aftershipSlug?: string;
  /** Other names merchants, Shopify, 17TRACK and AfterShip write, in any case and spelling; compared without punctuation. */
  aliases: readonly string[];
};
