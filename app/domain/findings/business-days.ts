import { dayInZone, endOfDayAfter, startOfDay } from '#app/domain/shared/day-in-zone.ts';
import { businessCalendar } from '#app/domain/shared/business-calendar.ts';
import { invariant } from '#app/domain/shared/invariant.ts';

/**
 * The first instant after the `days`-th business day that follows an instant's own day. A business day is one on which
 * neither the country rests nor `origin`, where the goods start (null: Saturday and Sunday rest; left out: not asked).
 * Midnight is that of `timeZone`.
 */
export function endOfBusinessDaysAfter(
  instant: Date,
  days: number,
  {
    country,
    origin,
    timeZone,
  }: { country: string | null; origin?: string | null; timeZone: string },
): Date {
  const countries = origin === undefined ? [country] : [country, origin];
  let end = endOfDayAfter(instant, 0, timeZone);
  for (let left = days, ahead = 0; left > 0; ahead += 1) {
    invariant(ahead < MOST_DAYS_AHEAD, `no ${days} business days in ${countries.join()}`);
    const date = dayInZone(end, timeZone);
    end = endOfDayAfter(startOfDay(date, timeZone), 0, timeZone);
    if (countries.every((country) => worksOn(date, country))) left -= 1;
  }
  return end;
}

const MOST_DAYS_AHEAD = 2_000;
const DAY_MS = 86_400_000;

function worksOn(date: string, country: string | null): boolean {
  const calendar = businessCalendar({ country, businessDays: true, closedOn: [] });
  const end = calendar.endOfDate(date);
  return calendar.workingDaysBetween(new Date(end.getTime() - DAY_MS / 2), end) > 0;
}
