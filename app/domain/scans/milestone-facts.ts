import type { Milestone } from '#app/domain/scans/scan.ts';

/**
 * Whether a milestone by itself proves that the carrier had the parcel in its hands.
 * `with_place`: only when the source says where, since the same words are also sent as a mere notice.
 */
export const PROVES_CUSTODY: Readonly<Record<Milestone, boolean | 'with_place'>> = {
  unknown: false,
  announced: false,
  accepted: true,
  export_customs: true,
  departed_origin: true,
  arrived_destination: true,
  import_customs: true,
  customs_action_needed: 'with_place',
  customs_released: true,
  domestic_transit: true,
  out_for_delivery: true,
  attempt_failed: true,
  available_pickup: true,
  delivered: true,
  returning: true,
  returned: true,
  exception: 'with_place',
  lost: false,
  source_gave_up: false,
};

/**
 * The words that a source uses when it says less than another: `domestic_transit` is what "in transit" becomes when
 * nothing more is known, `exception` any problem, `unknown` anything. Keys are general, values what they may stand for.
 */
const GENERAL_FOR: Partial<Readonly<Record<Milestone, readonly Milestone[]>>> = {
  domestic_transit: [
    'accepted',
    'export_customs',
    'departed_origin',
    'arrived_destination',
    'import_customs',
    'customs_released',
  ],
  import_customs: ['customs_action_needed'],
  exception: ['customs_action_needed', 'attempt_failed', 'returning', 'lost'],
  returning: ['returned'],
};

/**
 * Whether two sources can mean the same event by these milestones: 0 = they say the same, 1 = one is the general word for
 * the other, 2 = one could not be read; null = no. A source giving up is no event of the parcel and meets itself alone.
 */
export function sameEventRank(a: Milestone, b: Milestone): 0 | 1 | 2 | null {
  if (a === b) return 0;
  if (a === 'source_gave_up' || b === 'source_gave_up') return null;
  if (a === 'unknown' || b === 'unknown') return 2;
  return GENERAL_FOR[a]?.includes(b) || GENERAL_FOR[b]?.includes(a) ? 1 : null;
}

/** Of two words for one event the more telling one: 0 = says nothing, 1 = general, 2 = specific. */
export const SPECIFICITY: Readonly<Record<Milestone, 0 | 1 | 2>> = {
  unknown: 0,
  source_gave_up: 0,
  domestic_transit: 1,
  exception: 1,
  import_customs: 1,
  returning: 1,
  announced: 2,
  accepted: 2,
  export_customs: 2,
  departed_origin: 2,
  arrived_destination: 2,
  customs_action_needed: 2,
  customs_released: 2,
  out_for_delivery: 2,
  attempt_failed: 2,
  available_pickup: 2,
  delivered: 2,
  returned: 2,
  lost: 2,
};
