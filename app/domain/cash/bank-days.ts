import { addDays, daysFrom } from '#app/domain/shared/iso-days.ts';
import { businessCalendar } from '#app/domain/shared/business-calendar.ts';

/**
 * On which days banks of a country work, from `from` on; days are places, 0 = `from`. Weekends and public holidays rest.
 * Days outside the time asked for are worked out as well, but only those inside are quick.
 */
export interface BankDays {
  readonly from: string;
  isOpen(day: number): boolean;
  /** That day if banks work on it, else the next on which they do. */
  openFrom(day: number): number;
  /** So many working days later; 0 = that day, or the next on which banks work. */
  plus(day: number, workingDays: number): number;
  /** Working days from one day to another: 0 when `to` is not later. */
  between(day: number, to: number): number;
}

/** `country`: ISO alpha-2; null: Saturday and Sunday rest, no holidays. */
export function bankDays({ country, from }: { country: string | null; from: string }): BankDays {
  const calendar = businessCalendar({ country, businessDays: true, closedOn: [] });
  const known = new Map<number, boolean>();
  const isOpen = (day: number): boolean => {
    const seen = known.get(day);
    if (seen !== undefined) return seen;
    const begins = calendar.endOfDate(addDays(from, day - 1));
    const isWorked = calendar.workingDaysBetween(begins, calendar.endOfDate(addDays(from, day)));
    known.set(day, isWorked > 0.5);
    return isWorked > 0.5;
  };
  const openFrom = (day: number): number => {
    let at = day;
    for (let tried = 0; !isOpen(at) && tried < LONGEST_REST; tried += 1) at += 1;
    return at;
  };
  return {
    from,
    isOpen,
    openFrom,
    plus(day, workingDays) {
      let at = openFrom(day);
      for (let left = workingDays; left > 0; left -= 1) at = openFrom(at + 1);
      return at;
    },
    between(day, to) {
      let count = 0;
      for (let at = day + 1; at <= to; at += 1) if (isOpen(at)) count += 1;
      return count;
    },
  };
}

/** The place of an ISO date among the days. */
export function placeOf(days: BankDays, on: string): number {
  return daysFrom(days.from, on);
}

/** No country's banks rest longer in one piece; a calendar without any working day must not loop for ever. */
const LONGEST_REST = 30;
