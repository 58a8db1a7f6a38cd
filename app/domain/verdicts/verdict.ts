import type { Proof } from '#app/domain/parcels/proof.ts';
import type { Scan } from '#app/domain/scans/scan.ts';
import type { SourceName } from '#app/domain/scans/source-name.ts';
import type { Incident } from '#app/domain/verdicts/incident.ts';
import type { Learned } from '#app/domain/verdicts/learned.ts';
import type { AppliedLimits } from '#app/domain/verdicts/limits.ts';
import type { BusinessCalendar } from '#app/domain/shared/business-calendar.ts';

/** What we conclude about a parcel. No source ever writes it. */
export const VERDICTS = [
  'on_track',
  'late',
  'stalled',
  'never_scanned',
  'missing_number',
  'customs_hold',
  'wrong_number',
  'wrong_parcel',
  'source_blind',
  'delivered',
  'returning',
  'lost',
] as const;
export type VerdictKind = (typeof VERDICTS)[number];

/** The queues of the Home page, in the order in which they are shown. */
export const QUEUES = [
  'missing_number',
  'never_scanned',
  'stalled',
  'customs_hold',
  'wrong_number',
  'late',
  'returning',
] as const satisfies readonly VerdictKind[];
export type Queue = (typeof QUEUES)[number];

/** Why, as a code; the words for each live in i18n under `cause.<code>`. */
export const CAUSES = [
  'moving', // physical scans within the limit
  'awaiting_number', // shipped, no number yet, within the limit
  'number_not_uploaded', // shipped, no number, past the limit
  'awaiting_first_scan', // number known, no physical scan, within the limit
  'announced_not_handed_over', // label exists, never scanned physically, past the limit
  'number_unknown_to_carrier', // not even a notice, past the limit
  'carrier_not_reported_by_shopify', // never scanned, and neither Shopify nor another source follows this carrier
  'silent_before_departure', // last physical scan in origin country before line-haul
  'silent_after_departure', // last physical scan: departed origin (hand-off between carriers)
  'silent_in_destination', // last physical scan in destination network
  'silent_unknown_stage', // physical scans, stage unknown
  'customs_needs_action', // customs asks for something
  'customs_silent', // entered customs and stayed silent past the limit
  'past_promised_date', // carrier's or shop's date has passed
  'promise_unlikely', // not passed yet, but hardly any parcel like it keeps it
  'past_usual_time', // no date given, past the limit of days since shipping
  'delivered_by_scan',
  'returning_by_scan',
  'returned_by_scan',
  'lost_by_carrier',
  'source_silent', // our source has not answered, so silence cannot be judged
  'source_incident', // the source has stopped for many parcels together
  'carrier_incident', // the carrier has stopped scanning for everyone
  'number_scanned_before_payment', // one for each fact that can prove a number wrong
  'number_delivered_before_order',
  'number_delivered_elsewhere',
  'number_impossible_place',
  'number_same_number_other_order',
  'number_too_fast',
  'fulfillment_cancelled',
] as const;
export type Cause = (typeof CAUSES)[number];

/** What a person should do next; the words live in i18n under `nextStep.<code>`. */
export const NEXT_STEPS = [
  'wait',
  'ask_supplier_for_number',
  'ask_supplier_for_handover',
  'ask_supplier_for_right_number',
  'ask_carrier_to_trace',
  'help_with_customs',
  'tell_buyer_new_date',
  'decide_on_return',
  'refund_or_reship',
  'check_connection',
  'none',
] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

/**
 * One readable piece of evidence: `code` names the sentence in i18n (`evidence.<code>`), `params` fill it.
 * Instants are ISO strings.
 */
export interface Evidence {
  code: string;
  params: Record<string, string | number | null>;
}

export interface VerdictInput {
  parcel: {
    /** Current number as typed, or null when the fulfillment has none. */
    number: string | null;
    /** When we first saw this very number; null without a number. The per-number clock starts here. */
    numberSeenAt: Date | null;
    /** When the fulfillment was created. */
    shippedAt: Date;
    cancelled: boolean;
    /** ISO alpha-2 or null. */
    origin: string | null;
    destination: string | null;
    /** Promise known from Shopify, or null. */
    estimatedDeliveryAt: Date | null;
    /** True when the fulfillment holds several numbers and so its scans cannot be told apart. */
    sharedStream: boolean;
    /** Whether Shopify follows this carrier by itself; null when the carrier is unknown. */
    carrierFollowedByShopify: boolean | null;
    /** True when a connected source is asked about a number of the chain and knows it. */
    followedBySource: boolean;
  };
  /** Scans of the chain of numbers (see parcels/attribute-scans.ts), of all sources, any order, duplicates allowed. */
  scans: readonly Scan[];
  /** What speaks against the chain's numbers, without what a person has dismissed. */
  proofs: readonly Proof[];
  /** The source whose answer is the freshest that counts (see source-clock.ts). */
  answeredBy: SourceName;
  /** When it last answered, as far as it had news itself; null = never. */
  sourceAnsweredAt: Date | null;
  /** A stop of many parcels together that this one is part of; null = none. */
  incident: Incident | null;
  limits: AppliedLimits;
  /** What the shop's past says of silence; null = nothing is asked of it. */
  learned: Learned | null;
  calendars: { origin: BusinessCalendar; destination: BusinessCalendar };
  now: Date;
}

/** The silence the verdict is about: shown as a bar. Null when the parcel is terminal or has nothing to wait for. */
export interface Silence {
  from: Date;
  /** Business days (or days, when the calendar is off) after which the verdict turns. */
  limitDays: number;
  /** The instant at which the limit is reached. */
  limitAt: Date;
}

/** Whom a parcel is compared with: a limit somebody set, or the past of a lane, of its carrier, of the stage, of nobody. */
export type Population =
  | {
      basis: 'fixed_limit';
      group: 'domestic' | 'international' | 'country';
      country: string | null;
    }
  | {
      basis: 'learned';
      level: 'lane' | 'carrier' | 'stage' | 'prior';
      /** Silences of that level that ended. */
      parcels: number;
      silenceKey: string;
      /** Of the model that judged. */
      version: number;
    };

export interface Verdict {
  kind: VerdictKind;
  cause: Cause;
  /** When the conclusion became true (the deadline passed, the scan happened), not when we looked. */
  since: Date;
  evidence: Evidence[];
  /** Against what the parcel is judged. */
  population: Population;
  /**
   * At least so probable it is that the parcel never moves by itself (see `stallSteps`). Null when the way is over, when
   * silence cannot be judged and when nothing is learned: a probability is never invented.
   */
  probability: number | null;
  /** What the present silence is counted under (`silenceKeyText`); null when there is none. */
  silenceKey: string | null;
  /**
   * Earliest instant at which the verdict could change by the passing of time alone; null = only a scan, a number, a
   * setting or (`source_blind`) an answer of the source can change it.
   */
  reviewAt: Date | null;
  nextStep: NextStep;
  silence: Silence | null;
}
