import { DAY, isRestDay, offsetMs } from '#sandbox/world/calendar.ts';
import type { PaymentsSettings } from './settings.ts';

/** Days are numbers (days since 1970-01-01) of the country's standard time. */
export function dayOf(at: number, country: string): number {
  return Math.floor((at + offsetMs(country)) / DAY);
}

/** The first moment of a day. */
export function startOf(day: number, country: string): number {
  return day * DAY - offsetMs(country);
}

/** Banks rest at weekends and on public holidays. */
export function isBusinessDay(day: number, country: string): boolean {
  return !isRestDay(country, 'customs', day);
}

/** `count` business days after a day; 0: the day itself, or the next business day. */
export function businessDaysAfter(day: number, count: number, country: string): number {
  let found = day;
  for (let left = count; left > 0;) {
    found += 1;
    if (isBusinessDay(found, country)) left -= 1;
  }
  while (!isBusinessDay(found, country)) found += 1;
  return found;
}

/** True on the days on which the schedule pays. A day that is no business day moves to the next one. */
export function isPayoutDay(day: number, settings: PaymentsSettings, country: string): boolean {
  if (settings.interval === 'MANUAL' || !isBusinessDay(day, country)) return false;
  if (settings.interval === 'DAILY') return true;
  for (let named = day; named === day || !isBusinessDay(named, country); named -= 1) {
    if (isNamed(named, settings)) return true;
  }
  return false;
}

function isNamed(
  day: number,
  { interval, weeklyAnchor, monthlyAnchor }: PaymentsSettings,
): boolean {
  // 1970-01-01 was a Thursday.
  if (interval === 'WEEKLY') return ((day + 3) % 7) + 1 === (weeklyAnchor ?? 1);
  const date = new Date(day * DAY);
  const lastOfMonth = new Date(
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0),
  ).getUTCDate();
  return date.getUTCDate() === Math.min(monthlyAnchor ?? 1, lastOfMonth);
}
