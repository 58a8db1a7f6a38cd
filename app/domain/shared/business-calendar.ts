import { Temporal } from 'temporal-polyfill';
import { timeZoneOf, weekendOf } from '#app/domain/shared/country-calendars.ts';
import { invariant } from '#app/domain/shared/invariant.ts';
import { publicHolidays } from '#app/domain/shared/public-holidays.ts';

/**
 * When a country's carriers work. A working day counts one however many hours daylight saving gives it, and passes evenly
 * from midnight to midnight; time in days of rest does not pass at all.
 */
export interface BusinessCalendar {
  /** ISO alpha-2; null = unknown: UTC days, Saturday and Sunday rest, no holidays. */
  readonly country: string | null;
  /** False = every 24 hours are a day and nothing rests. */
  readonly businessDays: boolean;
  /**
   * The earliest instant at which `days` working days (fractions allowed, 0 or more) have passed since `from`; inverse of
   * `workingDaysBetween`. Throws on negative or infinite days.
   */
  addWorkingDays(from: Date, days: number): Date;
  /** Working days between two instants, fractional, never negative. */
  workingDaysBetween(from: Date, to: Date): number;
  /** The calendar date (ISO) of an instant in this country. */
  dateAt(instant: Date): string;
  /** The first instant after an ISO date in this country. */
  endOfDate(date: string): Date;
}

export interface CalendarChoice {
  /** ISO alpha-2, upper case; null = unknown. */
  country: string | null;
  businessDays: boolean;
  /** Further ISO dates of rest. */
  closedOn: readonly string[];
}

/**
 * The calendar of a country: weekends by country, public holidays from date-holidays, days in the country's main time zone.
 * Memoised: equal choices give the same object, so its day tables are computed once a process.
 */
export function businessCalendar(choice: CalendarChoice): BusinessCalendar {
  const key = `${choice.country ?? ''}|${choice.businessDays}|${choice.closedOn.join()}`;
  const known = calendars.get(key);
  if (known !== undefined) return known;
  // Merchants' closed days make keys unbounded: drop the oldest.
  if (calendars.size >= MAX_CALENDARS) {
    for (const oldest of calendars.keys()) {
      calendars.delete(oldest);
      break;
    }
  }
  const calendar = buildCalendar(choice);
  calendars.set(key, calendar);
  return calendar;
}

const MAX_CALENDARS = 1_000;
const calendars = new Map<string, BusinessCalendar>();
const DAY_MS = 86_400_000;
/** A calendar whose every day is closed must not loop for ever. */
const MAX_YEARS_AHEAD = 50;

/** One year of one calendar. Index = day of the year, one more entry than days. */
interface YearTable {
  year: number;
  /** Epoch ms at which each day starts in the calendar's zone. */
  startsAt: Float64Array;
  /** Working days before each day. */
  workedBefore: Uint16Array;
  /** ISO date of each day. */
  dates: string[];
}

/** An instant as year, day of the year and share of that day that has passed. */
interface Place {
  at: number;
  table: YearTable;
  day: number;
  share: number;
}

/** No instant lies in it. */
const NO_YEAR: YearTable = {
  year: 0,
  startsAt: new Float64Array(),
  workedBefore: new Uint16Array(),
  dates: [],
};

