/**
 * The calendar date (ISO) a promise speaks of. Midnight UTC is how sources write a bare date; any other instant is a date
 * where the parcel goes, which `dateAtDestination` tells.
 */
export function promisedDate(promised: Date, dateAtDestination: (instant: Date) => string): string {
  return promised.getTime() % DAY_MS === 0
    ? promised.toISOString().slice(0, 10)
    : dateAtDestination(promised);
}

const DAY_MS = 86_400_000;
