import type { LegKind } from '#app/domain/parcels/link.ts';
import type { Milestone } from '#app/domain/scans/scan.ts';
import type { VerdictKind } from '#app/domain/verdicts/verdict.ts';

/** What a parcel is doing, as a shopper can understand it; words in the extension's locales under `state.<code>`. */
export const SHOPPER_STATES = [
  'not_looked_at', // shipped a moment ago
  'preparing', // shipped without a number, as is usual for a while
  'no_number', // still without a number
  'announced', // a number, no scan yet, as is usual for a while
  'not_scanned', // still no scan
  'on_the_way', // moving; nobody says where
  'in_origin', // moving, in the country it comes from
  'between_countries', // has left it
  'in_customs', // at customs, as is usual for a while
  'customs_needs_you', // customs asks for something
  'customs_silent', // at customs for longer than is usual
  'in_destination', // moving, in the country it goes to
  'out_for_delivery',
  'attempt_failed',
  'ready_for_pickup',
  'silent', // no scan for longer than is usual
  'late', // past its promised or usual day
  'number_in_doubt', // the number may be another parcel's
  'no_news', // nobody can say at present: the source does not answer
  'delivered',
  'returning',
  'returned',
  'lost',
  'cancelled',
] as const;
export type ShopperState = (typeof SHOPPER_STATES)[number];

/** What happens next; words under `next.<code>`. `until` fills the sentence where the code names a day. */
export const SHOPPER_NEXTS = [
  'nothing', // it has ended well
  'number_by', // the number is to be here by `until`
  'first_scan_by',
  'next_scan_by',
  'customs_by',
  'today', // out for delivery
  'another_attempt',
  'shop_clears_up', // the shop must find out; the shopper need do nothing
  'shop_decides', // comes back or is lost: the shop refunds or sends again
  'news_again', // when the source answers again
] as const;
export type ShopperNext = (typeof SHOPPER_NEXTS)[number];

/** What only the shopper can do; words under `need.<code>`. */
export const SHOPPER_NEEDS = ['answer_customs', 'collect', 'be_there'] as const;
export type ShopperNeed = (typeof SHOPPER_NEEDS)[number];

/**
 * One parcel as its shopper may see it: facts that stay true until the next write, so that it can be stored and shown later.
 * Instants are ISO 8601 in UTC. Nothing personal is in it.
 */
export interface ShopperParcel {
  /** `${fulfillmentId}-${position}`. */
  id: string;
  state: ShopperState;
  verdict: VerdictKind | 'unassessed';
  /** When the state began; of a parcel at the door, when it was scanned there. Null while nobody has looked. */
  since: string | null;
  /** The merchant's own sentence for this verdict, in the language it is in; null = ours is said. */
  own: { language: string; text: string } | null;
  origin: string | null;
  destination: string | null;
  /** The chain of numbers from the first to the last; empty while there is none, and where the shop hides it. */
  legs: ShopperLeg[];
  lastScan: { milestone: Milestone; at: string; country: string | null } | null;
  /** How long such silence usually is; null when nothing is waited for, is known, or the shop hides it. */
  silence: {
    from: string;
    /** Nine of ten such parcels have news by then. */
    usualUntil: string;
    /** Of this route, its carrier, all of the shop's, or general experience. */
    basis: 'lane' | 'carrier' | 'stage' | 'prior';
  } | null;
  /** Days at the destination; `confidence` of 1. Null when nothing is expected, or the shop hides it. */
  delivery: {
    earliestOn: string;
    latestOn: string;
    confidence: number;
    basis: 'lane' | 'carrier' | 'stage' | 'prior';
  } | null;
  /** Null where the shop hides it. `until` is an instant, ahead of `now` when it was made. */
  next: { code: ShopperNext; until: string | null } | null;
  need: ShopperNeed | null;
}

export interface ShopperLeg {
  kind: LegKind;
  number: string;
  /** The carrier's name; null = not known. */
  carrier: string | null;
  /** `https:` only; null = no page is known. */
  url: string | null;
}
