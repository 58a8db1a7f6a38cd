import { USUAL_PAYMENTS } from '#sandbox/payments/settings.ts';
import type { PaymentsSettings } from '#sandbox/payments/settings.ts';
import { DAY } from '../calendar.ts';
import type { WorldLocation, WorldShop, WorldSupplier } from '../effects.ts';

/** A shop with a long past, whose stock and money can be foretold as well as chance allows. Invented, as everything is. */
export const STORE: WorldShop = {
  domain: 'harbor-outfitters.myshopify.com',
  name: 'Harbor Outfitters',
  currency: 'USD',
  timeZone: 'America/New_York',
  country: 'US',
  locale: 'en',
};

export const WAREHOUSE: WorldLocation = {
  id: 71_970_000_000,
  name: 'New Bedford warehouse',
  city: 'New Bedford',
  country: 'US',
};

/** Ships to the buyers itself. */
export const DIRECT_SUPPLIER: WorldSupplier = {
  location: { id: 71_970_000_067, name: 'Fenwick Direct Supply', city: 'Shenzhen', country: 'CN' },
  service: { id: 61_970_000, handle: 'fenwick-direct-supply', name: 'Fenwick Direct Supply' },
};

export const WEEKS_BEFORE = 65;
/** The app looks 180 days ahead; a check looks at it for five weeks. */
export const WEEKS_AFTER = 32;

/** A tenth of the card sales is held back for sixty days, since twenty weeks before the world's start. */
export function paymentsOf(startAt: number): PaymentsSettings {
  return {
    ...USUAL_PAYMENTS,
    reserve: { percentBp: 1_000, days: 60, since: startAt - 20 * 7 * DAY },
  };
}
