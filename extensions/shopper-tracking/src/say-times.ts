/** How days, instants and countries are said in a language. Null where a date cannot be read. */
export interface Clock {
  /** BCP 47. */
  language: string;
  now: Date;
  /** Of whoever reads; left out: the machine's. */
  timeZone?: string | undefined;
}

/** A day without its year, unless it is another year than now's. Takes a day (`YYYY-MM-DD`) or an instant. */
export function dayWords(text: string, clock: Clock): string | null {
  return written(text, clock, { day: 'numeric', month: 'long' });
}

/** The last day before an instant: midnight ends a day, it does not begin one. */
export function lastDayWords(text: string, clock: Clock): string | null {
  const at = Date.parse(text);
  if (Number.isNaN(at)) return null;
  return dayWords(isDay(text) ? text : new Date(at - 1).toISOString(), clock);
}

/** A day with its time of day. */
export function instantWords(text: string, clock: Clock): string | null {
  return written(text, clock, {
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  });
}

/** "3 days ago"; null also for what lies in the future. */
export function agoWords(text: string, { language, now }: Clock): string | null {
  const minutes = Math.floor((now.getTime() - Date.parse(text)) / MINUTE_MS);
  if (!(minutes >= 0)) return null;
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
  if (minutes < 60) return format.format(-minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? format.format(-hours, 'hour') : format.format(-Math.floor(hours / 24), 'day');
}

/** An instant has passed when it is over; a day when it is, where the reader is. */
export function hasPassed(text: string, clock: Clock): boolean {
  return isDay(text)
    ? dayOf(clock.now, clock.timeZone) > text
    : Date.parse(text) < clock.now.getTime();
}

/** A country's name by its ISO 3166 alpha-2 code; the code itself where there is no such country. */
export function countryWords(code: string, language: string): string {
  if (!/^[A-Z]{2}$/u.test(code)) return code;
  return new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code;
}

const MINUTE_MS = 60_000;

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/u.test(text);
}

/** `YYYY-MM-DD` in a zone: the Swedish way of writing dates. */
function dayOf(at: Date, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at);
}

function written(text: string, clock: Clock, how: Intl.DateTimeFormatOptions): string | null {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) return null;
  // A day has no zone: it is the same one wherever it is read.
  const timeZone = isDay(text) ? 'UTC' : clock.timeZone;
  const isThisYear =
    dayOf(at, timeZone).slice(0, 4) === dayOf(clock.now, clock.timeZone).slice(0, 4);
  const year: Intl.DateTimeFormatOptions = isThisYear ? {} : { year: 'numeric' };
  return new Intl.DateTimeFormat(clock.language, { ...how, ...year, timeZone }).format(at);
}
