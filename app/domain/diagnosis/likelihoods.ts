import type { Hypothesis } from '#app/domain/diagnosis/hypotheses.ts';
import type { ProofCode } from '#app/domain/parcels/proof.ts';

/** How probable a fact is under each hypothesis: what is not named has `otherwise`. Only ratios within a row count. */
export interface Likelihood {
  otherwise: number;
  under: Partial<Record<Hypothesis, number>>;
}

export function likelihoodUnder({ otherwise, under }: Likelihood, hypothesis: Hypothesis): number {
  return under[hypothesis] ?? otherwise;
}

/**
 * P(fact | hypothesis). Assumptions where no source is named, in round numbers; rows that exclude each other add up to 1 under
 * every hypothesis. What they say is the order of magnitude: 2 is a hint, 10 is strong, 100 leaves little doubt.
 */
export const LIKELIHOODS = {
  /** A source that stopped is older than its limit by definition; others are now and then. */
  source_old: { otherwise: 0.05, under: { source_stopped: 0.95 } },
  source_fresh: { otherwise: 0.95, under: { source_stopped: 0.05 } },
  /** Of the carriers that merchants use few are followed by nobody. */
  not_followed: { otherwise: 0.04, under: { source_not_following: 0.9 } },
  followed: { otherwise: 0.96, under: { source_not_following: 0.1 } },
  /** Scans of one number may stand under another of the same fulfillment. Its absence says nothing. */
  shared_stream: { otherwise: 0.05, under: { source_behind: 0.3 } },
  /**
   * Incidents are called with less than one chance in 100,000 (source-health/carrier-stop.ts), a few days a year for each
   * carrier: so often a parcel with troubles of its own happens to be part of one. Half of the backlogs decline too slowly to
   * be called.
   */
  carrier_incident: { otherwise: 0.005, under: { carrier_slow: 0.55, source_behind: 0.05 } },
  source_incident: { otherwise: 0.005, under: { source_stopped: 0.6 } },
  no_incident: {
    otherwise: 0.99,
    under: { carrier_slow: 0.445, source_behind: 0.945, source_stopped: 0.395 },
  },
  /** Later than customs itself, the last word of customs says whether the parcel may still be there. */
  customs_asked: { otherwise: 0.01, under: { customs: 0.3 } },
  customs_entered: { otherwise: 0.1, under: { customs: 0.35 } },
  customs_released: { otherwise: 0.45, under: { customs: 0.05 } },
  customs_none: { otherwise: 0.44, under: { customs: 0.3 } },
  /** A proof cannot be so if the number were right (parcels/number-proofs.ts): once in 20,000 it is the source's mistake. */
  number_proof: { otherwise: 0.00005, under: { number_lent: 0.6 } },
  /** Half of what is made up fails its check digit or has none; a lent number shows when the other parcel is scanned. */
  number_clean_unscanned: { otherwise: 0.98, under: { number_made_up: 0.5, number_lent: 0.75 } },
  number_clean: { otherwise: 0.95, under: { number_lent: 0.35 } },
  /**
   * A next number with scans is where the parcel is told of; one without may be a hand-over that never happened. A number that
   * was scanned beside the next one goes on being told, as a rule. A source that follows the number names the next one in
   * about three of four hand-overs: that it names none says something. A parcel whose scans were missed may have been handed
   * over meanwhile.
   */
  next_number_scanned: {
    otherwise: 0.02,
    under: { source_other_number: 0.25, scan_missed: 0.02, handoff_lost: 0.01 },
  },
  next_number_silent: {
    otherwise: 0.05,
    under: { source_other_number: 0.45, scan_missed: 0.3, handoff_lost: 0.2 },
  },
  next_number_beside: { otherwise: 0.08, under: { source_other_number: 0.02, handoff_lost: 0.05 } },
  next_number_none: {
    otherwise: 0.85,
    under: { source_other_number: 0.28, scan_missed: 0.6, handoff_lost: 0.74 },
  },
  /** Of any week two days in seven rest; a silence that is mostly rest is rare unless the rest is why. */
  rest_most: { otherwise: 0.06, under: { rest_days: 0.5 } },
  rest_half: { otherwise: 0.14, under: { rest_days: 0.3 } },
  rest_some: { otherwise: 0.4, under: { rest_days: 0.15 } },
  rest_none: { otherwise: 0.4, under: { rest_days: 0.05 } },
  /** Two days in seven for any parcel; looking on a Monday at what rested on Sunday is as common. */
  resting_now: { otherwise: 2 / 7, under: { rest_days: 0.6 } },
  /** Promised dates are themselves far off, and hardly better than a table of lanes: a weak sign. */
  promise_passed: { otherwise: 0.35, under: { usual_wait: 0.15, rest_days: 0.25 } },
  promise_ahead: { otherwise: 0.65, under: { usual_wait: 0.85, rest_days: 0.75 } },
} as const satisfies Record<string, Likelihood>;

