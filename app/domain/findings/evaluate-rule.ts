import type { Outcome } from '#app/domain/findings/outcome.ts';
import type { ParamOverride, UsedParam } from '#app/domain/findings/params.ts';
import type { Rule } from '#app/domain/findings/rule.ts';
import type { SubjectKind, Subjects } from '#app/domain/findings/subjects.ts';
import { openTrial } from '#app/domain/findings/trial.ts';
import { dayInZone } from '#app/domain/shared/day-in-zone.ts';
import { invariant } from '#app/domain/shared/invariant.ts';

export interface Judgement {
  outcome: Outcome;
  /** Rows of the rule's tables that decided. */
  used: readonly UsedParam[];
  /** Why the rule was not asked at all; null: it was. */
  notAsked: 'before_effective' | 'after_end' | 'not_in_use' | null;
}

/**
 * Judges one subject by one rule, as of `asOf`, by the law of the day that governs: an old order is judged by the rule and
 * the figures of its own day. A rule that is merely scheduled never fails anyone: what would fail is upcoming.
 */
export function evaluateRule<K extends SubjectKind>(
  rule: Rule<K>,
  facts: Subjects[K],
  { asOf, overrides = [] }: { asOf: Date; overrides?: readonly ParamOverride[] },
): Judgement {
  const day = dayInZone(rule.governedOn(facts) ?? asOf, facts.shop.timeZone);
  const trial = openTrial({ rule, asOf, day, overrides });
  const notAsked = whyNotAsked(rule, day);
  if (notAsked !== null) return { outcome: trial.notApplicable(), used: [], notAsked };
  const outcome = rule.evaluate(facts, trial);
  const isTooSoon = rule.status === 'scheduled' && outcome.verdict === 'fail';
  return {
    outcome: isTooSoon ? { ...outcome, verdict: 'upcoming' } : outcome,
    used: trial.used,
    notAsked: null,
  };
}

/**
 * The same for a rule and a subject whose kinds are known at run time only. Throws when the rule is about another kind of
 * subject.
 */
export function evaluateSubject(
  rule: Rule,
  facts: Subjects[SubjectKind],
  about: { asOf: Date; overrides?: readonly ParamOverride[] },
): Judgement {
  invariant(rule.subject === facts.kind, `${rule.id} judges no ${facts.kind}`);
  return evaluateRule(rule, facts, about);
}

function whyNotAsked<K extends SubjectKind>(
  { status, effective }: Pick<Rule<K>, 'status' | 'effective'>,
  day: string,
): Judgement['notAsked'] {
  if (status === 'draft' || status === 'deprecated') return 'not_in_use';
  // What is scheduled warns before its day: that is what it is for.
  if (day < effective.from && status !== 'scheduled') return 'before_effective';
  if (effective.until !== null && day >= effective.until) return 'after_end';
  return null;
}
