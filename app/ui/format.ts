import { decimalOf, type Money } from '#app/domain/shared/money.ts';
import type { Language } from '#app/i18n/languages.ts';

/** How one screen writes its facts: one language, the shop's zone, and the app's clock instead of the browser's. */
export interface Format {
  /** `12 Nov 2026, 14:20`. */
  instant(at: string): string;
  /** The instant with its zone, for whoever must know exactly: `12 Nov 2026, 14:20 GMT+1`. */
  exactInstant(at: string): string;
  /** `3 days ago`, `in 2 hours`; the words are rounded down to whole units. */
  relative(at: string): string;
  /** How long since `at`: `3 days`; never negative. */
  age(at: string): string;
  duration(seconds: number): string;
  /** Today only the time of day, else day and time: `14:20`, `Thu 27 Nov, 14:20`. */
  soon(at: string): string;
  /** Calendar date without a zone: `12 Nov 2026`. */
  date(on: string): string;
  /** `12 Nov`. */
  shortDate(on: string): string;
  /** The shop's calendar date of an instant, ISO. */
  dateOf(at: string): string;
  money(money: Money): string;
  /** Whole units, for sentences. */
  roundMoney(amounts: readonly Money[]): string;
  number(value: number): string;
  /** Whole and half days, from ten on whole ones, rounded down: 4.9 of 5 days are not yet 5. */
  days(value: number): string;
  percent(fraction: number): string;
  /** `Germany`; a code nobody knows stays a code. */
  country(code: string): string;
  /** A language tag in the words of the screen: `German`. */
  language(code: string): string;
  list(items: readonly string[]): string;
}

/** The shop's own currency is written with its short sign (`$`); any other says whose it is (`US$`). */
export function createFormat({
  language,
  timeZone,
  currency,
  now,
}: {
  language: Language;
  timeZone: string;
  currency: string;
  now: string;
}): Format {
  const locale = INTL_LOCALE[language];
  const nowMs = Date.parse(now);
  const dateTime = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { hourCycle: 'h23', timeZone, ...options });
    return (at: string) => plainSpaces(formatter.format(new Date(at)));
  };
  const calendarDate = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return (on: string) => plainSpaces(formatter.format(new Date(`${on}T00:00:00Z`)));
  };
  const instant = dateTime({ ...DAY, ...TIME });
  const time = dateTime(TIME);
  const dayAndTime = dateTime({ weekday: 'short', day: 'numeric', month: 'short', ...TIME });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  const justNow = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second');
  const number = new Intl.NumberFormat(locale);
  const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const countries = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  const languages = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const dateOf = (at: string) => dateInZone(at, timeZone);
  const money = (amount: Money, isRounded: boolean) =>
    writeMoney(amount, { locale, isRounded, isOwnCurrency: amount.currency === currency });
  return {
    instant,
    exactInstant: dateTime({ ...DAY, ...TIME, timeZoneName: 'short' }),
    relative(at) {
      const { value, unit } = inUnits((Date.parse(at) - nowMs) / 1_000);
      return unit === 'second' ? justNow : relative.format(value, unit);
    },
    age(at) {
      return writeDuration(Math.max(0, (nowMs - Date.parse(at)) / 1_000), locale);
    },
    duration: (seconds) => writeDuration(seconds, locale),
    soon: (at) => (dateOf(at) === dateOf(now) ? time(at) : dayAndTime(at)),
    date: calendarDate(DAY),
    shortDate: calendarDate({ day: 'numeric', month: 'short' }),
    dateOf,
    money: (amount) => money(amount, false),
    roundMoney: (amounts) => list.format(amounts.map((amount) => money(amount, true))),
    number: (value) => number.format(value),
    days: (value) => oneDigit.format(value < 10 ? Math.floor(value * 2) / 2 : Math.floor(value)),
    percent: (fraction) => percent.format(fraction),
    country(code) {
      // DisplayNames throws on what is not shaped like a region.
      return /^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code;
    },
    language: (code) => languages.of(code) ?? code,
    list: (items) => list.format(items),
  };
}

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const TIME = { hour: '2-digit', minute: '2-digit' } as const;
/** English as most of the world writes its dates: day before month, 24 hours. */
const INTL_LOCALE: Record<Language, string> = { en: 'en-GB', 'zh-CN': 'zh-CN', 'zh-TW': 'zh-TW' };

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY_SECONDS = 24 * HOUR;
/** Up to two days in hours, up to ninety in days: the units in which people speak of parcels. */
const HOURS_UNTIL = 48 * HOUR;
const DAYS_UNTIL = 90 * DAY_SECONDS;
const MONTH = 30.44 * DAY_SECONDS;

function inUnits(seconds: number): {
  value: number;
  unit: 'second' | 'minute' | 'hour' | 'day' | 'month';
} {
  const size = Math.abs(seconds);
  if (size < MINUTE) return { value: Math.trunc(seconds), unit: 'second' };
  if (size < HOUR) return { value: Math.trunc(seconds / MINUTE), unit: 'minute' };
  if (size < HOURS_UNTIL) return { value: Math.trunc(seconds / HOUR), unit: 'hour' };
  if (size < DAYS_UNTIL) return { value: Math.trunc(seconds / DAY_SECONDS), unit: 'day' };
  return { value: Math.trunc(seconds / MONTH), unit: 'month' };
}

function writeDuration(seconds: number, locale: string): string {
  const { value, unit } = inUnits(seconds);
  return plainSpaces(
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value),
  );
}

function writeMoney(
  money: Money,
  {
    locale,
    isRounded,
    isOwnCurrency,
  }: { locale: string; isRounded: boolean; isOwnCurrency: boolean },
): string {
  // `XXX` is ISO's "no currency": a number without a sign says so better than `¤`.
  if (money.currency === 'XXX')
    return new Intl.NumberFormat(locale).format(Number(decimalOf(money)));
  return plainSpaces(
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: money.currency,
      currencyDisplay: isOwnCurrency ? 'narrowSymbol' : 'symbol',
      ...(isRounded && { maximumFractionDigits: 0 }),
    }).format(Number(decimalOf(money))),
  );
}

/** The calendar date (ISO) of an instant in an IANA zone. */
export function dateInZone(at: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(new Date(at));
  const part = (type: string) => parts.find((piece) => piece.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** ICU versions differ in their narrow and no-break spaces; server and browser must write the same text. */
function plainSpaces(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/g, ' ');
}
