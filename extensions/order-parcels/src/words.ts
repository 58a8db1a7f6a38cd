import type { OrderBlock } from '#app/contracts/order-block.ts';

type Parcel = OrderBlock['parcels'][number];
export type Translate = (key: string, values?: Record<string, string | number>) => string;

/** The language of the words: the locale file that the platform chose names its own. */
export function languageOf(translate: Translate): Language {
  return LANGUAGES.find((known) => known === translate('language')) ?? 'en';
}

const LANGUAGES = ['en', 'zh-CN', 'zh-TW'] as const;
type Language = (typeof LANGUAGES)[number];
/** English as Lastscan writes its dates: day before month. */
const INTL_LOCALE: Record<Language, string> = { en: 'en-GB', 'zh-CN': 'zh-CN', 'zh-TW': 'zh-TW' };

/** Both clocks in one line: `Parcel silent for 3 days · 17TRACK answered 20 minutes ago`. */
export function clocksLine(parcel: Parcel, now: string, translate: Translate): string {
  const time = timeWords(now, languageOf(translate));
  return translate('clock.both', {
    parcel: parcelClock(parcel, time, translate),
    source: sourceClock(parcel, time, translate),
  });
}

function parcelClock(parcel: Parcel, time: TimeWords, translate: Translate): string {
  if (parcel.silentSince === null) return translate('clock.over');
  const age = time.age(parcel.silentSince);
  if (parcel.lastScanAt !== null) return translate('clock.silent', { age });
  return translate(parcel.number === null ? 'clock.noNumber' : 'clock.neverScanned', { age });
}

function sourceClock(parcel: Parcel, time: TimeWords, translate: Translate): string {
  const { sourceName: source, sourceAnsweredAt: at } = parcel;
  if (at === null) return translate('clock.sourceNever', { source });
  const ago = time.ago(at);
  return ago === null
    ? translate('clock.sourceNow', { source })
    : translate('clock.sourceAnswered', { source, ago });
}

/** A warning's date in the shop's zone: `by 21 Nov 2026`, `was due 21 Nov 2026`; null when it has none. */
export function dueWords(
  deadlineAt: string | null,
  { now, timeZone }: Pick<OrderBlock, 'now' | 'timeZone'>,
  translate: Translate,
): string | null {
  if (deadlineAt === null) return null;
  const date = new Intl.DateTimeFormat(INTL_LOCALE[languageOf(translate)], {
    dateStyle: 'medium',
    timeZone,
  }).format(new Date(deadlineAt));
  const isPast = Date.parse(deadlineAt) <= Date.parse(now);
  return translate(isPast ? 'findings.wasDue' : 'findings.due', { date });
}

interface TimeWords {
  /** How long since: `3 days`. */
  age: (at: string) => string;
  /** `3 days ago`; null within the last minute. */
  ago: (at: string) => string | null;
}

/** Against the app's clock, not the browser's. */
function timeWords(now: string, language: Language): TimeWords {
  const locale = INTL_LOCALE[language];
  const since = (at: string) => inUnits((Date.parse(now) - Date.parse(at)) / 1_000);
  return {
    age(at) {
      const { value, unit } = since(at);
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(
        value,
      );
    },
    ago(at) {
      const { value, unit } = since(at);
      return value === 0 ? null : new Intl.RelativeTimeFormat(locale).format(-value, unit);
    },
  };
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Up to two days in hours, as in Lastscan's own pages. */
const HOURS_UNTIL = 48 * HOUR;

function inUnits(seconds: number): { value: number; unit: 'minute' | 'hour' | 'day' } {
  if (seconds < HOUR) return { value: Math.max(0, Math.trunc(seconds / MINUTE)), unit: 'minute' };
  if (seconds < HOURS_UNTIL) return { value: Math.trunc(seconds / HOUR), unit: 'hour' };
  return { value: Math.trunc(seconds / DAY), unit: 'day' };
}
