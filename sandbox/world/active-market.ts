import type { WorldMarket } from './shop-side.ts';

/** A market that sells. */
export function activeMarket(
  id: number,
  name: string,
  handle: string,
  countries: readonly string[],
  currency: string,
): WorldMarket {
  return { id, name, handle, status: 'ACTIVE', countries, currency };
}
