import { Temporal } from 'temporal-polyfill';

/** The ISO date of an instant in an IANA time zone. */
export function dayInZone(instant: Date, timeZone: string): string {
  return zoned(instant, timeZone).toPlainDate().toString();
}

/** The last instant (the first of the next day) of the day that lies `days` calendar days after an instant's own. */
export function endOfDayAfter(instant: Date, days: number, timeZone: string): Date {
  const next = zoned(instant, timeZone)
    .toPlainDate()
    .add({ days: days + 1 });
  return new Date(next.toZonedDateTime(timeZone).epochMilliseconds);
}

/** The first instant of the day that lies `days` calendar days after an instant's own (negative: before). */
export function startOfDayAfter(instant: Date, days: number, timeZone: string): Date {
  return endOfDayAfter(instant, days - 1, timeZone);
}

/** The ISO date of the last day of a time that ends at `end`: what a deadline at midnight is called. */
export function lastDayOf(end: Date, timeZone: string): string {
  return dayInZone(new Date(end.getTime() - 1), timeZone);
}

/** The first instant of the day that lies `days` calendar days before the last day of a time that ends at `end`. */
export function daysBeforeEnd(end: Date, days: number, timeZone: string): Date {
  return startOfDayAfter(new Date(end.getTime() - 1), -days, timeZone);
}

/** The first instant of an ISO date. */
export function startOfDay(date: string, timeZone: string): Date {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds);
}

/** Whole calendar days from one instant's date to another's; negative when `to` lies before. */
export function calendarDaysBetween(from: Date, to: Date, timeZone: string): number {
  return zoned(from, timeZone)
    .toPlainDate()
    .until(zoned(to, timeZone).toPlainDate(), { largestUnit: 'days' }).days;
}

function zoned(instant: Date, timeZone: string) {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
}
