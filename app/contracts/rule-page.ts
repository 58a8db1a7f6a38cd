import type { ParamRow, ParamUnit } from '#app/domain/findings/params.ts';
import type { ExampleKind } from '#app/domain/findings/rule.ts';
import type { RuleBrief } from './finding-detail.ts';

/** What a rule's own page says, in the reader's language. */
export interface RuleView {
  rule: RuleBrief;
  clock: string;
  consequence: string;
  effectiveFrom: string;
  conditions: readonly string[];
  exceptions: readonly { words: string; cite: string }[];
  steps: readonly string[];
  params: readonly { name: string; unit: ParamUnit; rows: readonly ParamRow[] }[];
  /** Names in English: they are the tests' own. */
  examples: readonly { kind: ExampleKind; name: string; verdict: RuleVerdict }[];
}

export type RuleVerdict = 'pass' | 'upcoming' | 'fail' | 'unknown' | 'not_applicable';
