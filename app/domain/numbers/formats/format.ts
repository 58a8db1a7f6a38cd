import type { CheckDigitName } from '#app/domain/numbers/check-digits.ts';

/** One kind of tracking number one carrier issues: a fact with its sources and its own examples. */
export type NumberFormat = {
  /** Unique in the catalogue; snake case. */
  id: string;
  /** Slug in `carriers.ts`. What `read` says of a number goes before it. */
  carrier: string;
  name: string;
  /** Anchored, of bounded length, over digits and capital letters; the subset `shapeOf` reads. */
  pattern: RegExp;
  /** Null: the format has no check digit, or none that is public. */
  check: CheckRule | null;
  frequency: Frequency;
  /** ISO codes where parcels with this number start; absent: anywhere. */
  origins?: readonly string[];
  /** ISO codes where parcels with this number end; absent: anywhere. */
  destinations?: readonly string[];
  service?: string;
  /** What the number itself says. Called with keys that fit the pattern; null: the number cannot be of this format. */
  read?: (key: string) => Reading | null;
  /** Where the fact stands; a format that is not `unconfirmed` names at least one of `PUBLIC_SOURCES`. */
  sources: readonly string[];
  /** No document was found that states this; public programs alone do. The format then weighs a third. */
  unconfirmed?: true;
  valid: readonly string[];
  invalid: readonly string[];
  /** Formats of other carriers that a valid number of this one may equally be, so that we abstain or name those. */
  ambiguousWith?: readonly string[];
};

export type Reading = {
  carrier?: string;
  service?: string | null;
  originCountry?: string | null;
  destinationCountry?: string | null;
};

/** The check character stands at `to`, right after what it covers, before which `prepend` is thought. Negative positions count from the end. */
export type CheckRule = { algorithm: CheckDigitName; from: number; to: number; prepend?: string };

/**
 * Share of a format among the numbers a cross-border merchant meets, in five steps about three apart: an order of
 * magnitude is all the evidence there is, and shop history replaces it within some twenty parcels. `hint` is for shapes
 * that say little or that public programs disagree on: they are accepted only when shop or parcel point the same way.
 */
export const FREQUENCY = {
  dominant: 0.05,
  common: 0.015,
  regular: 0.005,
  uncommon: 0.0015,
  rare: 0.0005,
  hint: 0.0001,
} as const;
export type Frequency = keyof typeof FREQUENCY;

/** One step of `FREQUENCY`. */
const UNCONFIRMED_SHARE = 1 / 3;

/** The share a format starts with, before shop and parcel say anything. */
export function shareOf({ frequency, unconfirmed }: NumberFormat): number {
  return FREQUENCY[frequency] * (unconfirmed === true ? UNCONFIRMED_SHARE : 1);
}
