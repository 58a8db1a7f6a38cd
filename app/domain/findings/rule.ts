import type { BrandAnswer } from '#app/domain/findings/brand-answers.ts';
import type { Missing } from '#app/domain/findings/fact.ts';
import type { Outcome, FindingVerdict } from '#app/domain/findings/outcome.ts';
import type { ParamOverride, ParamTables } from '#app/domain/findings/params.ts';
import type { SubjectKind, Subjects } from '#app/domain/findings/subjects.ts';
import type { Trial } from '#app/domain/findings/trial.ts';
import type { FactGroup } from '#app/domain/findings/fact-groups.ts';

/** `scheduled`: law that is not in force, or not sure enough: warns, never fails anyone. */
export const RULE_STATUSES = ['draft', 'scheduled', 'active', 'deprecated'] as const;
export type RuleStatus = (typeof RULE_STATUSES)[number];

export const AUTHORITIES = ['law', 'network', 'platform', 'carrier', 'house'] as const;
export type Authority = (typeof AUTHORITIES)[number];

/** What a broken rule costs: money or access lost within days · an enforceable duty · exposure · tidying. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How sure the finding is, apart from how grave: dates and amounts decide, or words and patterns suggest. */
export const CERTAINTIES = ['deterministic', 'heuristic'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

export interface RuleSource {
  cite: string;
  url: string;
  /** ISO date. */
  checkedOn: string;
  confidence: 'high' | 'medium' | 'low';
  /** Days after which it has to be looked at again: 180, for tariffs and rates 30. */
  freshForDays: number;
}

/** A dated, sourced check of one kind of subject. Words live in `app/i18n/rules/<id>.json`, by the codes named here. */
export interface Rule<K extends SubjectKind = SubjectKind> {
  id: string;
  /** Semantic: what it concludes changed (major), what it says or rests on (minor), words (patch). */
  version: string;
  status: RuleStatus;
  subject: K;
  /** Codes as shown: `US`, `EU`, `GB`, `CA`, `AU`, `CN`, `card_networks`, `shopify`, `google`, `all`. */
  jurisdictions: readonly string[];
  authority: Authority;
  severity: Severity;
  certainty: Certainty;
  sources: readonly RuleSource[];
  /** ISO dates; law is judged as of the date that governs (`governedOn`). `until` null: still in force. */
  effective: { from: string; until: string | null };
  params: ParamTables;
  /** What it reads: a change of anything else does not wake it. `scopes`: optional ones without which it knows nothing. */
  requires: { facts: readonly FactGroup[]; scopes: readonly string[]; historyDays: number };
  conditions: readonly string[];
  exceptions: readonly { id: string; cite: string }[];
  messages: readonly string[];
  /** Steps of the remedy, in order; words under `steps.<step>`. */
  steps: readonly string[];
  /** Ready texts; words under `templates.<id>`. */
  templates: readonly { id: string; to: 'buyer' | 'supplier' | 'page' | 'self' }[];
  /** Highest fine the law names; text only, never summed. */
  consequence: { max: { amount: number; currency: string; per: string } | null };
  /** What to attest when data cannot show it; empty: nothing. */
  attestations: readonly string[];
  /** Answers to choose from, where yes and no are too few. */
  choices?: readonly BrandAnswer[];
  review: { last: string; next: string; watch: readonly string[] };
  examples: readonly RuleExample<K>[];
  /** The date whose law governs this subject; null: the day of looking. */
  governedOn(facts: Subjects[K]): Date | null;
  evaluate(facts: Subjects[K], trial: Trial): Outcome;
}

export const EXAMPLE_KINDS = [
  'fail',
  'pass',
  'boundary',
  'exception',
  'missing_fact',
  'before_effective',
  'case', // a worked case of the handbook, or any other
] as const;
export type ExampleKind = (typeof EXAMPLE_KINDS)[number];

/** What a rule says of an invented subject: part of the rule, shown on its page, run by the tests. */
export interface RuleExample<K extends SubjectKind = SubjectKind> {
  kind: ExampleKind;
  /** A fact, in English. */
  name: string;
  asOf: Date;
  facts: Subjects[K];
  overrides?: readonly ParamOverride[];
  expect: {
    verdict: Exclude<FindingVerdict, 'suppressed'>;
    /** Undefined: not asked. */
    deadline?: Date | null;
    exposure?: Outcome['exposure'];
    message?: string;
    exception?: string;
    missing?: Missing['kind'];
  };
}
