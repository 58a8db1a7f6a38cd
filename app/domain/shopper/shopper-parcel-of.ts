import type { SilenceStage } from '#app/domain/lanes/silence-stage.ts';
import type { Milestone } from '#app/domain/scans/scan.ts';
import type { BusinessCalendar } from '#app/domain/shared/business-calendar.ts';
import { ownWording } from '#app/domain/shopper/own-wording.ts';
import { shopperLegs, type StoredChainLeg } from '#app/domain/shopper/shopper-legs.ts';
import type { ShopperParcel, ShopperState } from '#app/domain/shopper/shopper-parcel.ts';
import type { ShopperSettings } from '#app/domain/shopper/shopper-settings.ts';
import { shopperStateOf, type Told } from '#app/domain/shopper/shopper-state-of.ts';
import type { Cause, VerdictKind } from '#app/domain/verdicts/verdict.ts';

/** What is known of a parcel as of `now`. Whether it is muted is not among it: that is between the shop and its queues. */
export interface ShopperFacts {
  /** `${fulfillmentId}-${position}`. */
  id: string;
  verdict: VerdictKind | 'unassessed';
  cause: Cause | null;
  verdictSince: Date | null;
  cancelled: boolean;
  origin: string | null;
  destination: string | null;
  /** The parcel's chain of confirmed numbers, from the first to the last; empty without a number. */
  chain: readonly StoredChainLeg[];
  /** The last news; its country null where the source does not say. */
  lastScan: { milestone: Milestone; at: Date; country: string | null } | null;
  /** Where the last physical scan put it; null = over, or not known. */
  stage: SilenceStage | null;
  /** When the present wait turns the verdict; null = nothing is waited for. */
  limitAt: Date | null;
  /** The present silence among others like it; null = none, or nothing is known of such. */
  silence: { from: Date; usualUntil: Date; basis: Basis } | null;
  /** When it is expected; null = nothing is. */
  delivery: ShopperParcel['delivery'];
  /** The destination's. */
  calendar: Pick<BusinessCalendar, 'dateAt' | 'endOfDate'>;
  now: Date;
}

type Basis = NonNullable<ShopperParcel['silence']>['basis'];

/**
 * What a shopper may see of a parcel: the one place where that is decided. It says no more than the verdict does, leaves out
 * what the shop hides, and falsifies nothing. `language` (BCP 47) is that of the merchant's own sentence.
 */
export function shopperParcelOf(
  facts: ShopperFacts,
  { settings, language }: { settings: Pick<ShopperSettings, 'show' | 'wording'>; language: string },
): ShopperParcel {
  const { verdict, lastScan, origin, destination } = facts;
  const told = shopperStateOf({
    verdict,
    cause: facts.cause,
    cancelled: facts.cancelled,
    milestone: lastScan?.milestone ?? null,
    stage: facts.stage,
    isDomestic: origin !== null && origin === destination,
    hasNumber: facts.chain.length > 0,
    isFresh: isFresh(facts),
  });
  const { show } = settings;
  return {
    id: facts.id,
    state: told.state,
    verdict,
    since: sinceOf(facts, told),
    own: ownWording(settings, { verdict, state: told.state }, language),
    origin,
    destination,
    legs: show.numbers ? shopperLegs(facts.chain) : [],
    // Of a doubtful number scans speak of somebody else's parcel.
    lastScan:
      lastScan === null || told.state === 'number_in_doubt'
        ? null
        : { ...lastScan, at: lastScan.at.toISOString() },
    silence: show.silence && SILENCE_IS_SAID.has(told.state) ? silenceOf(facts) : null,
    delivery: show.delivery && DELIVERY_IS_SAID.has(told.state) ? deliveryOf(facts) : null,
    next: show.next ? { code: told.next, until: untilOf(facts, told) } : null,
    need: told.need,
  };
}

/** A scan of last night still speaks of the same round this morning. */
const FRESH_MS = 12 * 3_600_000;

function isFresh({ lastScan, calendar, now }: ShopperFacts): boolean {
  if (lastScan === null) return false;
  const ageMs = Math.abs(now.getTime() - lastScan.at.getTime());
  return ageMs < FRESH_MS || calendar.dateAt(lastScan.at) === calendar.dateAt(now);
}

const AT_THE_DOOR: ReadonlySet<ShopperState> = new Set([
  'out_for_delivery',
  'attempt_failed',
  'ready_for_pickup',
]);

function sinceOf({ lastScan, verdict, verdictSince }: ShopperFacts, { state }: Told) {
  if (verdict === 'unassessed') return null;
  const since = AT_THE_DOOR.has(state) && lastScan !== null ? lastScan.at : verdictSince;
  return since?.toISOString() ?? null;
}

/** Where a scan is waited for, and its absence can be judged. */
const SILENCE_IS_SAID: ReadonlySet<ShopperState> = new Set([
  'announced',
  'not_scanned',
  'on_the_way',
  'in_origin',
  'between_countries',
  'in_customs',
  'customs_silent',
  'in_destination',
  'out_for_delivery',
  'attempt_failed',
  'silent',
  'late',
]);

function silenceOf({ silence }: ShopperFacts): ShopperParcel['silence'] {
  if (silence === null) return null;
  const { from, usualUntil, basis } = silence;
  return { from: from.toISOString(), usualUntil: usualUntil.toISOString(), basis };
}

/** The range holds for parcels that go on: of one that may have stopped it would promise too much. */
const DELIVERY_IS_SAID: ReadonlySet<ShopperState> = new Set([
  'announced',
  'on_the_way',
  'in_origin',
  'between_countries',
  'in_customs',
  'in_destination',
  'out_for_delivery',
  'attempt_failed',
  'late',
]);

/** Days that are over are no range any more. */
function deliveryOf({ delivery, calendar, now }: ShopperFacts): ShopperParcel['delivery'] {
  return delivery === null || delivery.latestOn < calendar.dateAt(now) ? null : delivery;
}

function untilOf({ limitAt, calendar, now }: ShopperFacts, { state, next }: Told): string | null {
  switch (next) {
    case 'today':
      return calendar.endOfDate(calendar.dateAt(now)).toISOString();
    case 'number_by':
    case 'first_scan_by':
    case 'next_scan_by':
    case 'customs_by':
      // An open request of customs has no limit: it waits for the shopper.
      if (limitAt === null || limitAt <= now || state === 'customs_needs_you') return null;
      return limitAt.toISOString();
    case 'nothing':
    case 'another_attempt':
    case 'shop_clears_up':
    case 'shop_decides':
    case 'news_again':
      return null;
  }
}
