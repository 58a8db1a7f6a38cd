import type { Journey } from '#app/domain/lanes/journey.ts';
import type { LaneModel } from '#app/domain/lanes/lane-model.ts';
import { usualVisits } from '#app/domain/lanes/priors.ts';
import { learnedPolicy, replay } from '#app/domain/lanes/replay.ts';
import { legKindOf } from '#app/domain/lanes/silence-stage.ts';

/** What a shop's alert budget comes to. */
export interface Patience {
  /** Days of delay on a stuck parcel that one spared false alarm is worth (see silence-curve.ts). */
  patience: number;
  /** Share of good parcels that this flags, on the history it was solved on. */
  flaggedShare: number;
  /** False when no patience meets the budget: then this is the best that can be had. */
  isMet: boolean;
  /** `history`: replayed on the shop's own delivered parcels; `usual_way`: estimated from the curves, for want of them. */
  basis: 'history' | 'usual_way';
  /** Delivered parcels it was solved on. */
  parcels: number;
}

/** With fewer delivered parcels a share of one in twenty is within ± 4 in a hundred at best: the curves know more. */
export const FEWEST_FOR_BUDGET = 200;

const LEAST = 0.001;
const MOST = 1_000_000;
/** Enough for the three digits that are kept. */
const ROUNDS = 16;

/**
 * The least patience with which at most `budget` (0 to 1) of the good parcels are flagged. Solved by bisection on replayed
 * history: more patience never flags more. With too little history the share is estimated from the curves along a usual way
 * abroad: the longer one.
 */
export function patienceForBudget({
  journeys,
  model,
  budget,
}: {
  journeys: readonly Journey[];
  model: LaneModel;
  budget: number;
}): Patience {
  const delivered = journeys.filter(({ outcome }) => outcome === 'delivered');
  const isEnough = delivered.length >= FEWEST_FOR_BUDGET;
  const shareAt = (patience: number) =>
    isEnough
      ? replay(delivered, learnedPolicy(model, patience)).falseAlarmRate
      : usualShare(model, patience);
  const basis = isEnough ? 'history' : 'usual_way';
  const told = { basis, parcels: delivered.length } as const;
  const leastShare = shareAt(MOST);
  if (leastShare > budget) {
    return { patience: MOST, flaggedShare: leastShare, isMet: false, ...told };
  }
  let [low, high] = [Math.log(LEAST), Math.log(MOST)];
  for (let round = 0; round < ROUNDS; round += 1) {
    const middle = (low + high) / 2;
    if (shareAt(Math.exp(middle)) > budget) low = middle;
    else high = middle;
  }
  const patience = roundUp(Math.exp(high));
  return { patience, flaggedShare: shareAt(patience), isMet: true, ...told };
}

/** Three digits are enough, and keep the number of different limits small; up, so that the budget still holds. */
function roundUp(patience: number): number {
  const step = 10 ** (Math.floor(Math.log10(patience)) - 2);
  return Math.ceil(patience / step) * step;
}

/** Share of good parcels flagged on a usual way abroad, when its waits do not depend on each other. */
function usualShare(model: LaneModel, patience: number): number {
  const ends = { origin: null, destination: null };
  let unflagged = 1;
  for (const [stage, visits] of usualVisits('international')) {
    const curve = model.curveFor({ stage, leg: legKindOf(stage, ends), carrier: null, ...ends });
    unflagged *= (1 - curve.survivalAt(curve.limitDays(patience))) ** visits;
  }
  return 1 - unflagged;
}
