import {
  SILENCE_CAUSES,
  weightsBy,
  type SilenceCause,
  type Weights,
} from '#app/domain/diagnosis/causes.ts';
import type { LegKind, SilenceStage } from '#app/domain/lanes/silence-stage.ts';

/**
 * The ways in which a cause comes about, where facts tell them apart. A source lags because it stopped, or because it does
 * not follow the carrier, or because the parcel goes on under another number: one sign of one of them is enough, and the
 * absence of the others' signs says nothing against it.
 */
const KINDS_OF = {
  usual_wait: ['usual_wait'],
  customs: ['customs'],
  carrier_backlog: ['carrier_slow', 'carrier_stopped'],
  handoff_lost: ['handoff_lost'],
  never_handed_over: ['never_handed_over'],
  wrong_number: ['number_made_up', 'number_lent'],
  source_lag: [
    'source_stopped',
    'source_not_following',
    'source_other_number',
    'source_behind',
    'scan_missed',
  ],
  rest_days: ['rest_days'],
  attempt_or_pickup: ['attempt_or_pickup'],
  unknown: ['unknown'],
} as const satisfies Record<SilenceCause, readonly string[]>;

export type Hypothesis = (typeof KINDS_OF)[SilenceCause][number];

type Kinds = Partial<Record<Hypothesis, number>>;

/**
 * How much of a cause each of its ways makes up. Assumptions, in round numbers. `scan_missed` and `carrier_stopped` have no
 * share: the stop says how probable they are (missed-scan.ts).
 */
const SHARES = {
  /** Whoever lends a number mostly lends one that has moved: then it is no longer unscanned. */
  unscanned: {
    number_made_up: 0.85,
    number_lent: 0.15,
    source_stopped: 0.3,
    source_not_following: 0.45,
    source_other_number: 0.1,
    source_behind: 0.15,
  },
  /** What was never issued is never scanned. */
  onItsWay: {
    number_made_up: 0,
    number_lent: 1,
    source_stopped: 0.35,
    source_not_following: 0.25,
    source_other_number: 0.2,
    source_behind: 0.2,
  },
  /** Nobody hands over to another carrier. */
  withinCountry: {
    number_made_up: 0,
    number_lent: 1,
    source_stopped: 0.35,
    source_not_following: 0.25,
    source_other_number: 0,
    source_behind: 0.4,
  },
  /** Once customs has let it go another carrier delivers, under its own number or without a last scan. */
  lastMile: {
    number_made_up: 0,
    number_lent: 1,
    source_stopped: 0.1,
    source_not_following: 0.1,
    source_other_number: 0.55,
    source_behind: 0.25,
  },
  /** The number tells of the delivering network already; less goes on under another one. */
  inNetwork: {
    number_made_up: 0,
    number_lent: 1,
    source_stopped: 0.15,
    source_not_following: 0.1,
    source_other_number: 0.35,
    source_behind: 0.4,
  },
  /** All the way to the door under this number: what is missing is the last scan. */
  atTheDoor: {
    number_made_up: 0,
    number_lent: 1,
    source_stopped: 0.15,
    source_not_following: 0.1,
    source_other_number: 0.05,
    source_behind: 0.7,
  },
} as const satisfies Record<string, Kinds>;

function sharesAt(stage: SilenceStage, leg: LegKind): Kinds {
  const isWithinCountry = leg === 'domestic';
  switch (stage) {
    case 'first_scan':
      return SHARES.unscanned;
    case 'released':
      return isWithinCountry ? SHARES.withinCountry : SHARES.lastMile;
    case 'destination':
      return isWithinCountry ? SHARES.withinCountry : SHARES.inNetwork;
    case 'delivery':
    case 'attempt':
    case 'pickup':
      return SHARES.atTheDoor;
    default:
      return isWithinCountry ? SHARES.withinCountry : SHARES.onItsWay;
  }
}

export interface WeighedHypothesis {
  cause: SilenceCause;
  hypothesis: Hypothesis;
  weight: number;
}

/** What the facts say of single ways, beside the odds of causes. Weights compare with the odds. */
export interface KnownWays {
  /** A scan was missed in a stop that is over, or in one that lasts. */
  missed: { over: number; lasting: number };
  /** How much of a lag is that the lane's tracking ends where another carrier takes over, 0 to 1. */
  ends: number;
}

/** The odds of causes, told apart by how they come about. */
export function hypothesesOf(
  odds: Weights,
  { stage, leg }: { stage: SilenceStage; leg: LegKind },
  { missed, ends }: KnownWays,
): WeighedHypothesis[] {
  const shares = sharesAt(stage, leg);
  const weightOf = (cause: SilenceCause, hypothesis: Hypothesis): number => {
    if (hypothesis === 'scan_missed') return missed.over;
    if (hypothesis === 'carrier_stopped') return missed.lasting;
    const share = shares[hypothesis] ?? 1;
    if (cause !== 'source_lag') return odds[cause] * share;
    return odds[cause] * ((1 - ends) * share + (hypothesis === 'source_other_number' ? ends : 0));
  };
  return SILENCE_CAUSES.flatMap((cause) =>
    KINDS_OF[cause].map((hypothesis) => ({
      cause,
      hypothesis,
      weight: weightOf(cause, hypothesis),
    })),
  );
}

/** The weights of causes again. */
export function causesOf(weighed: readonly WeighedHypothesis[]): Weights {
  return weightsBy((cause) =>
    weighed.reduce((sum, each) => sum + (each.cause === cause ? each.weight : 0), 0),
  );
}
