import { checkTable } from '#app/domain/findings/params.ts';
import type { Rule } from '#app/domain/findings/rule.ts';
import type { SubjectKind } from '#app/domain/findings/subjects.ts';
import { invariant } from '#app/domain/shared/invariant.ts';

/**
 * Takes a rule into the catalogue's form. Throws, naming the rule and the row, when a table of figures has a gap or an
 * overlap, or when a date or a source is missing: a rule that could be wrong does not start.
 */
export function defineRule<K extends SubjectKind>(rule: Rule<K>): Rule<K> {
  invariant(/^[A-Z]{2,5}(-[A-Z]{2,5})*-\d{2}$/.test(rule.id), `${rule.id}: not a rule's id`);
  invariant(/^\d+\.\d+\.\d+$/.test(rule.version), `${rule.id}: version ${rule.version}`);
  invariant(rule.sources.length > 0, `${rule.id}: no source`);
  const dates = [
    rule.effective.from,
    rule.effective.until,
    rule.review.last,
    rule.review.next,
    ...rule.sources.map(({ checkedOn }) => checkedOn),
  ];
  for (const date of dates)
    invariant(date === null || !Number.isNaN(Date.parse(date)), `${rule.id}: not a date: ${date}`);
  for (const [name, table] of Object.entries(rule.params)) checkTable(`${rule.id} ${name}`, table);
  return rule;
}
