import type { Journey } from '#app/domain/lanes/journey.ts';
import { quantileOf } from './quantile.ts';
import type { ParcelHistory } from './histories.ts';

const DAY_MS = 86_400_000;
/** Of the delivered parcels that a method learned from, so many took no longer from door to door. */
const WAY_SHARE = 0.995;
/** Open for longer, a record that nobody kept rather than a parcel: its end is not guessed. */
const OLDEST_DAYS = 3 * 365;

/** Days from start to end that nearly all delivered parcels took at most; infinite when nothing was delivered. */
export function longestWayDaysOf(learnedFrom: readonly Journey[]): number {
  const days = learnedFrom
    .filter(({ outcome }) => outcome === 'delivered')
    .map(({ startedAt, endedAt }) => (endedAt.getTime() - startedAt.getTime()) / DAY_MS);
  return quantileOf(days, WAY_SHARE) ?? Number.POSITIVE_INFINITY;
}

/** What a parcel is in the test. `stuck_by_age`: open, and too old to be still on its way. */
export type Truth = 'good' | 'stuck' | 'stuck_by_age' | 'returned' | 'undecided' | 'too_old';

/** By age and outcome alone, never by the length of a silence: a fixed rule would be the best one by definition. */
export function truthOf(
  { outcome, startedAt, endedAt }: Pick<ParcelHistory, 'outcome' | 'startedAt' | 'endedAt'>,
  { dataEnd, stuckAge }: { dataEnd: Date; stuckAge: number },
): Truth {
  if (outcome === 'delivered') return 'good';
  if (outcome === 'lost') return 'stuck';
  if (outcome === 'returned') return 'returned';
  const ageDays = ((endedAt ?? dataEnd).getTime() - startedAt.getTime()) / DAY_MS;
  if (ageDays > OLDEST_DAYS) return 'too_old';
  return ageDays > stuckAge ? 'stuck_by_age' : 'undecided';
}
