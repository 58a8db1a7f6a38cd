import { Temporal } from 'temporal-polyfill';
import { instantWithOffset } from '#app/domain/scans/source-instant.ts';
import { readDate } from '#app/domain/uploads/dates.ts';
import type { DateOrder } from '#app/domain/uploads/dates.ts';

const CLOCK = /(\d{1,2})\s?[:时時点點]\s?(\d{2})(?:\s?[:分]\s?(\d{2}))?/u;
const EXCEL_SERIAL = /^\d{5}(\.\d{1,12})$/;
/** A day without a clock: its middle is the least wrong. */
const NOON = { hour: 12, minute: 0, second: 0 };

/**
 * The instant a cell of a file means: ISO 8601 with an offset as it stands, any other date and clock in the file's time
 * zone. A date alone is its noon. `order` null: a date that reads both ways is `ambiguous_time`.
 */
export function readScanTime(
  cell: string,
  { timeZone, order }: { timeZone: string; order: DateOrder | null },
): { ok: true; at: Date } | { ok: false; reason: 'not_a_time' | 'ambiguous_time' } {
  const exact = instantWithOffset(cell);
  if (exact !== null) return { ok: true, at: exact };
  const date = readDate(cell, order);
  if (!date.ok) {
    return { ok: false, reason: date.why === 'ambiguous' ? 'ambiguous_time' : 'not_a_time' };
  }
  const clock = clockOf(cell.normalize('NFKC').slice(0, 60));
  if (clock === null) return { ok: false, reason: 'not_a_time' };
  const local = Temporal.PlainDate.from(date.on).toPlainDateTime(clock);
  // An hour that summer time skips or repeats is the earlier offset's, as calendars have it.
  return { ok: true, at: new Date(local.toZonedDateTime(timeZone).epochMilliseconds) };
}

/** Null: a clock that no day has. */
function clockOf(cell: string): { hour: number; minute: number; second: number } | null {
  const fraction = EXCEL_SERIAL.exec(cell.trim())?.[1];
  if (fraction !== undefined) {
    const seconds = Math.min(Math.round(Number(fraction) * 86_400), 86_399);
    return {
      hour: Math.floor(seconds / 3600),
      minute: Math.floor(seconds / 60) % 60,
      second: seconds % 60,
    };
  }
  const match = CLOCK.exec(cell);
  if (match === null) return NOON;
  const isAfternoon = /pm|下午|晚上/i.test(cell);
  const isMorning = /am|上午|凌晨|早上/i.test(cell);
  const said = Number(match[1]);
  const hour = isAfternoon && said < 12 ? said + 12 : isMorning && said === 12 ? 0 : said;
  const [minute, second] = [Number(match[2]), Number(match[3] ?? 0)];
  return hour < 24 && minute < 60 && second < 60 ? { hour, minute, second } : null;
}
