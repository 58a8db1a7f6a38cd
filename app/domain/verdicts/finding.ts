import type { LearnedSilence } from '#app/domain/verdicts/learned-silence.ts';
import type { Cause, Evidence, Silence, VerdictKind } from '#app/domain/verdicts/verdict.ts';

/** What is concluded of a parcel, before it is told against whom it was judged. */
export interface Finding {
  kind: VerdictKind;
  cause: Cause;
  since: Date;
  evidence: Evidence[];
  silence: Silence | null;
  /** What the past says of the silence it rests on; null when it rests on none. */
  learned: LearnedSilence | null;
  /** As in `Verdict`. */
  probability: number | null;
  reviewAt: Date | null;
}
