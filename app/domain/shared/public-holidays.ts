import Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';

/**
 * The ISO dates in `year` on which a country's public holidays rest, in the country's own days. Empty for null and for
 * countries date-holidays does not know. Half days and holidays of single groups do not rest a carrier.
 */
export function publicHolidays(country: string | null, year: number): ReadonlySet<string> {
  if (country === null) return NONE;
  const key = `${country}-${year}`;
  const known = memo.get(key);
  if (known !== undefined) return known;
  const days = readHolidays(country, year);
  memo.set(key, days);
  return days;
}

const NONE: ReadonlySet<string> = new Set();
const memo = new Map<string, ReadonlySet<string>>();

const DAY_MS = 86_400_000;
/** Shorter ones (China's half days for women, youth and soldiers) are no day of rest. */
const SHORTEST_REST_DAYS = 0.75;

/** Full-day entries of date-holidays that rest only a group: Children's Day in mainland China. */
const ONLY_FOR_SOME: Readonly<Record<string, readonly string[]>> = { CN: ['06-01'] };

/**
 * Days that rest beyond the statutory ones date-holidays lists. The State Council joins mainland China's holidays into
 * weeks each year: Spring Festival eight days from New Year's Eve (2025: 28 Jan – 4 Feb), Labour Day 1–5 May, National Day
 * 1–7 October ("Golden Week"). Keyed by the rule or month-day of the first day.
 */
const LONG_RESTS: Readonly<Record<string, readonly { first: string; days: number }[]>> = {
  CN: [
    { first: 'chinese 01-0-00', days: 8 },
    { first: '05-01', days: 5 },
    { first: '10-01', days: 7 },
  ],
};

function readHolidays(country: string, year: number): ReadonlySet<string> {
  const rest = new Set<string>();
  const skip = ONLY_FOR_SOME[country] ?? [];
  for (const holiday of new Holidays(country, { types: ['public'] }).getHolidays(year)) {
    const length = (holiday.end.getTime() - holiday.start.getTime()) / DAY_MS;
    const writtenOn = holiday.date.slice(0, 10);
    if (length < SHORTEST_REST_DAYS || skip.includes(writtenOn.slice(5))) continue;
    // Holidays that begin in the evening (Jewish calendar) rest on the day after.
    const startsInTheEvening = Number(holiday.date.slice(11, 13)) >= 12;
    const firstOn = Temporal.PlainDate.from(writtenOn).add({ days: startsInTheEvening ? 1 : 0 });
    const long = LONG_RESTS[country]?.find(
      ({ first }) => first === holiday.rule || first === writtenOn.slice(5),
    );
    const days = Math.max(Math.round(length), long?.days ?? 0);
    for (let day = 0; day < days; day += 1) rest.add(firstOn.add({ days: day }).toString());
  }
  return rest;
}
