import { decimalOf, type Money } from '#app/domain/shared/money.ts';
import type { Language } from '#app/i18n/languages.ts';

/** How papers for strangers write values: everything in UTC, money with its ISO code. */
export interface EvidenceFormat {
  /** `12 Nov 2026, 14:03`, UTC. */
  instant(at: Date | string): string;
  day(at: Date): string;
  /** A code nobody knows stays a code. */
  country(code: string): string;
  money(amount: Money): string;
  days(value: number): string;
}

export function evidenceFormat(language: Language): EvidenceFormat {
  const locale = language === 'en' ? 'en-GB' : language;
  // In Chinese the month's name would take a line of its own in a table.
  const month = language === 'en' ? 'short' : '2-digit';
  const day = { year: 'numeric', month, day: '2-digit', timeZone: 'UTC' } as const;
  const days = new Intl.DateTimeFormat(locale, day);
  const instants = new Intl.DateTimeFormat(locale, {
    ...day,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const countries = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return {
    instant: (at) => instants.format(new Date(at)),
    day: (at) => days.format(at),
    country: (code) => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code),
    money: (amount) => `${decimalOf(amount)} ${amount.currency}`,
    days: (value) => number.format(value),
  };
}
