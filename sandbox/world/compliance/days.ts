import { Temporal } from 'temporal-polyfill';
import { DAY } from '../calendar.ts';

/** Where somebody may rest whom a parcel waits for. */
export type Country = 'US' | 'CN';

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
  /** The day that is the `count`-th one after `day` on which all the countries work: weekends and holidays are left out. */
  workingDayAfter(day: number, count: number, countries: readonly Country[]): number;
}

export function daysOf(startAt: number, timeZone: string): Days {
  const first = zoned(startAt, timeZone).toPlainDate();
  const dateOf = (day: number) => first.add({ days: day });
  const midnight = (day: number) => dateOf(day).toZonedDateTime(timeZone).epochMilliseconds;
  const isWorking = (day: number, countries: readonly Country[]) => {
    const date = dateOf(day);
    return date.dayOfWeek <= 5 && countries.every((each) => !HOLIDAYS[each].has(date.toString()));
  };
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
    workingDayAfter(day, count, countries) {
      let last = day;
      for (let left = count; left > 0;) {
        last += 1;
        if (isWorking(last, countries)) left -= 1;
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
const OF_UNITED_STATES: ReadonlySet<string> = new Set([
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

/** Public holidays of China that fall on working days of those years (State Council's calendar, shifted workdays left out). */
const OF_CHINA: ReadonlySet<string> = new Set([
  '2026-01-01',
  '2026-02-16',
  '2026-02-17',
  '2026-02-18',
  '2026-02-19',
  '2026-04-06',
  '2026-05-01',
  '2026-06-19',
  '2026-09-25',
  '2026-10-01',
  '2026-10-02',
  '2027-01-01',
  '2027-02-05',
  '2027-02-08',
  '2027-02-09',
  '2027-04-05',
  '2027-05-03',
  '2027-06-09',
  '2027-09-15',
  '2027-10-01',
]);

const HOLIDAYS = { US: OF_UNITED_STATES, CN: OF_CHINA } as const;
