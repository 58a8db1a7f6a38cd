import type { SilenceCause } from '#app/domain/diagnosis/causes.ts';
import type { ClaimWindow } from '#app/domain/diagnosis/claim-windows.ts';
import type { DiagnosisFacts } from '#app/domain/diagnosis/facts.ts';
import { TELLING_SHARE } from '#app/domain/diagnosis/missed-scan.ts';
import { isInDestination } from '#app/domain/lanes/silence-stage.ts';

/** What to do; the words live in i18n under `diagnosis.action.<code>`. */
export const STEP_ACTIONS = [
  'wait_as_usual',
  'wait_for_rest',
  'wait_for_backlog',
  'ask_for_trace',
  'ask_what_customs_needs',
  'help_with_customs',
  'ask_for_handover',
  'ask_for_right_number',
  'check_connection',
  'connect_source',
  'confirm_next_number',
  'ask_buyer_to_collect',
  'ask_buyer_about_delivery',
  'file_claim',
] as const;
export type StepAction = (typeof STEP_ACTIONS)[number];

export type Ask = 'nobody' | 'supplier' | 'first_carrier' | 'last_carrier' | 'buyer' | 'source';

/** Why waiting ends then: it is no longer likelier than not to move by itself, work starts, a look is due, a claim closes. */
export type WaitReason = 'even_odds' | 'rest' | 'review' | 'claim';

/** The next step, and until when waiting is right. */
export interface FittingStep {
  ask: Ask;
  action: StepAction;
  /** Waiting is right until then, always in the future. Null = act now; with nobody to ask: nothing says until when. */
  waitUntil: Date | null;
  /** Null exactly when `waitUntil` is. */
  waitReason: WaitReason | null;
}

/**
 * Until when waiting is right, by the likeliest cause:
 * - usual wait, loss, unknown: until the chance that it still moves by itself falls below one in two (the lane's curve);
 * - customs without a question: likewise, since customs answers nobody before that; with a question: not at all;
 * - rest days: until they end; a carrier's backlog: until the next of its reviews, one every three business days;
 * - what nobody's waiting can mend (wrong number, never handed over for longer than usual, our own source, the buyer's turn):
 *   not at all, but for a hand-over that is not yet overdue.
 *
 * Never up to the last days of a claim window: five days before it closes the step is to file.
 */
export function fittingStep(
  cause: SilenceCause,
  facts: DiagnosisFacts,
  claim: ClaimWindow | null,
): FittingStep {
  const step = stepFor(cause, facts);
  const lastCall = lastCallOf(claim, facts);
  if (lastCall === null || !CLAIMABLE.has(cause)) return step;
  if (lastCall <= facts.now) return actNow('first_carrier', 'file_claim');
  return step.waitUntil !== null && step.waitUntil > lastCall
    ? { ...step, waitUntil: lastCall, waitReason: 'claim' }
    : step;
}

function stepFor(cause: SilenceCause, facts: DiagnosisFacts): FittingStep {
  const { stage, rest } = facts;
  const untilEvenOdds = (ask: Ask, action: StepAction): FittingStep =>
    waitUntil(facts.curve?.stallReaches(EVEN_ODDS) ?? null, 'even_odds', { ask, action, facts });
  switch (cause) {
    case 'usual_wait':
      return untilEvenOdds('nobody', 'wait_as_usual');
    case 'rest_days': {
      const step = { ask: 'nobody', action: 'wait_for_rest', facts } as const;
      const resting = waitUntil(rest?.endsAt ?? null, 'rest', step);
      return resting.waitUntil === null ? untilEvenOdds('nobody', 'wait_for_rest') : resting;
    }
    case 'carrier_backlog':
      return waitUntil(nextReview(facts), 'review', {
        ask: 'nobody',
        action: 'wait_for_backlog',
        facts,
      });
    case 'customs':
      return stage === 'customs_request' || facts.customs === 'asked'
        ? actNow('buyer', 'help_with_customs')
        : untilEvenOdds('first_carrier', 'ask_what_customs_needs');
    case 'handoff_lost':
    case 'unknown':
      return untilEvenOdds(carrierOf(facts), 'ask_for_trace');
    case 'never_handed_over':
      return untilEvenOdds('supplier', 'ask_for_handover');
    case 'wrong_number':
      return actNow('supplier', 'ask_for_right_number');
    case 'source_lag':
      return lagStep(facts);
    case 'attempt_or_pickup':
      return actNow(
        'buyer',
        stage === 'pickup' ? 'ask_buyer_to_collect' : 'ask_buyer_about_delivery',
      );
  }
}

