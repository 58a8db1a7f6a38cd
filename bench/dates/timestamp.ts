/** An instant as a file states it. `isDate` = it names a day and no time; the instant is then that day's start. */
export interface Stated {
  at: number;
  isDate: boolean;
}

/**
 * Reads an ISO 8601 date or date with time, `T` or a blank between them; without a zone it is UTC. Null for anything else,
 * days that do not exist among them.
 */
export function readTimestamp(text: string): Stated | null {
  const match = SHAPE.exec(text);
  if (match === null) return null;
  const [, day, time, zone] = match;
  if (day === undefined) return null;
  const start = Date.parse(`${day}T00:00:00Z`);
  // Date.parse takes 31 February for 3 March.
  if (Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== day) return null;
  if (time === undefined) return { at: start, isDate: true };
  const at = Date.parse(`${day}T${time}${zoneOf(zone)}`);
  return Number.isNaN(at) ? null : { at, isDate: false };
}

const SHAPE =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?$/;

function zoneOf(zone: string | undefined): string {
  if (zone === undefined || zone === 'Z' || zone === 'UTC') return 'Z';
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  return `${zone.slice(0, 1)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}
