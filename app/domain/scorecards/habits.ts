import { shareInterval } from '#app/domain/scorecards/intervals.ts';
import { countOf, type ScoreTally } from '#app/domain/scorecards/score-tally.ts';
import { quantileOf } from '#app/domain/scorecards/step-histogram.ts';

/** Something a supplier keeps doing that makes numbers say less than they seem to. */
export interface Habit {
  kind: 'number_early' | 'number_late';
  /** How many of its parcels show it, and of how many. */
  count: number;
  of: number;
  /**
   * Half of its parcels took at least so long, in days: for `number_early` from the number to the first scan, for
   * `number_late` from payment to the number. Null while none has come so far.
   */
  medianDays: number | null;
}

/** A habit is called one when surely (95 %) more than this share of the parcels show it: a single bad week is none. */
const HABIT_SHARE = 0.15;

/** The habits that a supplier's counters show, the more frequent first. */
export function habitsOf(tally: ScoreTally): Habit[] {
  const of = countOf(tally, 'parcels');
  const habits: Habit[] = [
    {
      kind: 'number_early',
      count: countOf(tally, 'number_early'),
      of,
      medianDays: quantileOf(tally.steps.number_scan, 0.5),
    },
    {
      kind: 'number_late',
      count: countOf(tally, 'number_late'),
      of,
      medianDays: quantileOf(tally.steps.paid_number, 0.5),
    },
  ];
  return habits
    .filter(({ count }) => (shareInterval(count, of)?.low ?? 0) > HABIT_SHARE)
    .sort((a, b) => b.count - a.count);
}
