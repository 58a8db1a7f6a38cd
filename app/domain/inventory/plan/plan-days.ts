const DAY_MS = 86_400_000;

/** The ISO date so many days after another. */
export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Calendar days from one ISO date to another; negative when `to` lies before. */
export function daysFrom(date: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(date)) / DAY_MS);
}

/** Days, whole or not, from one instant to another. */
export function daysBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / DAY_MS;
}
