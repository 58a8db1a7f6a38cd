import type { WorldShop } from '../world/effects.ts';
import type { AccountPlatform } from './account-contract.ts';
import type { Visit } from './visit.ts';

/** The app's extension on pages of customers. */
export const SHOPPER_EXTENSION = 'shopper-tracking';

/** What is asked of a shop's account pages, by whom. */
export interface AccountAsk {
  shop: WorldShop;
  /** The shop's part of the address: `/store/{handle}`. */
  base: string;
  search: URLSearchParams;
  visit: Visit;
}

/** Who is signed in where `owner`'s things are looked at; null: nobody. */
export function signedInCustomer(
  platform: AccountPlatform,
  owner: number,
  { shop, visit }: AccountAsk,
): number | null {
  if (visit.state !== 'authenticated') return null;
  return visit.viewer === 'own' ? owner : platform.otherCustomer(shop.domain, owner);
}

/** A whole number in the address; null when there is none. */
export function numberIn(search: URLSearchParams, name: string): number | null {
  const text = search.get(name) ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
