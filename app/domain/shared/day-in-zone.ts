import { Temporal } from 'temporal-polyfill';
import { invariant } from '#app/domain/shared/invariant.ts';

/** The ISO date of an instant in an IANA time zone. */
export function dayInZone(instant: Date, timeZone: string): string {
  return isoDate(dayOf(instant, timeZone));
}

/** The last instant (the first of the next day) of the day that lies `days` calendar days after an instant's own. */
export function endOfDayAfter(instant: Date, days: number, timeZone: string): Date {
  return new Date(startsAt(dayOf(instant, timeZone) + days + 1, timeZone));
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
  const at = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : Number.NaN;
  invariant(!Number.isNaN(at), `not an ISO date: ${date}`);
  return new Date(startsAt(at / DAY_MS, timeZone));
}

/** Whole calendar days from one instant's date to another's; negative when `to` lies before. */
export function calendarDaysBetween(from: Date, to: Date, timeZone: string): number {
  return dayOf(to, timeZone) - dayOf(from, timeZone);
}

const DAY_MS = 86_400_000;
/** Twenty-seven years of a zone. */
const MOST_DAYS = 10_000;
const MOST_ZONES = 1_000;

/** When days begin, by zone and by the number of the date (0 = 1 January 1970): rules ask for the same few over and over. */
const zones = new Map<string, Map<number, number>>();

/** The number of the date that an instant has in a zone. */
function dayOf(instant: Date, timeZone: string): number {
  const at = instant.getTime();
  invariant(Number.isFinite(at), 'a day needs a valid instant');
  // No zone is a whole day off UTC.
  let day = Math.floor(at / DAY_MS) + 1;
  while (startsAt(day, timeZone) > at) day -= 1;
  return day;
}

function startsAt(day: number, timeZone: string): number {
  const days = zones.get(timeZone) ?? openZone(timeZone);
  const seen = days.get(day);
  if (seen !== undefined) return seen;
  if (days.size >= MOST_DAYS) days.clear();
  const begins = Temporal.PlainDate.from(isoDate(day)).toZonedDateTime(timeZone).epochMilliseconds;
  days.set(day, begins);
  return begins;
}

function openZone(timeZone: string): Map<number, number> {
  if (zones.size >= MOST_ZONES) zones.clear();
  const days = new Map<number, number>();
  zones.set(timeZone, days);
  return days;
}

function isoDate(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
