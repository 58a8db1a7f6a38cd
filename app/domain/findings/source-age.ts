import type { RuleSource } from '#app/domain/findings/rule.ts';

const DAY_MS = 86_400_000;

/** Whole days since a source was last looked up. */
export function ageDays({ checkedOn }: Pick<RuleSource, 'checkedOn'>, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(`${checkedOn}T00:00:00Z`)) / DAY_MS);
}

/** Whether it has to be looked up again: on the last day of its time it is still fresh. */
export function isStale(
  source: Pick<RuleSource, 'checkedOn' | 'freshForDays'>,
  now: Date,
): boolean {
  return ageDays(source, now) > source.freshForDays;
}
