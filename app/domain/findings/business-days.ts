import { dayInZone, endOfDayAfter, startOfDay } from '#app/domain/findings/day-in-zone.ts';
import { businessCalendar } from '#app/domain/shared/business-calendar.ts';

/**
 * The first instant after the `days`-th business day that follows an instant's own day. Business days are those of a
 * country (null: Monday to Friday); midnight is that of `timeZone`.
 */
export function endOfBusinessDaysAfter(
  instant: Date,
  days: number,
  { country, timeZone }: { country: string | null; timeZone: string },
): Date {
  const calendar = businessCalendar({ country, businessDays: true, closedOn: [] });
  const from = calendar.endOfDate(dayInZone(instant, timeZone));
  const counted = calendar.addWorkingDays(from, days);
  const lastDay = calendar.dateAt(new Date(counted.getTime() - 1));
  return endOfDayAfter(startOfDay(lastDay, timeZone), 0, timeZone);
}
