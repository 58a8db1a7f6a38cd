import type { BusinessCalendar } from '#app/domain/shared/business-calendar.ts';

/**
 * How much of a silence fell on days of rest (0 to 1), and when the present rest ends (null = somebody works now). The
 * calendar is the country's where the parcel is, with its rest days counted, whatever the shop counts its limits in. A
 * silence that has not begun rests for nobody.
 */
export function restShare(
  { from, now }: { from: Date; now: Date },
  calendar: BusinessCalendar,
): { share: number; endsAt: Date | null } {
  const days = (now.getTime() - from.getTime()) / DAY_MS;
  const worked = calendar.workingDaysBetween(from, now);
  const endsAt = isResting(now, calendar) ? calendar.addWorkingDays(now, A_MOMENT) : null;
  return { share: days <= 0 ? 0 : Math.min(1, Math.max(0, 1 - worked / days)), endsAt };
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** A second of work, in days: the first one after the rest. */
const A_MOMENT = 1 / 86_400;

function isResting(now: Date, calendar: BusinessCalendar): boolean {
  return calendar.workingDaysBetween(now, new Date(now.getTime() + MINUTE_MS)) === 0;
}
