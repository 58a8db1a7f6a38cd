import type { SubjectRef } from '#app/domain/findings/subjects.ts';
import { isoInstant } from '#app/domain/shared/iso-instant.ts';

/**
 * What makes a finding the same finding: the rule, the subject and the beginning of the duty. A second reduction of the same
 * price is a new finding, the same one seen again is not.
 */
export function fingerprint(ruleId: string, subject: SubjectRef, clockStart: Date | null): string {
  const start = clockStart === null ? '' : isoInstant(clockStart);
  return [ruleId, subject.kind, subject.id, start].join('|');
}
