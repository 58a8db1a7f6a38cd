import type { CauseView, ClaimView, NamedCause } from '#app/contracts/diagnosis.ts';
import type { SilenceCause } from '#app/domain/diagnosis/causes.ts';
import type { Diagnosis } from '#app/domain/diagnosis/diagnose.ts';
import type { ClaimWindow } from '#app/domain/diagnosis/claim-windows.ts';
import { invariant } from '#app/domain/shared/invariant.ts';

/** A diagnosis as the screen is given it. Names are those of the first and of the delivering carrier; null = unknown. */
export function causeView(
  { causes, because, step, isClaimable, claim }: Diagnosis,
  {
    firstCarrier,
    lastCarrier,
    now,
  }: { firstCarrier: string | null; lastCarrier: string | null; now: Date },
): CauseView {
  const [first, ...others] = causes.slice(0, MOST_NAMED).map(({ cause, odds }): NamedCause => ({
    cause,
    odds,
    reasons: because
      .filter((reason) => reason.cause === cause)
      .map(({ fact, speaks, params }) => ({ fact, speaks, params })),
  }));
  invariant(first !== undefined, 'a diagnosis names every cause');
  const askName =
    step.ask === 'first_carrier' ? firstCarrier : step.ask === 'last_carrier' ? lastCarrier : null;
  const isMissed = isClaimable && SAYS_UNKNOWN.has(first.cause);
  return {
    causes: [first, ...others.filter(({ odds }) => odds >= LEAST_ODDS)],
    step: {
      ask: step.ask,
      askName,
      action: step.action,
      waitUntil: step.waitUntil?.toISOString() ?? null,
      waitReason: step.waitReason,
    },
    claim: claim === null ? (isMissed ? 'unknown' : null) : claimView(claim, now),
  };
}

const MOST_NAMED = 3;
/** Below one in fifty a further cause is noise. */
const LEAST_ODDS = 0.02;
/** Where the carrier may owe something: only there is it worth saying that its window is not known. */
const SAYS_UNKNOWN: ReadonlySet<SilenceCause> = new Set(['handoff_lost', 'unknown']);

function claimView(
  { kind, opensOn, closesOn, isEarliest, source, title, readIn, checkedOn }: ClaimWindow,
  now: Date,
): ClaimView {
  return {
    kind,
    opensOn,
    closesOn,
    hasClosed: closesOn !== null && closesOn < now.toISOString().slice(0, 10),
    isEarliest,
    source: { title, url: source, readIn, checkedOn },
  };
}