function actNow(ask: Ask, action: StepAction): FittingStep {
  return { ask, action, waitUntil: null, waitReason: null };
}

/** What lies behind is no date to wait for. */
function waitUntil(
  at: Date | null,
  reason: WaitReason,
  { ask, action, facts }: { ask: Ask; action: StepAction; facts: DiagnosisFacts },
): FittingStep {
  return at !== null && at > facts.now
    ? { ask, action, waitUntil: at, waitReason: reason }
    : actNow(ask, action);
}

const EVEN_ODDS = 0.5;
const DAY_MS = 86_400_000;

/** Who has it now: in the destination the delivering carrier, where it is known as another. */
function carrierOf({ stage, leg, hasLastCarrier }: DiagnosisFacts): Ask {
  return leg !== 'domestic' && hasLastCarrier === true && isInDestination(stage)
    ? 'last_carrier'
    : 'first_carrier';
}

/** Scans that were missed in a stop do not come any more, whatever is done about the source: whoever has the parcel knows. */
function lagStep(facts: DiagnosisFacts): FittingStep {
  const { isFollowed, nextNumber, pastStop, stage } = facts;
  if (nextNumber === 'scanned' || nextNumber === 'silent') {
    return actNow('source', 'confirm_next_number');
  }
  if (isFollowed === false) return actNow('source', 'connect_source');
  if (pastStop === null || pastStop.share < TELLING_SHARE) {
    return actNow('source', 'check_connection');
  }
  return stage === 'delivery'
    ? actNow('buyer', 'ask_buyer_about_delivery')
    : actNow(carrierOf(facts), 'ask_for_trace');
}

/** Business days between two looks at a backlog. Shorter makes work of it, longer lets losses hide in it. */
const REVIEW_DAYS = 3;

/** Reviews are counted from when the incident began, else from when the parcel fell silent: they do not slide with the look. */
function nextReview({ now, incident, silence, calendar }: DiagnosisFacts): Date {
  const began = incident === null || incident === 'none' ? silence.from : incident.beganAt;
  const from = began < now ? began : now;
  const past = Math.floor(calendar.workingDaysBetween(from, now) / REVIEW_DAYS + ROUNDING);
  return calendar.addWorkingDays(from, (past + 1) * REVIEW_DAYS);
}

/** Working days are fractions of days of 23 to 25 hours: a review that is just due counts as past. */
const ROUNDING = 1e-6;

/** Causes under which the carrier has, or had, the parcel: only then is there something to claim. */
const CLAIMABLE: ReadonlySet<SilenceCause> = new Set([
  'usual_wait',
  'rest_days',
  'carrier_backlog',
  'customs',
  'handoff_lost',
  'unknown',
]);
/** So many days before a window closes, waiting ends. */
const LAST_CALL_DAYS = 5;

/** The last instant at which waiting is right for the claim's sake; null = it never closes, or has closed, as far as known. */
function lastCallOf(claim: ClaimWindow | null, { now }: DiagnosisFacts): Date | null {
  if (claim === null || claim.closesOn === null) return null;
  const closesAt = Date.parse(`${claim.closesOn}T00:00:00Z`);
  if (closesAt + DAY_MS <= now.getTime()) return null;
  return new Date(closesAt - LAST_CALL_DAYS * DAY_MS);
}
