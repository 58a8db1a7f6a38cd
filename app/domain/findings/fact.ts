/**
 * Something a rule may rest on: its value with when and from whom it was learned, or why it is not known. A missing fact
 * never turns into a default: the rule says `unknown` and names it.
 */
export type Fact<T> = KnownFact<T> | { known: false; missing: Missing };

export interface KnownFact<T> {
  known: true;
  value: T;
  /** When it became so, or when it was read if nobody says. */
  at: Date;
  origin: FactOrigin;
}

export const FACT_ORIGINS = [
  'shopify', // as the Admin API told it
  'carrier', // a scan
  'history', // recorded by Lastscan since install
  'merchant', // a setting or an attestation
  'text', // read out of a text the merchant wrote
  'law', // nobody agreed on anything, so the rule's own default
] as const;
export type FactOrigin = (typeof FACT_ORIGINS)[number];

/** Why a fact is not known, and with it what would supply it. */
export type Missing =
  /** The app may not read it: the merchant can grant the scope. */
  | { kind: 'scope'; scope: string }
  /** Kept since `since` only; the rule needs `days` of it. */
  | { kind: 'history'; since: Date; days: number }
  /** Only a person can say so. */
  | { kind: 'attestation'; attestation: string }
  /** Shopify or the carrier has no value there; `field` names it. */
  | { kind: 'empty'; field: string }
  /** Not read yet. */
  | { kind: 'not_read'; field: string };

export function known<T>(value: T, about: { at: Date; origin: FactOrigin }): KnownFact<T> {
  return { known: true, value, ...about };
}

export function missing<T>(why: Missing): Fact<T> {
  return { known: false, missing: why };
}
