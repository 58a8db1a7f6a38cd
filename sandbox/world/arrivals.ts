import { DAY, HOUR, wholeSecond } from './calendar.ts';
import type { Random } from './random.ts';

/** Share of a day's orders by local hour, relative to the mean hour: quiet nights, a lunch bump, a busy evening. */
const BY_HOUR = [
  0.45, 0.25, 0.15, 0.1, 0.1, 0.2, 0.4, 0.7, 0.95, 1.15, 1.3, 1.35, 1.45, 1.35, 1.25, 1.2, 1.25,
  1.35, 1.5, 1.7, 1.85, 1.75, 1.3, 0.95,
];
/** Relative to the mean day, Sunday first. */
const BY_WEEKDAY = [1.15, 1.1, 1, 0.95, 0.95, 0.9, 0.95];
const BUSIEST = Math.max(...BY_HOUR) * Math.max(...BY_WEEKDAY);

/** `count` order instants in [from, until), ascending: a Poisson process with the shop's rhythm, given its count. */
export function pastArrivals(
  {
    count,
    from,
    until,
    timeZone,
  }: { count: number; from: number; until: number; timeZone: string },
  random: Random,
): Float64Array {
  const instants = new Float64Array(count);
  for (let index = 0; index < count; index += 1) {
    let at = from;
    do at = random.between(from, until);
    while (random.next() * BUSIEST > rhythm(at, timeZone));
    instants[index] = wholeSecond(at);
  }
  return instants.sort();
}

/** The next order after `after`, at a mean of `perDay`; Infinity when the shop gets none. */
export function nextArrival(
  { after, perDay, timeZone }: { after: number; perDay: number; timeZone: string },
  random: Random,
): number {
  if (perDay <= 0) return Infinity;
  let at = after;
  do at += random.exponential(DAY / (perDay * BUSIEST));
  while (random.next() * BUSIEST > rhythm(at, timeZone));
  return Math.max(after, wholeSecond(at));
}

function rhythm(at: number, timeZone: string): number {
  const local = at + zoneOffset(at, timeZone);
  const hour = Math.floor((local % DAY) / HOUR);
  const weekday = (Math.floor(local / DAY) + 4) % 7;
  return (BY_HOUR[hour] ?? 1) * (BY_WEEKDAY[weekday] ?? 1);
}

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** Offset from UTC in milliseconds, looked up once per zone and UTC day. */
function zoneOffset(at: number, timeZone: string): number {
  const day = Math.floor(at / DAY);
  const key = `${timeZone} ${day}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    formats.set(timeZone, format);
  }
  const name = format
    .formatToParts(day * DAY + DAY / 2)
    .find((part) => part.type === 'timeZoneName');
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name?.value ?? '') ?? [];
  const offset =
    hours === undefined
      ? 0
      : (sign === '-' ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * 60_000);
  offsets.set(key, offset);
  return offset;
}
