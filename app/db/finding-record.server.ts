import type { Missing } from '#app/domain/findings/fact.ts';
import type { NoDeadline, NoExposure, FindingVerdict } from '#app/domain/findings/outcome.ts';
import type { Authority, Certainty, Severity } from '#app/domain/findings/rule.ts';
import type { SubjectKind } from '#app/domain/findings/subjects.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** A stored finding as lists need it. */
export interface ListedFinding {
  id: string;
  ruleId: string;
  subjectKind: SubjectKind;
  subjectId: string;
  label: string;
  orderId: string | null;
  productId: string | null;
  verdict: Exclude<FindingVerdict, 'suppressed'>;
  authority: Authority;
  severity: Severity;
  certainty: Certainty;
  jurisdictions: string[];
  /** As stored: `{code, params}`, where JSON made texts of instants; null for what says nothing. */
  message: { code: string; params: unknown } | null;
  /** What is not known, where the verdict is `unknown`. */
  missing: Missing[];
  deadlineAt: Date | null;
  noDeadline: NoDeadline | null;
  exposure: Money[];
  noExposure: NoExposure | null;
  verdictSince: Date;
  curedAt: Date | null;
  suppressedUntil: Date | null;
  suppressedWhy: string | null;
  suppressedBy: string | null;
  assignee: string | null;
}

/** The columns of `ListedFinding`, of table or alias `f`. */
export const FINDING_COLUMNS = `f.finding_id::text as id, f.rule_id as "ruleId", f.subject_kind as "subjectKind",
  f.subject_id as "subjectId", f.label, f.order_id::text as "orderId", f.product_id::text as "productId", f.verdict,
  f.authority, f.severity, f.certainty, f.jurisdictions, f.message, f.missing, f.deadline_at as "deadlineAt",
  f.no_deadline as "noDeadline", f.exposure, f.no_exposure as "noExposure", f.verdict_since as "verdictSince",
  f.cured_at as "curedAt", f.suppressed_until as "suppressedUntil", f.suppressed_why as "suppressedWhy",
  f.suppressed_by as "suppressedBy", f.assignee`;

/** Amounts of a finding (alias `f`) behind its first, which lies in columns of its own. */
export const MORE_MONEY =
  'lateral (select amount from jsonb_array_elements(f.exposure) with ordinality each(amount, place) where place > 1) more';
