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
   * One in ten took at least so long, in days: for `number_early` from the number to the first scan, for `number_late` from
   * payment to the number. Null while none has come so far.
   */
  slowDays: number | null;
}

/** A habit is called one when, nine chances in ten, more than this share of the parcels show it: a bad week is none. */
const HABIT_SHARE = 0.15;
/** Fewer parcels show nobody's habits. */
const FEWEST_PARCELS = 10;
/** One-sided 90 %. */
const HABIT_Z = 1.281_551_566;
const SLOW = 0.9;

/** The habits that a supplier's counters show, the more frequent first. */
export function habitsOf(tally: ScoreTally): Habit[] {
  const of = countOf(tally, 'parcels');
  if (of < FEWEST_PARCELS) return [];
  const habits: Habit[] = [
    {
      kind: 'number_early',
      count: countOf(tally, 'number_early'),
      of,
      slowDays: quantileOf(tally.steps.number_scan, SLOW),
    },
    {
      kind: 'number_late',
      count: countOf(tally, 'number_late'),
      of,
      slowDays: quantileOf(tally.steps.paid_number, SLOW),
    },
  ];
  return habits
    .filter(({ count }) => (shareInterval(count, of, HABIT_Z)?.low ?? 0) > HABIT_SHARE)
    .sort((a, b) => b.count - a.count);
}
