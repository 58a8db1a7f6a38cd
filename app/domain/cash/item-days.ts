import type { CashItem } from '#app/domain/cash/cash-facts.ts';
import { addDays, dayOfMonthAfter, daysFrom } from '#app/domain/shared/iso-days.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';

/**
 * The ISO days on which a typed cost or receipt falls, from `from` to `to`, both included, in order. Months count from the
 * first occurrence: what starts on the 31st falls on the last day of shorter months, and on the 31st again after them. An
 * item ends with `endsOn`, that day included.
 */
export function itemDays(
  item: Pick<CashItem, 'every' | 'startsOn' | 'endsOn'>,
  { from, to }: { from: string; to: string },
): string[] {
  const last = item.endsOn !== null && item.endsOn < to ? item.endsOn : to;
  const days: string[] = [];
  for (let count = firstCount(item, from); ; count += 1) {
    const on = occurrence(item, count);
    if (on === null || on > last) return days;
    if (on >= from) days.push(on);
  }
}

/** The occurrence of that number, counted from 0; null: there is none. */
function occurrence({ every, startsOn }: Pick<CashItem, 'every' | 'startsOn'>, count: number) {
  const day = Number(startsOn.slice(8));
  switch (every) {
    case 'once':
      return count === 0 ? startsOn : null;
    case 'day':
      return addDays(startsOn, count);
    case 'week':
      return addDays(startsOn, 7 * count);
    case 'month':
      return dayOfMonthAfter(startsOn, { months: count, day });
    case 'quarter':
      return dayOfMonthAfter(startsOn, { months: 3 * count, day });
    case 'year':
      return dayOfMonthAfter(startsOn, { months: 12 * count, day });
    default:
      return assertExhaustive(every);
  }
}

/** Calendar days between two occurrences at most. */
const LONGEST_STEP = { once: 1, day: 1, week: 7, month: 31, quarter: 92, year: 366 } as const;

/** An occurrence at or before the first that can count: years of a daily item are not walked through. */
function firstCount({ every, startsOn }: Pick<CashItem, 'every' | 'startsOn'>, from: string) {
  if (every === 'once' || startsOn >= from) return 0;
  return Math.floor(daysFrom(startsOn, from) / LONGEST_STEP[every]);
}
