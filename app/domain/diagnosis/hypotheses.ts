import {
  SILENCE_CAUSES,
  weightsBy,
  type SilenceCause,
  type Weights,
} from '#app/domain/diagnosis/causes.ts';
import type { SilenceStage } from '#app/domain/lanes/silence-stage.ts';

/**
 * The ways in which a cause comes about, where facts tell them apart. A source lags because it stopped, or because it does
 * not follow the carrier, or because the parcel goes on under another number: one sign of one of them is enough, and the
 * absence of the others' signs says nothing against it.
 */
const KINDS_OF = {
  usual_wait: ['usual_wait'],
  customs: ['customs'],
  carrier_backlog: ['carrier_backlog'],
  handoff_lost: ['handoff_lost'],
  never_handed_over: ['never_handed_over'],
  wrong_number: ['number_made_up', 'number_lent'],
  source_lag: ['source_stopped', 'source_not_following', 'source_other_number', 'source_behind'],
  rest_days: ['rest_days'],
  attempt_or_pickup: ['attempt_or_pickup'],
  unknown: ['unknown'],
} as const satisfies Record<SilenceCause, readonly string[]>;

export type Hypothesis = (typeof KINDS_OF)[SilenceCause][number];

type Kinds = Partial<Record<Hypothesis, number>>;

/** How much of a cause each of its ways makes up. Assumptions, in round numbers. */
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
  /** Once customs has let it go another carrier delivers, under its own number or without a last scan. */
  lastMile: {
    number_made_up: 0,
    number_lent: 1,
    source_stopped: 0.1,
    source_not_following: 0.1,
    source_other_number: 0.55,
    source_behind: 0.25,
  },
} as const satisfies Record<string, Kinds>;

function sharesAt(stage: SilenceStage): Kinds {
  if (stage === 'first_scan') return SHARES.unscanned;
  return LAST_MILE.has(stage) ? SHARES.lastMile : SHARES.onItsWay;
}

const LAST_MILE: ReadonlySet<SilenceStage> = new Set([
  'released',
  'destination',
  'delivery',
  'attempt',
  'pickup',
]);

export interface WeighedHypothesis {
  cause: SilenceCause;
  hypothesis: Hypothesis;
  weight: number;
}

/** The odds of causes, told apart by how they come about. */
export function hypothesesOf(odds: Weights, stage: SilenceStage): WeighedHypothesis[] {
  const shares = sharesAt(stage);
  return SILENCE_CAUSES.flatMap((cause) =>
    KINDS_OF[cause].map((hypothesis) => ({
      cause,
      hypothesis,
      weight: odds[cause] * (shares[hypothesis] ?? 1),
    })),
  );
}

/** The weights of causes again. */
export function causesOf(weighed: readonly WeighedHypothesis[]): Weights {
  return weightsBy((cause) =>
    weighed.reduce((sum, each) => sum + (each.cause === cause ? each.weight : 0), 0),
  );
}
