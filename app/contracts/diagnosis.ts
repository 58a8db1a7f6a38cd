/** What a parcel's page says of the cause of its silence. Instants are ISO 8601 in UTC; words are chosen in the browser. */
import type { SilenceCause } from '#app/domain/diagnosis/causes.ts';
import type { FactCode, FactParams } from '#app/domain/diagnosis/fact-codes.ts';
import type { Ask, StepAction, WaitReason } from '#app/domain/diagnosis/fitting-step.ts';

export interface CauseView {
  /** The likeliest, and at most two more that are worth a word. Odds are of all causes: these need not add up to 1. */
  causes: [NamedCause, ...NamedCause[]];
  step: {
    ask: Ask;
    /** The carrier's name, where a carrier is asked and its name is known. */
    askName: string | null;
    action: StepAction;
    /** Waiting is right until then, always ahead; null = act now, or (nobody to ask) nothing says until when. */
    waitUntil: string | null;
    /** Null exactly when `waitUntil` is. */
    waitReason: WaitReason | null;
  };
  /** `unknown`: something could be claimed, and no published window was found. Null: nothing to say. */
  claim: ClaimView | 'unknown' | null;
}

export interface NamedCause {
  cause: SilenceCause;
  odds: number;
  /** Strongest first. */
  reasons: { fact: FactCode; speaks: 'for' | 'against'; params: FactParams }[];
}

/** A carrier's own published window. ISO dates; null = it names none, or nothing is known to count it from. */
export interface ClaimView {
  kind: 'claim' | 'inquiry';
  opensOn: string | null;
  closesOn: string | null;
  hasClosed: boolean;
  /** The last day may be later. */
  isEarliest: boolean;
  /** `readIn`: address of the copy or quotation in which the text was read; null = it was read at `url`. */
  source: { title: string; url: string; readIn: string | null; checkedOn: string };
}
