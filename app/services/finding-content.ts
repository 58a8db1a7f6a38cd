import type { FindingContent } from '#app/db/findings.server.ts';
import type { Outcome } from '#app/domain/findings/outcome.ts';
import type { UsedParam } from '#app/domain/findings/params.ts';
import type { Rule, Severity } from '#app/domain/findings/rule.ts';
import { labelOf } from '#app/domain/findings/subject-label.ts';
import type { SubjectKind, Subjects } from '#app/domain/findings/subjects.ts';

/** All that is kept of what a rule said of a subject. */
export function contentOf<K extends SubjectKind>(
  rule: Rule<K>,
  subject: Subjects[K],
  { outcome, used }: { outcome: Outcome; used: readonly UsedParam[] },
): FindingContent {
  return {
    ...labelOf(subject),
    ...graveOf(rule),
    message: outcome.message,
    clockStart: outcome.clockStart,
    deadlineAt: outcome.deadline,
    noDeadline: outcome.noDeadline,
    exposure: outcome.exposure,
    exposureMinor: outcome.exposure
      .filter(({ currency }) => currency === subject.shop.currency)
      .reduce((sum, { minor }) => sum + minor, 0),
    noExposure: outcome.noExposure,
    missing: outcome.missing,
    trace: outcome.trace,
    quotes: outcome.quotes,
    fixes: outcome.fixes,
    template: outcome.template,
    params: used,
  };
}

/** What a rule knows nothing of, because the app may not read it: said once, of the shop, in no words of the rule's own. */
export function blindContent(rule: GraveRule, scopes: readonly string[]): FindingContent {
  return {
    label: '',
    orderId: null,
    productId: null,
    ...graveOf(rule),
    message: null,
    clockStart: null,
    deadlineAt: null,
    noDeadline: 'fact_missing',
    exposure: [],
    exposureMinor: 0,
    noExposure: 'fact_missing',
    missing: scopes.map((scope) => ({ kind: 'scope' as const, scope })),
    trace: [],
    quotes: [],
    fixes: [],
    template: {},
    params: [],
  };
}

type GraveRule = Pick<Rule, 'version' | 'authority' | 'severity' | 'certainty' | 'jurisdictions'>;

function graveOf({ version, authority, severity, certainty, jurisdictions }: GraveRule) {
  const severityRank = SEVERITY_RANKS[severity];
  return { ruleVersion: version, authority, severity, severityRank, certainty, jurisdictions };
}

const SEVERITY_RANKS: Record<Severity, number> = { critical: 4, high: 3, medium: 2, low: 1 };
