import type { FindingDate, FindingRow, FindingSubject } from '#app/contracts/findings.ts';
import type { ListedFinding } from '#app/db/finding-record.server.ts';
import type { RuleSpeech } from '#app/i18n/rule-words.server.ts';

/** How a reader is spoken to: the rules' words, and the name of the store where the store itself is the subject. */
export interface FindingSpeech {
  rules: RuleSpeech;
  store: string;
  beside: (first: string, second: string) => string;
  /** That a rule lacks a permission. */
  scope: (scope: string) => string;
}

/** A stored finding as a list shows it. What was set aside until an instant that has passed is not set aside. */
export function findingRowOf(
  found: ListedFinding,
  { speech, now }: { speech: FindingSpeech; now: Date },
): FindingRow {
  const { suppressedUntil } = found;
  const isSuppressed = suppressedUntil !== null && suppressedUntil.getTime() > now.getTime();
  return {
    ...findingDateOf(found, speech),
    noExposure: found.noExposure,
    authority: found.authority,
    severity: found.severity,
    certainty: found.certainty,
    jurisdictions: found.jurisdictions,
    verdictSince: found.verdictSince.toISOString(),
    curedAt: found.curedAt?.toISOString() ?? null,
    suppressed: isSuppressed
      ? {
          until: suppressedUntil.toISOString(),
          why: found.suppressedWhy ?? '',
          by: found.suppressedBy ?? '',
        }
      : null,
    assignee: found.assignee,
  };
}

export function findingDateOf(found: ListedFinding, speech: FindingSpeech): FindingDate {
  return {
    id: found.id,
    ruleId: found.ruleId,
    ruleTitle: speech.rules.title(found.ruleId),
    what: whatOf(found, speech),
    verdict: found.verdict,
    subject: findingSubjectOf(found, speech),
    deadlineAt: found.deadlineAt?.toISOString() ?? null,
    noDeadline: found.noDeadline,
    exposure: found.exposure,
    certainty: found.certainty,
  };
}

/** A rule that may not read what it needs has nothing to say of any subject: the permission is named instead. */
export function whatOf(
  { ruleId, message, missing }: Pick<ListedFinding, 'ruleId' | 'message' | 'missing'>,
  { rules, scope }: Pick<FindingSpeech, 'rules' | 'scope'>,
) {
  const [first] = missing;
  return message === null && first?.kind === 'scope'
    ? scope(first.scope)
    : rules.sayFinding(ruleId, message);
}

export function findingSubjectOf(
  found: Pick<ListedFinding, 'subjectKind' | 'subjectId' | 'label' | 'orderId' | 'productId'>,
  speech: FindingSpeech,
): FindingSubject {
  const { subjectKind: kind, subjectId: id, orderId, productId } = found;
  return { kind, id, label: labelOf(found, speech), orderId, productId };
}

function labelOf(
  { subjectKind, subjectId, label }: { subjectKind: string; subjectId: string; label: string },
  { rules, store, beside }: FindingSpeech,
): string {
  switch (subjectKind) {
    case 'shop':
      return store;
    case 'destination':
      return rules.say({ country: subjectId });
    case 'price': {
      const market = subjectId.split('@')[1] ?? 'shop';
      return market === 'shop' ? label : beside(label, rules.say({ country: market }));
    }
    default:
      return label;
  }
}
