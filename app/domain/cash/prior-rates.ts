import type { BetaRate } from '#app/domain/cash/cash-facts.ts';
import type { VerdictKind } from '#app/domain/verdicts/verdict.ts';

/** Why a prior is what it is; each has words on the page. */
const PRIOR_REASONS = [
  'buyer_has_it', // only the goods themselves, or a change of mind, are left as a reason
  'moves_as_it_should',
  'state_not_seen', // no source answers: it may move or not
  'past_its_date',
  'held_by_customs',
  'no_number_to_show', // nothing can be shown to the buyer
  'not_handed_over',
  'silent', // the buyer sees no news
  'number_proves_nothing', // the number does not show this parcel
  'comes_back', // the seller gets the goods, the buyer the money
  'will_not_come',
] as const;
export type PriorReason = (typeof PRIOR_REASONS)[number];

export interface PriorRate {
  refund: BetaRate['prior'];
  dispute: BetaRate['prior'];
  why: PriorReason;
}

/** A prior weighs as much as so many parcels of the shop's own: few. */
export const PRIOR_PARCELS = 20;

/**
 * How parcels end, before the shop's own data speak. These are assumptions, not measurements: no open data set links the
 * state of tracking to refunds or disputes. They are stated so that a person can read and doubt them, weigh as much as
 * `PRIOR_PARCELS` parcels, and are shown as assumed until as many of the shop's own have ended. Only their order is
 * reasoned: the less a buyer has or sees of a parcel, the likelier the money goes back.
 */
export const PRIOR_RATES: Readonly<Record<VerdictKind, PriorRate>> = {
  delivered: assumed({ refund: 0.02, dispute: 0.002, why: 'buyer_has_it' }),
  on_track: assumed({ refund: 0.03, dispute: 0.004, why: 'moves_as_it_should' }),
  source_blind: assumed({ refund: 0.05, dispute: 0.007, why: 'state_not_seen' }),
  late: assumed({ refund: 0.08, dispute: 0.015, why: 'past_its_date' }),
  customs_hold: assumed({ refund: 0.12, dispute: 0.02, why: 'held_by_customs' }),
  missing_number: assumed({ refund: 0.12, dispute: 0.025, why: 'no_number_to_show' }),
  never_scanned: assumed({ refund: 0.16, dispute: 0.035, why: 'not_handed_over' }),
  stalled: assumed({ refund: 0.25, dispute: 0.05, why: 'silent' }),
  wrong_number: assumed({ refund: 0.25, dispute: 0.06, why: 'number_proves_nothing' }),
  wrong_parcel: assumed({ refund: 0.3, dispute: 0.07, why: 'number_proves_nothing' }),
  returning: assumed({ refund: 0.7, dispute: 0.03, why: 'comes_back' }),
  lost: assumed({ refund: 0.85, dispute: 0.12, why: 'will_not_come' }),
};

/** Where finished parcels stood, before the shop's own say otherwise: what sales to come are held to. Shares, adding up to 1. */
export const PRIOR_VERDICT_SHARES: Readonly<Partial<Record<VerdictKind, number>>> = {
  delivered: 0.9,
  late: 0.06,
  stalled: 0.02,
  returning: 0.01,
  lost: 0.01,
};

/** A dispute that is still open is won so often: assumed, as weak as the others. */
export const PRIOR_DISPUTE_WON: BetaRate['prior'] = { a: 6, b: 14 };

function assumed({
  refund,
  dispute,
  why,
}: {
  refund: number;
  dispute: number;
  why: PriorReason;
}): PriorRate {
  return { refund: priorOf(refund), dispute: priorOf(dispute), why };
}

function priorOf(mean: number): BetaRate['prior'] {
  return { a: mean * PRIOR_PARCELS, b: (1 - mean) * PRIOR_PARCELS };
}
