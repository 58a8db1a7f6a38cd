const DAY_MS = 86_400_000;

/** Weeks of an ISO year that has 53. */
export const ISO_WEEKS = 53;

/** For `length` weeks from the one of `monday` (ISO date) on: the ISO week's number less one, 0 to 52. */
export function isoWeekSlots(monday: string, length: number): Uint8Array {
  const slots = new Uint8Array(length);
  // The year a week belongs to is its Thursday's (ISO 8601).
  let thursday = new Date(Date.parse(`${monday}T00:00:00Z`) + 3 * DAY_MS);
  let slot = Math.floor(dayOfYear(thursday) / 7);
  for (let week = 0; week < length; week += 1) {
    slots[week] = slot;
    const next = new Date(thursday.getTime() + 7 * DAY_MS);
    slot = next.getUTCFullYear() === thursday.getUTCFullYear() ? slot + 1 : 0;
    thursday = next;
  }
  return slots;
}

/** From 0. */
function dayOfYear(day: Date): number {
  return (day.getTime() - Date.UTC(day.getUTCFullYear(), 0, 1)) / DAY_MS;
}