function buildCalendar({ country, businessDays, closedOn }: CalendarChoice): BusinessCalendar {
  const closed: ReadonlySet<string> = new Set(closedOn);
  const tables = new Map<number, YearTable>();
  const tableOf = (year: number): YearTable => {
    const known = tables.get(year);
    if (known !== undefined) return known;
    const table = buildYear(year, country, closed);
    tables.set(year, table);
    return table;
  };

  /** Most questions are about the year that was asked about last. */
  let recent: YearTable = NO_YEAR;
  const yearOf = (at: number): YearTable => {
    recent = tableOf(new Date(at).getUTCFullYear());
    if (at < first(recent)) recent = tableOf(recent.year - 1);
    else if (at >= last(recent)) recent = tableOf(recent.year + 1);
    return recent;
  };

  /** Year, day of the year and share of that day that has passed. */
  let place: Place = { at: Number.NaN, table: NO_YEAR, day: 0, share: 0 };
  const locate = (at: number): Place => {
    // A verdict counts several limits from one instant.
    if (at === place.at) return place;
    invariant(Number.isFinite(at), 'a calendar needs a valid instant');
    const table = at >= first(recent) && at < last(recent) ? recent : yearOf(at);
    let day = Math.floor((at - first(table)) / DAY_MS);
    if (start(table, day) > at) day -= 1;
    else if (day + 1 < table.startsAt.length && start(table, day + 1) <= at) day += 1;
    const from = start(table, day);
    place = { at, table, day, share: (at - from) / (start(table, day + 1) - from) };
    return place;
  };
  const workedInDay = (table: YearTable, day: number) =>
    worked(table, day + 1) - worked(table, day);

  return {
    country,
    businessDays,
    addWorkingDays(from, days) {
      invariant(Number.isFinite(days) && days >= 0, `cannot add ${days} working days`);
      if (!businessDays) return new Date(Math.round(from.getTime() + days * DAY_MS));
      if (days === 0) return new Date(from);
      const { table: firstTable, day, share } = locate(from.getTime());
      let table = firstTable;
      let target = worked(table, day) + share * workedInDay(table, day) + days;
      for (let ahead = 0; target > total(table) && ahead < MAX_YEARS_AHEAD; ahead += 1) {
        target -= total(table);
        table = tableOf(table.year + 1);
      }
      return new Date(instantOf(table, target));
    },
    workingDaysBetween(from, to) {
      if (to.getTime() <= from.getTime()) return 0;
      if (!businessDays) return (to.getTime() - from.getTime()) / DAY_MS;
      const a = locate(from.getTime());
      const b = locate(to.getTime());
      let whole = worked(b.table, b.day) - worked(a.table, a.day);
      for (let year = a.table.year; year < b.table.year; year += 1) whole += total(tableOf(year));
      const parts = b.share * workedInDay(b.table, b.day) - a.share * workedInDay(a.table, a.day);
      return Math.max(0, whole + parts);
    },
    dateAt(instant) {
      const { table, day } = locate(instant.getTime());
      return table.dates[day] ?? '';
    },
    endOfDate(date) {
      const at = Date.parse(`${date}T00:00:00Z`);
      invariant(!Number.isNaN(at), `not an ISO date: ${date}`);
      const year = Number(date.slice(0, 4));
      const day = Math.round((at - Date.UTC(year, 0, 1)) / DAY_MS);
      return new Date(start(tableOf(year), day + 1));
    },
  };
}

/** The earliest instant of the year at which `target` working days of it have passed. */
function instantOf(table: YearTable, target: number): number {
  let low = 0;
  let high = table.workedBefore.length - 1;
  // The first day by whose end the target is reached.
  while (low < high) {
    const middle = (low + high) >> 1;
    if (worked(table, middle + 1) >= target) high = middle;
    else low = middle + 1;
  }
  const from = start(table, low);
  return Math.round(from + (target - worked(table, low)) * (start(table, low + 1) - from));
}

function buildYear(year: number, country: string | null, closed: ReadonlySet<string>): YearTable {
  const zone = timeZoneOf(country);
  const weekend = weekendOf(country);
  const holidays = publicHolidays(country, year);
  const firstDay = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  const days = firstDay.daysInYear;
  const startsAt = new Float64Array(days + 1);
  const workedBefore = new Uint16Array(days + 1);
  const dates: string[] = [];
  for (let index = 0; index <= days; index += 1) {
    const date = firstDay.add({ days: index });
    startsAt[index] = date.toZonedDateTime(zone).epochMilliseconds;
    if (index === days) break;
    const iso = date.toString();
    dates.push(iso);
    const rests = weekend.includes(date.dayOfWeek) || holidays.has(iso) || closed.has(iso);
    workedBefore[index + 1] = worked({ workedBefore }, index) + (rests ? 0 : 1);
  }
  return { year, startsAt, workedBefore, dates };
}

const start = (table: Pick<YearTable, 'startsAt'>, day: number) =>
  table.startsAt[day] ?? Number.NaN;
const worked = (table: Pick<YearTable, 'workedBefore'>, day: number) =>
  table.workedBefore[day] ?? 0;
const first = (table: YearTable) => start(table, 0);
const last = (table: YearTable) => start(table, table.startsAt.length - 1);
const total = (table: YearTable) => worked(table, table.workedBefore.length - 1);
