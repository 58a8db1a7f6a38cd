import { endOfBusinessDaysAfter } from '#app/domain/findings/business-days.ts';
import { calendarDaysBetween, endOfDayAfter } from '#app/domain/shared/day-in-zone.ts';
import type { Fact } from '#app/domain/findings/fact.ts';
import type { Promised, ShopContext } from '#app/domain/findings/subjects.ts';

/** A time that was given for doing something: its end is the first instant after its last day. */
export interface GivenTime {
  endsAt: Date;
  /** Calendar days from the day it began to its last one; 0: the same day. */
  days: number;
  /** False: nobody agreed on anything, so the law's own time holds. */
  isAgreed: boolean;
}

/**
 * When the time that was agreed ends, else the law's. House choices: the day it begins is not counted, its last day counts
 * to midnight in the shop's time zone, and business days are those of the shop's country.
 */
export function givenTime(
  promised: Fact<Promised>,
  { startsAt, defaultDays, shop }: { startsAt: Date; defaultDays: number; shop: ShopContext },
): GivenTime {
  const endsAt = promised.known
    ? endOf(promised.value, startsAt, shop)
    : endOfDayAfter(startsAt, defaultDays, shop.timeZone);
  const days = calendarDaysBetween(startsAt, new Date(endsAt.getTime() - 1), shop.timeZone);
  return { endsAt, days: Math.max(0, days), isAgreed: promised.known };
}

function endOf(promised: Promised, startsAt: Date, shop: ShopContext): Date {
  if ('until' in promised) return endOfDayAfter(promised.until, 0, shop.timeZone);
  const days = Math.ceil(promised.days);
  return promised.unit === 'calendar'
    ? endOfDayAfter(startsAt, days, shop.timeZone)
    : endOfBusinessDaysAfter(startsAt, days, shop);
}
