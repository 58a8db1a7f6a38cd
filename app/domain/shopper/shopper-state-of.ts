import type { SilenceStage } from '#app/domain/lanes/silence-stage.ts';
import type { Milestone } from '#app/domain/scans/scan.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';
import type { ShopperNeed, ShopperNext, ShopperState } from '#app/domain/shopper/shopper-parcel.ts';
import type { Cause, VerdictKind } from '#app/domain/verdicts/verdict.ts';

/** What decides a parcel's state, as concluded last. */
export interface ToldFacts {
  verdict: VerdictKind | 'unassessed';
  cause: Cause | null;
  cancelled: boolean;
  /** Of the last news. */
  milestone: Milestone | null;
  /** Where the last physical scan put it; null = not known. */
  stage: SilenceStage | null;
  isDomestic: boolean;
  hasNumber: boolean;
  /** Whether the last news is of today, or nearly. */
  isFresh: boolean;
}

export interface Told {
  state: ShopperState;
  next: ShopperNext;
  need: ShopperNeed | null;
}

/** What is said of a parcel: never more than its verdict and its last news say. */
export function shopperStateOf(facts: ToldFacts): Told {
  const { verdict, cause } = facts;
  switch (verdict) {
    case 'unassessed':
      if (facts.cancelled) return CANCELLED;
      return tell('not_looked_at', facts.hasNumber ? 'first_scan_by' : 'number_by');
    case 'on_track':
      return onTrack(facts);
    case 'late':
      return atTheDoor(facts) ?? tell('late', 'next_scan_by');
    case 'stalled':
      // However long it waits there, the shopper can end it.
      return collectable(facts) ?? tell('silent', 'shop_clears_up');
    case 'never_scanned':
      // Nobody tells us of this carrier's scans: there may well be some.
      return cause === 'carrier_not_reported_by_shopify'
        ? tell('no_news', 'shop_clears_up')
        : tell('not_scanned', 'shop_clears_up');
    case 'missing_number':
      return tell('no_number', 'shop_clears_up');
    case 'customs_hold':
      return cause === 'customs_needs_action'
        ? tell('customs_needs_you', 'customs_by', 'answer_customs')
        : tell('customs_silent', 'shop_clears_up');
    case 'wrong_number':
    case 'wrong_parcel':
      return tell('number_in_doubt', 'shop_clears_up');
    case 'source_blind':
      return tell('no_news', 'news_again');
    case 'delivered':
      return tell('delivered', 'nothing');
    case 'returning':
      return tell(cause === 'returned_by_scan' ? 'returned' : 'returning', 'shop_decides');
    case 'lost':
      return tell('lost', 'shop_decides');
    default:
      return assertExhaustive(verdict);
  }
}

function tell(state: ShopperState, next: ShopperNext, need: ShopperNeed | null = null): Told {
  return { state, next, need };
}

const CANCELLED = tell('cancelled', 'nothing');

function onTrack(facts: ToldFacts): Told {
  switch (facts.cause) {
    case 'fulfillment_cancelled':
      return CANCELLED;
    case 'awaiting_number':
      return tell('preparing', 'number_by');
    case 'awaiting_first_scan':
      return tell('announced', 'first_scan_by');
    default:
      return atTheDoor(facts) ?? moving(facts);
  }
}

/** Only while it is the last news: a notice of delay after it takes it back. */
function atTheDoor(facts: ToldFacts): Told | null {
  if (facts.milestone === 'out_for_delivery' && facts.isFresh)
    return tell('out_for_delivery', 'today');
  if (facts.milestone === 'attempt_failed')
    return tell('attempt_failed', 'another_attempt', 'be_there');
  return collectable(facts);
}

function collectable({ milestone }: ToldFacts): Told | null {
  return milestone === 'available_pickup'
    ? tell('ready_for_pickup', 'next_scan_by', 'collect')
    : null;
}

function moving({ stage, milestone, isDomestic }: ToldFacts): Told {
  const where = stage === null ? whereByMilestone(milestone) : WHERE[stage];
  if (where === 'in_customs') return tell(where, 'customs_by');
  const isAtHome = isDomestic && where !== 'on_the_way';
  return tell(isAtHome ? 'in_destination' : where, 'next_scan_by');
}

type Where = Extract<
  ShopperState,
  'on_the_way' | 'in_origin' | 'between_countries' | 'in_customs' | 'in_destination'
>;

const WHERE: Readonly<Record<SilenceStage, Where>> = {
  first_scan: 'on_the_way',
  origin: 'in_origin',
  export: 'in_origin',
  linehaul: 'between_countries',
  arrival: 'in_destination',
  customs: 'in_customs',
  customs_request: 'in_customs',
  released: 'in_destination',
  transit: 'on_the_way',
  destination: 'in_destination',
  // No longer the last news, or not of today: on its way there all the same.
  delivery: 'in_destination',
  attempt: 'in_destination',
  pickup: 'in_destination',
  exception: 'on_the_way',
};

/** A milestone alone says less than the scans before it: where it leaves the side of the border open, so do we. */
function whereByMilestone(milestone: Milestone | null): Where {
  switch (milestone) {
    case 'accepted':
    case 'export_customs':
      return 'in_origin';
    case 'departed_origin':
      return 'between_countries';
    case 'import_customs':
    case 'customs_action_needed':
      return 'in_customs';
    case 'arrived_destination':
    case 'out_for_delivery':
    case 'attempt_failed':
    case 'available_pickup':
      return 'in_destination';
    case 'customs_released':
    case 'domestic_transit':
    case 'unknown':
    case 'announced':
    case 'delivered':
    case 'returning':
    case 'returned':
    case 'exception':
    case 'lost':
    case 'source_gave_up':
    case null:
      return 'on_the_way';
    default:
      return assertExhaustive(milestone);
  }
}
