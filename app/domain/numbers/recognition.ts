export type NumberContext = {
  /** ISO code; null or absent: unknown. */
  destination?: string | null;
  origin?: string | null;
  /** This shop's parcels so far, counted by carrier slug. */
  shopCarriers?: ReadonlyMap<string, number>;
  /** The carrier the merchant names: a slug or any spelling `carrierSlug` knows. Often wrong. */
  statedCarrier?: string | null;
};

export type Recognition = {
  key: string;
  /** Best first. Empty: nothing in the catalogue fits. */
  candidates: readonly Candidate[];
  /** Null: we abstain. */
  best: Candidate | null;
  suspicions: readonly Suspicion[];
};

export type Candidate = {
  carrier: string;
  carrierName: string;
  /** Id of the likeliest format of this carrier. */
  format: string;
  /** 0–1: probability that this carrier issued the number. */
  confidence: number;
  checkDigit: 'passed' | 'failed' | 'none';
  /** ISO codes of the carrier's home markets; `*`: nearly everywhere. */
  countries: readonly string[];
  /** Read from the number itself; null: it does not say. */
  originCountry: string | null;
  destinationCountry: string | null;
  service: string | null;
};

/** Reasons to doubt, never proofs. */
export type Suspicion =
  | { code: 'check_digit_failed'; format: string; carrier: string }
  | { code: 'stated_carrier_differs'; stated: string; recognised: string }
  /** The carrier delivers such numbers in one country alone, and the parcel goes to another. */
  | { code: 'destination_differs'; implied: string; destination: string }
  /** The digits are nearly all one digit: a sample, or made up. */
  | { code: 'repeated_digits' }
  | { code: 'placeholder' };
