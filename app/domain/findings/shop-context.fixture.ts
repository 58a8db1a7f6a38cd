import { known } from '#app/domain/findings/fact.ts';
import type { ShopContext } from '#app/domain/findings/subjects.ts';

/** When the shop of the examples was read last: nothing in them is younger. */
export const READ_AT = new Date('2026-11-20T06:00:00Z');

/** A shop in New York that sells to the United States, the United Kingdom and the EU and has its goods sent from China. */
export function shopContext(overrides: Partial<ShopContext> = {}): ShopContext {
  return {
    currency: 'USD',
    country: 'US',
    timeZone: 'America/New_York',
    installedAt: new Date('2025-06-01T12:00:00Z'),
    targets: known(['US', 'GB', 'DE', 'FR'], { at: READ_AT, origin: 'shopify' }),
    shipsFrom: known(['CN'], { at: READ_AT, origin: 'shopify' }),
    attestations: {},
    ...overrides,
  };
}