/**
 * P(suspicion | wrong) and P(suspicion | right). A failing check digit: three genuine postal items in a thousand (UPU S10),
 * and half of what is mistyped or invented. The others are assumed: time zones, consolidators and pick-up points explain
 * them for right numbers.
 */
export const SUSPICIONS: Readonly<
  Record<ProofCode, { hypothesis: Hypothesis; wrong: number; right: number }>
> = {
  check_digit_failed: { hypothesis: 'number_made_up', wrong: 0.5, right: 0.003 },
  same_number_other_order: { hypothesis: 'number_lent', wrong: 0.25, right: 0.02 },
  scanned_before_payment: { hypothesis: 'number_lent', wrong: 0.2, right: 0.02 },
  delivered_before_order: { hypothesis: 'number_lent', wrong: 0.2, right: 0.02 },
  delivered_elsewhere: { hypothesis: 'number_lent', wrong: 0.2, right: 0.03 },
  impossible_place: { hypothesis: 'number_lent', wrong: 0.15, right: 0.03 },
  too_fast: { hypothesis: 'number_lent', wrong: 0.15, right: 0.05 },
};

/** Share of numbers that a carrier announces before it has the parcel, unless its own share is known. Assumed. */
const USUAL_NOTICE_SHARE = 0.85;
/** No carrier's habit is so sure that one parcel could not be the exception. */
const LEAST_NOTICE_SHARE = 0.05;
const MOST_NOTICE_SHARE = 0.98;
/** Nobody announces what was never issued, but for a mistyped number that is somebody else's. Assumed. */
const NOTICE_OF_MADE_UP = 0.01;

/**
 * A notice comes with the label: a parcel that is late, one that stays with its supplier, and a lent number have it alike.
 * A source that lags, and a carrier that stops, keep half of the notices to themselves as well.
 */
export function noticeLikelihood(notice: 'announced' | 'none', share: number | null): Likelihood {
  const usual = Math.min(
    MOST_NOTICE_SHARE,
    Math.max(LEAST_NOTICE_SHARE, share ?? USUAL_NOTICE_SHARE),
  );
  const half = usual / 2;
  if (notice === 'announced') {
    return {
      otherwise: usual,
      under: {
        number_made_up: NOTICE_OF_MADE_UP,
        source_stopped: half,
        source_not_following: half,
        scan_missed: half,
        carrier_stopped: half,
        unknown: 0.5,
      },
    };
  }
  return {
    otherwise: 1 - usual,
    under: {
      number_made_up: 1 - NOTICE_OF_MADE_UP,
      source_stopped: 1 - half,
      source_not_following: 1 - half,
      scan_missed: 1 - half,
      carrier_stopped: 1 - half,
      unknown: 0.5,
    },
  };
}

/** Share of numbers that suppliers upload before the parcel is handed over, all suppliers taken together. Assumed. */
export const USUAL_EARLY_SHARE = 0.15;
const LEAST_HABIT = 0.3;
const MOST_HABIT = 4;

/** Odds in proportion to the supplier's own habit. */
export function habitLikelihood(earlyShare: number): Likelihood {
  const ratio = Math.min(MOST_HABIT, Math.max(LEAST_HABIT, earlyShare / USUAL_EARLY_SHARE));
  return { otherwise: 1, under: { never_handed_over: ratio } };
}

/**
 * `ratio`: how much more probable the others' lateness is in a backlog. A source that stopped, or that follows nobody of the
 * carrier, makes everybody's parcels look late just as much; a long queue at customs does half of the time.
 */
export function crowdLikelihood(ratio: number): Likelihood {
  return {
    otherwise: 1,
    under: {
      carrier_slow: ratio,
      carrier_stopped: Math.max(1, ratio),
      customs: (1 + ratio) / 2,
      source_stopped: ratio,
      source_not_following: ratio,
      // Others that are in time now say nothing of a stop that is over; others that are late may be so by it.
      scan_missed: Math.max(1, ratio),
    },
  };
}
