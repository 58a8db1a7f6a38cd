const DAY_MS = 86_400_000;

/** Weeks of an ISO year that has 53. */
export const ISO_WEEKS = 53;

/** For `length` weeks from the one of `monday` (ISO date) on: the ISO week's number less one, 0 to 52. */
export function isoWeekSlots(monday: string, length: number): Uint8Array {
  const slots = new Uint8Array(length);
  // The year a week belongs to is its Thursday's (ISO 8601).
  let thursday = Date.parse(`${monday}T00:00:00Z`) + 3 * DAY_MS;
  let year = new Date(thursday).getUTCFullYear();
  let slot = Math.floor((thursday - Date.UTC(year, 0, 1)) / DAY_MS / 7);
  let nextYear = Date.UTC(year + 1, 0, 1);
  for (let week = 0; week < length; week += 1) {
    slots[week] = slot;
    thursday += 7 * DAY_MS;
    slot += 1;
    if (thursday < nextYear) continue;
    year += 1;
    slot = 0;
    nextYear = Date.UTC(year + 1, 0, 1);
  }
  return slots;
}
