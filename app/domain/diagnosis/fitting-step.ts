import type { SilenceCause } from '#app/domain/diagnosis/causes.ts';
import type { ClaimWindow } from '#app/domain/diagnosis/claim-windows.ts';
import type { DiagnosisFacts } from '#app/domain/diagnosis/facts.ts';
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

/** The next step, and until when waiting is right. */
export interface FittingStep {
  ask: Ask;
  action: StepAction;
  /** Waiting is right until then, always in the future. Null = act now; with nobody to ask: nothing says until when. */
  waitUntil: Date | null;
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
  if (lastCall <= facts.now) return { ask: 'first_carrier', action: 'file_claim', waitUntil: null };
  return step.waitUntil !== null && step.waitUntil > lastCall
    ? { ...step, waitUntil: lastCall }
    : step;
}

function stepFor(cause: SilenceCause, facts: DiagnosisFacts): FittingStep {
  const { now, stage, rest } = facts;
  const evenOdds = ahead(facts.curve?.stallReaches(EVEN_ODDS) ?? null, now);
  switch (cause) {
    case 'usual_wait':
      return { ask: 'nobody', action: 'wait_as_usual', waitUntil: evenOdds };
    case 'rest_days':
      return {
        ask: 'nobody',
        action: 'wait_for_rest',
        waitUntil: ahead(rest?.endsAt ?? null, now) ?? evenOdds,
      };
    case 'carrier_backlog':
      return { ask: 'nobody', action: 'wait_for_backlog', waitUntil: nextReview(facts) };
    case 'customs':
      return stage === 'customs_request' || facts.customs === 'asked'
        ? { ask: 'buyer', action: 'help_with_customs', waitUntil: null }
        : { ask: 'first_carrier', action: 'ask_what_customs_needs', waitUntil: evenOdds };
    case 'handoff_lost':
    case 'unknown':
      return { ask: carrierOf(facts), action: 'ask_for_trace', waitUntil: evenOdds };
    case 'never_handed_over':
      return { ask: 'supplier', action: 'ask_for_handover', waitUntil: evenOdds };
    case 'wrong_number':
      return { ask: 'supplier', action: 'ask_for_right_number', waitUntil: null };
    case 'source_lag':
      return { ask: 'source', action: sourceAction(facts), waitUntil: null };
    case 'attempt_or_pickup':
      return {
        ask: 'buyer',
        action: stage === 'pickup' ? 'ask_buyer_to_collect' : 'ask_buyer_about_delivery',
        waitUntil: null,
      };
  }
}

const EVEN_ODDS = 0.5;
const DAY_MS = 86_400_000;

function ahead(at: Date | null, now: Date): Date | null {
  return at !== null && at > now ? at : null;
}

/** Who has it now: in the destination the delivering carrier, where it is known as another. */
function carrierOf({ stage, leg, hasLastCarrier }: DiagnosisFacts): Ask {
  return leg !== 'domestic' && hasLastCarrier === true && isInDestination(stage)
    ? 'last_carrier'
    : 'first_carrier';
}

function sourceAction({ isFollowed, nextNumber }: DiagnosisFacts): StepAction {
  if (nextNumber === 'scanned' || nextNumber === 'silent') return 'confirm_next_number';
  return isFollowed === false ? 'connect_source' : 'check_connection';
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
