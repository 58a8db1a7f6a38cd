import type { LegKind, SilenceStage } from '#app/domain/lanes/silence-stage.ts';
import {
  sumOf,
  toOdds,
  weightsBy,
  type SilenceCause,
  type Weights,
} from '#app/domain/diagnosis/causes.ts';
import { stagePrior, stuckShares } from '#app/domain/diagnosis/stage-priors.ts';

/** What a lane's curve says of a silence of just this length. */
export interface SilenceFigures {
  /** Share of the parcels that go on which are still silent after so long, 0 to 1. */
  survival: number;
  /** Probability that a parcel silent for so long never moves by itself, 0 to 1. */
  stall: number;
  /** Share of all such silences that never end, 0 to 1. */
  neverMoves: number;
}

/**
 * The odds of each cause by stage and length of the silence.
 *
 * The lane's own curve says whether the parcel will move (`stall`); the tables only say why it would or would not:
 *
 *   odds(cause) = stall · stuckShare(cause) + (1 − stall) · movingShare(cause),
 *   movingShare(cause) ∝ prior(cause) · survival ^ slowness(cause)
 *
 * A wait with nothing wrong has the curve's own survival. A queue (customs, backlog, source) lets a parcel through at a
 * third of the usual rate, so that its survival is the curve's to the power of one third. Rest days do not count in the
 * clock at all: outside them the wait is a usual one.
 *
 * Before the first scan a parcel may be handed over late and move after all, which `stall` does not tell: there the odds
 * that no carrier has it are those of the table, with a silence that lasts for sure, where these are higher than `stall`.
 *
 * Null figures leave the prior as it is. The longer the silence, the higher the odds of a loss against those of a usual wait.
 */
export function silenceOdds(
  { stage, leg }: { stage: SilenceStage; leg: LegKind },
  figures: SilenceFigures | null,
): Weights {
  const prior = stagePrior(stage, leg);
  if (figures === null) return prior;
  const survival = boundedSurvival(figures);
  const isStuckOnly = (cause: SilenceCause): boolean =>
    cause === 'handoff_lost' ||
    (stage === 'first_scan' && (cause === 'never_handed_over' || cause === 'wrong_number'));
  const moving = weightsBy((cause) =>
    cause === 'unknown' || isStuckOnly(cause)
      ? 0
      : prior[cause] * survival ** (IS_SLOW.has(cause) ? SLOW_POWER : 1),
  );
  const stall = Math.min(MOST_STALL, Math.max(0, figures.stall));
  const stuck = stage === 'first_scan' ? Math.max(stall, notInNetwork(prior, moving)) : stall;
  const movingShares = toOdds(moving);
  const shares = stuckShares(stage, leg, figures.neverMoves);
  const known = 1 - prior.unknown;
  return weightsBy(
    (cause) =>
      known * (stuck * shares[cause] + (1 - stuck) * movingShares[cause]) +
      (cause === 'unknown' ? prior.unknown : 0),
  );
}

/** Curves are cut off somewhere: beyond it nothing is known, and nothing is ever certain. */
export function boundedSurvival({ survival }: Pick<SilenceFigures, 'survival'>): number {
  return Math.min(1, Math.max(LEAST_SURVIVAL, survival));
}

/** Odds that no carrier has the parcel, if such a silence lasts for sure. */
function notInNetwork(prior: Weights, moving: Weights): number {
  const never = prior.never_handed_over + prior.wrong_number;
  return never / (never + sumOf(moving));
}

const IS_SLOW: ReadonlySet<SilenceCause> = new Set([
  'customs',
  'carrier_backlog',
  'source_lag',
  'attempt_or_pickup',
]);
/** Assumed: a queue lets a third as many through a day. */
const SLOW_POWER = 1 / 3;
const LEAST_SURVIVAL = 1e-6;
const MOST_STALL = 1 - 1e-6;
