import { SHOPIFY_CARRIERS } from '#app/domain/numbers/shopify-carriers.ts';

/** Longer ones are nobody's tracking number; the longest in use (USPS with routing code) has 34 characters. */
const MAX_NUMBER_KEY_LENGTH = 60;
const MAX_CARRIER_KEY_LENGTH = 80;

/**
 * The form in which two tracking numbers are compared: compatibility-normalised, upper case, without white space, dashes
 * and invisible characters, at most 60 characters. Empty when nothing is left: the fulfillment then has no number.
 */
export function numberKey(raw: string): string {
  return raw
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{Cf}\p{Cc}\u2212_.]/gu, '')
    .toUpperCase()
    .slice(0, MAX_NUMBER_KEY_LENGTH);
}

/** The form in which two carrier names are compared: lower case, single spaces. Null when there is no name. */
export function carrierKey(raw: string | null): string | null {
  if (raw === null) return null;
  const key = raw
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .slice(0, MAX_CARRIER_KEY_LENGTH);
  return key === '' ? null : key;
}

/**
 * Whether Shopify knows this carrier by name, so that it can follow its parcels by itself. False is firm (a name Shopify
 * does not know gets no events); true is necessary, not sufficient: Shopify keeps the list of fully integrated carriers
 * on a help page only. Null when the carrier is unknown.
 */
export function isFollowedByShopify(carrier: string | null): boolean | null {
  const key = carrierKey(carrier);
  return key === null ? null : followed.has(key);
}

const followed: ReadonlySet<string> = new Set(
  SHOPIFY_CARRIERS.map((name) => carrierKey(name)).filter((key) => key !== null),
);
