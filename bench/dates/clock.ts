import { businessCalendar } from '#app/domain/shared/business-calendar.ts';
import { countryCode } from '#app/domain/shared/country.ts';

/** Turns instants into days that add up, and back. */
export interface Clock {
  /** Days since some fixed instant. */
  days(at: number): number;
  instant(days: number): number;
}

const DAY_MS = 86_400_000;

export const PLAIN: Clock = {
  days: (at) => at / DAY_MS,
  instant: (days) => days * DAY_MS,
};

/** Business days of a country from a file; plain days where it is no ISO alpha-2 code. */
export function businessClock(country: string, from: number): Clock {
  const code = /^[A-Z]{2}$/.test(country) ? countryCode(country) : null;
  if (code === null) return PLAIN;
  const calendar = businessCalendar({ country: code, businessDays: true, closedOn: [] });
  const start = new Date(from);
  return {
    days: (at) => calendar.workingDaysBetween(start, new Date(at)),
    instant: (days) => calendar.addWorkingDays(start, Math.max(0, days)).getTime(),
  };
}
