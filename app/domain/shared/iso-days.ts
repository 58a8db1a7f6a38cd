import { invariant } from '#app/domain/shared/invariant.ts';

const DAY_MS = 86_400_000;

/** The ISO date so many calendar days later; negative: earlier. */
export function addDays(on: string, days: number): string {
  return new Date(instantOf(on) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Calendar days from one ISO date to another; negative when `to` lies before. */
export function daysFrom(on: string, to: string): number {
  return Math.round((instantOf(to) - instantOf(on)) / DAY_MS);
}

/** ISO weekday: 1 = Monday … 7 = Sunday. */
export function weekdayOf(on: string): number {
  return ((new Date(instantOf(on)).getUTCDay() + 6) % 7) + 1;
}

/** That day of the month `months` after the one of `on`; the month's last where it has no such day. `day`: 1 to 31. */
export function dayOfMonthAfter(on: string, { months, day }: { months: number; day: number }) {
  const at = new Date(instantOf(on));
  const month = at.getUTCMonth() + months;
  const last = new Date(Date.UTC(at.getUTCFullYear(), month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(at.getUTCFullYear(), month, Math.min(day, last)))
    .toISOString()
    .slice(0, 10);
}

function instantOf(on: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(on) ? Date.parse(on) : Number.NaN;
  invariant(!Number.isNaN(at), `not an ISO date: ${on}`);
  return at;
}
