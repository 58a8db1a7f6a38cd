import type { SilenceCause } from '#app/domain/diagnosis/causes.ts';
import type { FactCode } from '#app/domain/diagnosis/fact-codes.ts';
import type { DiagnosisFacts } from '#app/domain/diagnosis/facts.ts';
import { TELLING_SHARE } from '#app/domain/diagnosis/missed-scan.ts';
import type { Reason } from '#app/domain/diagnosis/reason.ts';
import type { SilenceStage } from '#app/domain/lanes/silence-stage.ts';

/** What the stage and the length of the silence say of a cause, as reasons: the part of the odds before any other fact. */
export function stageReasons(cause: SilenceCause, facts: DiagnosisFacts): Reason[] {
  return [...ofStage(cause, facts), ...ofLength(cause, facts), ...ofStop(cause, facts)];
}

function ofStop(cause: SilenceCause, { pastStop }: DiagnosisFacts): Reason[] {
  if (cause !== 'source_lag' || pastStop === null || pastStop.share < TELLING_SHARE) return [];
  const { beganAt, endedAt, share } = pastStop;
  const params = { from: beganAt.toISOString(), until: endedAt.toISOString(), share };
  return [{ cause, fact: 'past_stop', speaks: 'for', params }];
}

/** Where the stage itself is the sign of a cause. */
const SIGN_OF: Readonly<
  Partial<Record<SilenceStage, { cause: SilenceCause; fact: FactCode & `stage_${string}` }>>
> = {
  first_scan: { cause: 'never_handed_over', fact: 'stage_first_scan' },
  export: { cause: 'customs', fact: 'stage_export' },
  linehaul: { cause: 'handoff_lost', fact: 'stage_linehaul' },
  customs: { cause: 'customs', fact: 'stage_customs' },
  customs_request: { cause: 'customs', fact: 'stage_customs_request' },
  delivery: { cause: 'attempt_or_pickup', fact: 'stage_delivery' },
  attempt: { cause: 'attempt_or_pickup', fact: 'stage_attempt' },
  pickup: { cause: 'attempt_or_pickup', fact: 'stage_pickup' },
};

function ofStage(cause: SilenceCause, { stage, numberSeenAt }: DiagnosisFacts): Reason[] {
  const sign = SIGN_OF[stage];
  if (sign === undefined || sign.cause !== cause) return [];
  if (stage === 'first_scan' && numberSeenAt !== null) {
    const params = { since: numberSeenAt.toISOString() };
    return [{ cause, fact: 'stage_first_scan_since', speaks: 'for', params }];
  }
  return [{ cause, fact: sign.fact, speaks: 'for', params: {} }];
}

/** Nine parcels in ten have moved by then: what is usual ends there. */
const USUAL_SURVIVAL = 0.1;
/** Causes that a long silence speaks for; a short one speaks for the usual wait. Of the others it says nothing by itself. */
const LASTING: ReadonlySet<SilenceCause> = new Set(['handoff_lost']);
const LASTING_UNSCANNED: ReadonlySet<SilenceCause> = new Set(['never_handed_over', 'wrong_number']);

function ofLength(cause: SilenceCause, { curve, silence, stage }: DiagnosisFacts): Reason[] {
  if (curve === null) return [];
  const isUsual = curve.survival >= USUAL_SURVIVAL;
  const lasting = stage === 'first_scan' ? LASTING_UNSCANNED : LASTING;
  const speaksOf = cause === 'usual_wait' ? isUsual : lasting.has(cause) ? !isUsual : null;
  if (speaksOf === null) return [];
  const params = { days: silence.days, share: curve.survival, level: curve.level };
  return [
    {
      cause,
      fact: isUsual ? 'silence_usual' : 'silence_unusual',
      speaks: speaksOf ? 'for' : 'against',
      params,
    },
  ];
}
