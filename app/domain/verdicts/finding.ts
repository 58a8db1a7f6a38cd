import type { Cause, Evidence, Silence, VerdictKind } from '#app/domain/verdicts/verdict.ts';

/** What is concluded of a parcel, before it is told against whom it was judged. */
export interface Finding {
  kind: VerdictKind;
  cause: Cause;
  since: Date;
  evidence: Evidence[];
  silence: Silence | null;
  reviewAt: Date | null;
}
