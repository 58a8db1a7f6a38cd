import { Temporal } from 'temporal-polyfill';
import type { Judgement } from '#app/domain/findings/evaluate-rule.ts';
import type { Rule } from '#app/domain/findings/rule.ts';
import type { SubjectKind, Subjects } from '#app/domain/findings/subjects.ts';

/** A rule that names an instant that has passed is not asked again at once, and again: at most so often. */
const SOONEST_MS = 3_600_000;

/**
 * When time alone may change what a rule says of a subject: the rule's own word; the end of a figure or of an answer; and
 * where the day of looking governs, the beginning and end of the rule itself. Null: only a changed fact can.
 */
export function nextReview<K extends SubjectKind>(
  rule: Pick<Rule<K>, 'attestations' | 'effective' | 'governedOn'>,
  facts: Subjects[K],
  {
    judgement: { outcome, used, notAsked },
    asOf,
  }: { judgement: Pick<Judgement, 'outcome' | 'used' | 'notAsked'>; asOf: Date },
): Date | null {
  if (notAsked === 'not_in_use' || notAsked === 'after_end') return null;
  const { from, until } = rule.effective;
  const days =
    rule.governedOn(facts) === null ? [from, until, ...used.map(({ row }) => row.until)] : [];
  const turns = days
    .filter((day) => day !== null)
    .map((day) => startOf(day, facts.shop.timeZone))
    .concat(ends(rule.attestations, facts))
    .filter((at) => at > asOf);
  const own = notAsked === null ? outcome.reviewAt : null;
  if (own !== null) turns.push(own > asOf ? own : new Date(asOf.getTime() + SOONEST_MS));
  return turns.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

/** When the answers that a rule asks for end. */
function ends(codes: readonly string[], facts: Subjects[SubjectKind]): Date[] {
  const given = [facts.shop.attestations, ...(facts.kind === 'product' ? [facts.answers] : [])];
  return given.flatMap((answers) =>
    codes.flatMap((code) => {
      const until = answers[code]?.until ?? null;
      return until === null ? [] : [until];
    }),
  );
}

/** The first instant of an ISO day. */
function startOf(day: string, timeZone: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);
}
