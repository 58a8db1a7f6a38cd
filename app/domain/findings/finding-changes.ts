import type { Outcome } from '#app/domain/findings/outcome.ts';
import type { SubjectRef } from '#app/domain/findings/subjects.ts';

type Verdict = Outcome['verdict'];

/** What one rule says of one subject now. */
export interface Ruling extends SubjectRef {
  ruleId: string;
  verdict: Verdict;
  /** What is to stand open; null: nothing, and what stands is over. */
  open: { fingerprint: string; digest: string } | null;
}

/** A finding as it is stored, as far as a change depends on it. */
export interface StoredFinding extends SubjectRef {
  findingId: string;
  ruleId: string;
  fingerprint: string;
  verdict: Verdict;
  isCured: boolean;
  digest: string;
}

/** What becomes of findings: each ruling leaves at most one open finding of its rule and subject. */
export type FindingChange<R extends Ruling = Ruling> =
  | { kind: 'found'; ruling: R }
  /** It was over and is found again: the same duty, so the same finding. */
  | { kind: 'reopened'; ruling: R; stored: StoredFinding }
  /** Another verdict. */
  | { kind: 'turned'; ruling: R; stored: StoredFinding }
  /** The same verdict in other words, or with another date or sum. */
  | { kind: 'restated'; ruling: R; stored: StoredFinding }
  /** It passes, no longer applies, or a newer duty has begun (`replaced`). */
  | {
      kind: 'cured';
      stored: StoredFinding;
      verdict: 'pass' | 'not_applicable';
      isReplaced: boolean;
    };

/** What has to be written so that the store says what the rules say; what is said already is left as it is. */
export function findingChanges<R extends Ruling>(
  rulings: readonly R[],
  stored: readonly StoredFinding[],
): FindingChange<R>[] {
  const byRuling = new Map<string, StoredFinding[]>();
  for (const finding of stored) {
    const key = keyOf(finding);
    const known = byRuling.get(key);
    if (known === undefined) byRuling.set(key, [finding]);
    else known.push(finding);
  }
  return rulings.flatMap((ruling) => changesOf(ruling, byRuling.get(keyOf(ruling)) ?? []));
}

function changesOf<R extends Ruling>(
  ruling: R,
  known: readonly StoredFinding[],
): FindingChange<R>[] {
  const { open, verdict } = ruling;
  const same =
    open === null ? undefined : known.find((one) => one.fingerprint === open.fingerprint);
  const ended = known.filter((one) => !one.isCured && one !== same);
  const cures = ended.map((one) => ({
    kind: 'cured' as const,
    stored: one,
    verdict: verdict === 'pass' ? ('pass' as const) : ('not_applicable' as const),
    isReplaced: open !== null,
  }));
  if (open === null) return cures;
  if (same === undefined) return [...cures, { kind: 'found', ruling }];
  if (same.isCured) return [...cures, { kind: 'reopened', ruling, stored: same }];
  if (same.verdict !== verdict) return [...cures, { kind: 'turned', ruling, stored: same }];
  if (same.digest !== open.digest) return [...cures, { kind: 'restated', ruling, stored: same }];
  return cures;
}

function keyOf({ ruleId, kind, id }: SubjectRef & { ruleId: string }): string {
  return `${ruleId}|${kind}|${id}`;
}
