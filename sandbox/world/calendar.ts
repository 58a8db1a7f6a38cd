import Holidays from 'date-holidays';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Cuts to whole seconds, as Shopify's instants are. */
export function wholeSecond(at: number): number {
  return Math.floor(at / 1000) * 1000;
}

/** Who rests: carriers' depots, customs offices, or nobody (aircraft and sorting machines). */
export type Rest = 'carrier' | 'customs' | 'none';

/** Standard-time offset in hours and the weekdays (0 = Sunday) on which depots rest. Customs rests Saturday and Sunday. */
const COUNTRIES: Record<string, { offsetHours: number; depotsRestOn: readonly number[] }> = {
  US: { offsetHours: -5, depotsRestOn: [0] },
  CN: { offsetHours: 8, depotsRestOn: [0] },
  DE: { offsetHours: 1, depotsRestOn: [0] },
  FR: { offsetHours: 1, depotsRestOn: [0] },
  GB: { offsetHours: 0, depotsRestOn: [0] },
  BR: { offsetHours: -3, depotsRestOn: [0, 6] },
  AU: { offsetHours: 10, depotsRestOn: [0, 6] },
};

/** Holidays nobody works but which the holiday calendar lists shorter: month, day, and how many days are added. */
const LONGER_IN_CHINA = [
  { name: '国庆节', lastListedDay: '10-03', addedDays: 4 },
  { name: '春节', lastListedDay: null, addedDays: 5 },
] as const;

const holidaysByCountryAndYear = new Map<string, ReadonlySet<number>>();

/** The country's offset from UTC in milliseconds (standard time all year: the world does not need summer time). */
export function offsetMs(country: string): number {
  return (COUNTRIES[country]?.offsetHours ?? 0) * HOUR;
}

/** True when depots (or customs) of the country rest on the local day with this number (days since 1970-01-01). */
export function isRestDay(country: string, rest: Rest, localDay: number): boolean {
  if (rest === 'none') return false;
  const weekday = (localDay + 4) % 7;
  const restsOn = rest === 'customs' ? [0, 6] : (COUNTRIES[country]?.depotsRestOn ?? [0]);
  return restsOn.includes(weekday) || isHoliday(country, localDay);
}

/**
 * Moves an instant that falls on a rest day to an open day after `from`. Weekends go to the nearer open day, so that
 * measured waiting times (which contain weekends already) keep their quantiles; longer closures such as Golden Week
 * push everything behind their end.
 */
export function settle({
  country,
  rest,
  from,
  at,
}: {
  country: string;
  rest: Rest;
  from: number;
  at: number;
}): number {
  const day = Math.floor((at + offsetMs(country)) / DAY);
  if (!isRestDay(country, rest, day)) return at;
  let firstClosed = day;
  let lastClosed = day;
  while (isRestDay(country, rest, firstClosed - 1)) firstClosed -= 1;
  while (isRestDay(country, rest, lastClosed + 1)) lastClosed += 1;
  const closedDays = lastClosed - firstClosed + 1;
  const earlier = at - (day - firstClosed + 1) * DAY;
  const isNearerToStart = day - firstClosed < lastClosed - day || closedDays === 1;
  if (closedDays <= 3 && isNearerToStart && earlier > from) return earlier;
  return at + (lastClosed - day + 1) * DAY;
}

/** The first moment of the country's local day that contains `at`, plus `hours`, moved on to an open day after `from`. */
export function atLocalHour({
  country,
  rest,
  from,
  at,
  hours,
}: {
  country: string;
  rest: Rest;
  from: number;
  at: number;
  hours: number;
}): number {
  let day = Math.floor((at + offsetMs(country)) / DAY);
  for (;;) {
    const instant = day * DAY - offsetMs(country) + hours * HOUR;
    if (instant > from && !isRestDay(country, rest, day)) return instant;
    day += 1;
  }
}

function isHoliday(country: string, localDay: number): boolean {
  const year = new Date(localDay * DAY).getUTCFullYear();
  const key = `${country}${year}`;
  let days = holidaysByCountryAndYear.get(key);
  if (days === undefined) {
    days = holidaysOf(country, year);
    holidaysByCountryAndYear.set(key, days);
  }
  return days.has(localDay);
}

function holidaysOf(country: string, year: number): ReadonlySet<number> {
  const days = new Set<number>();
  for (const holiday of new Holidays(country, { types: ['public'] }).getHolidays(year)) {
    // Half-day observances (they begin at noon) do not stop a depot; elections are on Sundays anyway.
    if (!holiday.date.includes('00:00:00')) continue;
    const day = Date.parse(`${holiday.date.slice(0, 10)}T00:00:00Z`) / DAY;
    days.add(day);
    if (country === 'CN') for (const added of addedInChina(holiday)) days.add(added);
  }
  return days;
}

function addedInChina(holiday: { name: string; date: string }): number[] {
  const rule = LONGER_IN_CHINA.find((longer) => longer.name === holiday.name);
  if (rule === undefined) return [];
  if (rule.lastListedDay !== null && holiday.date.slice(5, 10) !== rule.lastListedDay) return [];
  const day = Date.parse(`${holiday.date.slice(0, 10)}T00:00:00Z`) / DAY;
  return Array.from({ length: rule.addedDays }, (_, index) => day + index + 1);
}
