import type { FactGroup } from '#app/domain/findings/fact-groups.ts';
import type { RuleStatus } from '#app/domain/findings/rule.ts';
import type { SubjectKind } from '#app/domain/findings/subjects.ts';

/** What every rule knows and lacks in this shop. */
export interface CoverageView {
  rules: RuleCoverage[];
  /** Since when prices, policies and everything else that cannot be read again are recorded; null: not yet. */
  watchingSince: string | null;
  /** What could not be judged: those named are at most a hundred. `note`: the rule that failed, or `not_loaded`. */
  unjudged: { count: number; named: { kind: SubjectKind; name: string; note: string }[] };
}

export interface RuleCoverage {
  id: string;
  /** In the reader's language. */
  title: string;
  /** `off`: the merchant does not want it. */
  status: RuleStatus | 'off';
  /** Groups of facts it reads, and whether they may be read at all. */
  facts: { group: FactGroup; isThere: boolean }[];
  lacks: Lack[];
  /** What it needs of records before it can judge: whole from this instant on; null: none, or whole by now. */
  recordsWholeAt: string | null;
  open: number;
  unknown: number;
  /** The source that was looked up longest ago. */
  source: {
    cite: string;
    url: string;
    checkedOn: string;
    ageDays: number;
    isStale: boolean;
  };
}

/** What would let a rule say more. `findings`: how many say `unknown` for want of it. */
export type Lack =
  /** The app may not read it; the merchant can grant it. */
  | { kind: 'scope'; scope: string }
  /** A question that only a person can answer, in the reader's language. */
  | { kind: 'attestation'; question: string; findings: number }
  | { kind: 'history'; findings: number }
  /** Shopify or the carrier has no value there, or it has not been read yet. */
  | { kind: 'empty' | 'not_read'; findings: number };
