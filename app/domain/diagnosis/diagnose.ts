import {
  SILENCE_CAUSES,
  toOdds,
  type SilenceCause,
  type Weights,
} from '#app/domain/diagnosis/causes.ts';
import { claimWindow, type ClaimWindow } from '#app/domain/diagnosis/claim-windows.ts';
import type { DiagnosisFacts } from '#app/domain/diagnosis/facts.ts';
import { fittingStep, type FittingStep } from '#app/domain/diagnosis/fitting-step.ts';
import {
  causesOf,
  hypothesesOf,
  type KnownWays,
  type WeighedHypothesis,
} from '#app/domain/diagnosis/hypotheses.ts';
import { likelihoodUnder, type Likelihood } from '#app/domain/diagnosis/likelihoods.ts';
import { missedShare, missedSoFar } from '#app/domain/diagnosis/missed-scan.ts';
import { observedFacts, type ObservedFact } from '#app/domain/diagnosis/observed-facts.ts';
import type { Reason } from '#app/domain/diagnosis/reason.ts';
import { boundedSurvival, silenceOdds } from '#app/domain/diagnosis/silence-odds.ts';
import { endingShare } from '#app/domain/diagnosis/stage-priors.ts';
import { stageReasons } from '#app/domain/diagnosis/stage-reasons.ts';

/** Why a parcel is silent, late or never scanned, how sure that is, and what fits it. */
export interface Diagnosis {
  /** Every cause, likeliest first; the odds add up to 1. */
  causes: { cause: SilenceCause; odds: number }[];
  /** What speaks for and against the three likeliest, by cause and strongest first. */
  because: Reason[];
  step: FittingStep;
  /** False under a wrong number and before the hand-over: nothing was posted. */
  isClaimable: boolean;
  /** The carrier's own published window; null = none is known, or there is nothing to claim. */
  claim: ClaimWindow | null;
}

/**
 * Names the cause with its odds: Bayes' rule over a closed list of causes. The stage gives the prior (stage-priors.ts), the
 * lane's curve says what the length of the silence means (silence-odds.ts), and every fact multiplies the odds by how
 * probable it is (likelihoods.ts) under each way in which a cause comes about (hypotheses.ts). What a stop of the carrier may
 * have swallowed is worked out on the same curve (missed-scan.ts). Facts are taken as independent
 * given that way, which is why only the strongest suspicion counts and bounds are set to what a crowd may say.
 *
 * What is not known changes nothing: without facts the odds are the prior's.
 */
export function diagnose(facts: DiagnosisFacts): Diagnosis {
  const bySilence = silenceOdds(facts, facts.curve);
  const base = hypothesesOf(bySilence, facts, knownWays(bySilence, facts));
  const observed = observedFacts(facts);
  const odds = toOdds(causesOf(base.map((each) => weighedBy(each, observed))));
  const causes = SILENCE_CAUSES.map((cause) => ({ cause, odds: odds[cause] })).sort(
    (a, b) => b.odds - a.odds,
  );
  const top = causes.slice(0, REASONED).map(({ cause }) => cause);
  const first = top[0] ?? 'unknown';
  const isClaimable = MAY_CLAIM.has(first);
  const claim = facts.claim === null || !isClaimable ? null : claimWindow(facts.claim);
  const because = top.flatMap((cause) => [
    ...stageReasons(cause, facts),
    ...reasonsFor(cause, observed, base),
  ]);
  return { causes, because, step: fittingStep(first, facts, claim), isClaimable, claim };
}

/** A scan that was missed stands beside a usual wait: of parcels that go on as usual the one share against the other. */
function knownWays(odds: Weights, facts: DiagnosisFacts): KnownWays {
  const { curve, pastStop, incident } = facts;
  if (curve === null) return { missed: { over: 0, lasting: 0 }, ends: 0 };
  const usual = odds.usual_wait / boundedSurvival(curve);
  const lastingShare = incident === null || incident === 'none' ? 0 : incident.share;
  return {
    missed: {
      over: pastStop === null ? 0 : usual * missedShare(pastStop, facts),
      lasting: usual * missedSoFar(lastingShare),
    },
    ends: endingShare(facts, curve.neverMoves),
  };
}

function weighedBy(each: WeighedHypothesis, observed: readonly ObservedFact[]): WeighedHypothesis {
  const weight = observed.reduce(
    (product, { likelihood }) => product * likelihoodUnder(likelihood, each.hypothesis),
    each.weight,
  );
  return { ...each, weight };
}

/** As many as the screen names. */
const REASONED = 3;
/** A fact is a reason when it multiplies the odds for or against by at least this. */
const TELLING = 1.5;

/** How each fact moves one cause against all others together, as they stood before any fact. */
function reasonsFor(
  cause: SilenceCause,
  observed: readonly ObservedFact[],
  base: readonly WeighedHypothesis[],
): Reason[] {
  const own = base.filter((each) => each.cause === cause);
  const others = base.filter((each) => each.cause !== cause);
  return observed
    .map(({ code, params, likelihood }) => ({
      code,
      params,
      ratio: meanOf(likelihood, own) / meanOf(likelihood, others),
    }))
    .filter(({ ratio }) => ratio >= TELLING || ratio <= 1 / TELLING)
    .sort((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio)))
    .map(({ code, params, ratio }) => ({
      cause,
      fact: code,
      speaks: ratio > 1 ? 'for' : 'against',
      params,
    }));
}

function meanOf(likelihood: Likelihood, hypotheses: readonly WeighedHypothesis[]): number {
  let sum = 0;
  let weights = 0;
  for (const { hypothesis, weight } of hypotheses) {
    sum += weight * likelihoodUnder(likelihood, hypothesis);
    weights += weight;
  }
  return sum / weights;
}

/** Nothing was posted under a wrong number, nor before the hand-over. */
const MAY_CLAIM: ReadonlySet<SilenceCause> = new Set(
  SILENCE_CAUSES.filter((cause) => cause !== 'wrong_number' && cause !== 'never_handed_over'),
);
