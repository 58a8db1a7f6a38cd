import { Temporal } from 'temporal-polyfill';
import { DAY } from '../calendar.ts';

/** Days of Meridian Goods: day 0 is the one on which the world starts, in the shop's zone. Hours are local, fractions allowed. */
export interface Days {
  /** The instant at a local hour of a day; noon unless told otherwise. */
  at(day: number, hour?: number): number;
  /** The first instant after a day. */
  endOf(day: number): number;
  dayOf(instant: number): number;
  /** The number of an ISO date. */
  dayOn(date: string): number;
  /** The ISO date of a day. */
  dateOf(day: number): string;
  /** The day that is the `count`-th working day after `day`: Monday to Friday, federal holidays left out. */
  workingDayAfter(day: number, count: number): number;
}

export function daysOf(startAt: number, timeZone: string): Days {
  const first = zoned(startAt, timeZone).toPlainDate();
  const dateOf = (day: number) => first.add({ days: day });
  const midnight = (day: number) => dateOf(day).toZonedDateTime(timeZone).epochMilliseconds;
  const isWorking = (day: number) =>
    dateOf(day).dayOfWeek <= 5 && !FEDERAL_HOLIDAYS.has(dateOf(day).toString());
  return {
    at: (day, hour = 12) => {
      const minutes = Math.round(hour * 60);
      const plainTime = { hour: Math.floor(minutes / 60), minute: minutes % 60 };
      return dateOf(day).toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;
    },
    endOf: (day) => midnight(day + 1),
    dayOf: (instant) =>
      first.until(zoned(instant, timeZone).toPlainDate(), { largestUnit: 'days' }).days,
    dayOn: (date) => Math.round((utc(Temporal.PlainDate.from(date)) - utc(first)) / DAY),
    dateOf: (day) => dateOf(day).toString(),
    workingDayAfter(day, count) {
      let last = day;
      for (let left = count; left > 0;) {
        last += 1;
        if (isWorking(last)) left -= 1;
      }
      return last;
    },
  };
}

function zoned(instant: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
}

function utc(date: Temporal.PlainDate): number {
  return date.toZonedDateTime('UTC').epochMilliseconds;
}

/** Federal holidays of the United States as observed (5 USC 6103, OPM's tables). */
const FEDERAL_HOLIDAYS: ReadonlySet<string> = new Set([
  '2026-01-01',
  '2026-01-19',
  '2026-02-16',
  '2026-05-25',
  '2026-06-19',
  '2026-07-03',
  '2026-09-07',
  '2026-10-12',
  '2026-11-11',
  '2026-11-26',
  '2026-12-25',
  '2027-01-01',
  '2027-01-18',
  '2027-02-15',
  '2027-05-31',
  '2027-06-18',
  '2027-07-05',
  '2027-09-06',
  '2027-10-11',
  '2027-11-11',
  '2027-11-25',
  '2027-12-24',
]);
