import type { WorldLocation, WorldShop, WorldSupplier } from '../effects.ts';
import type { Destination, ShipsFrom } from './plan.ts';

/** The store in which every rule is broken somewhere and kept elsewhere. Invented, as everything is. */
export const STORE: WorldShop = {
  domain: 'meridian-goods.myshopify.com',
  name: 'Meridian Goods',
  currency: 'USD',
  timeZone: 'America/New_York',
  country: 'US',
  locale: 'en',
};

/** The shop's own warehouse, and the one of its supplier, who ships by an app of its own. */
export const PLACES: Readonly<Record<ShipsFrom, WorldLocation>> = {
  newark: { id: 71_900_000_000, name: 'Newark warehouse', city: 'Newark', country: 'US' },
  shenzhen: { id: 71_900_000_067, name: 'Shenzhen Lianfa Supply', city: 'Shenzhen', country: 'CN' },
};

export const SUPPLIER: WorldSupplier = {
  location: PLACES.shenzhen,
  service: {
    id: 61_900_000,
    handle: 'shenzhen-lianfa-supply',
    name: PLACES.shenzhen.name,
  },
};

/** Where the store sells; the European Union and the United Kingdom are the ones with the most rules. */
export const DESTINATIONS: readonly Destination[] = ['US', 'DE', 'FR', 'GB', 'CA', 'AU'];
export const EU: ReadonlySet<string> = new Set(['DE', 'FR']);
