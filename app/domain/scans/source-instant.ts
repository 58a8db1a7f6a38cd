/** Carriers have no scans before parcels were tracked on the web, and none far ahead: such years are mistakes. */
const EARLIEST_MS = Date.UTC(2000, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

const DATE = String.raw`\d{4}-\d{2}-\d{2}`;
const TIME = String.raw`\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?`;
const WITH_OFFSET = new RegExp(String.raw`^${DATE}[T ]${TIME}\s?(?:Z|[+-]\d{2}:?\d{2})$`, 'i');
const WITHOUT_OFFSET = new RegExp(`^${DATE}[T ]${TIME}$`, 'i');
const DATE_ONLY = new RegExp(`^${DATE}$`);

/** The instant of an ISO 8601 text that says its offset; null for any other text, and for years outside 2000–2099. */
export function instantWithOffset(text: string | null): Date | null {
  const iso = text?.trim() ?? '';
  if (!WITH_OFFSET.test(iso) || !isCalendarDay(iso)) return null;
  return plausible(iso.replace(' ', 'T').replace(/\s/, '').toUpperCase());
}

/**
 * The instant of an ISO 8601 text, offset or not. A text without one is the clock at a place the source does not name:
 * read as UTC, it is at most 14 hours off. A day alone is its midnight. Null when it is none of these.
 */
export function instantOrUtc(text: string | null): Date | null {
  const iso = text?.trim() ?? '';
  if (!isCalendarDay(iso)) return null;
  if (WITHOUT_OFFSET.test(iso)) return plausible(`${iso.replace(' ', 'T').toUpperCase()}Z`);
  if (DATE_ONLY.test(iso)) return plausible(`${iso}T00:00:00Z`);
  return instantWithOffset(iso);
}

/** The last instant at which an estimate still holds: of a day without a clock, its end in UTC. */
export function estimateInstant(text: string | null): Date | null {
  const at = instantOrUtc(text);
  if (at === null || !DATE_ONLY.test(text?.trim() ?? '')) return at;
  return new Date(at.getTime() + 24 * 3_600_000 - 1000);
}

/** JavaScript reads 31 June as 1 July: a day that does not exist is no date. */
function isCalendarDay(iso: string): boolean {
  const day = iso.slice(0, 10);
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

function plausible(iso: string): Date | null {
  const ms = Date.parse(iso);
  return ms >= EARLIEST_MS && ms < LATEST_MS ? new Date(ms) : null;
}
