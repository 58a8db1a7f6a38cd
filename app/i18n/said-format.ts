import { decimalOf } from '#app/domain/shared/money.ts';
import type { SaidFormat } from './say.ts';

/** How texts to buyers and suppliers write values, in any language: dates in full, money with its ISO code where it needs one. */
export function saidFormat({ locale, timeZone }: { locale: string; timeZone: string }): SaidFormat {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const instant = new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone,
  });
  const isoDay = new Intl.DateTimeFormat('en-CA', { timeZone });
  const number = new Intl.NumberFormat(locale);
  const countries = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  return {
    instant: (at) => instant.format(new Date(at)),
    date: (on) => day.format(new Date(`${on}T00:00:00Z`)),
    dateOf: (at) => isoDay.format(new Date(at)),
    money: (amount) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency: amount.currency }).format(
        Number(decimalOf(amount)),
      ),
    number: (value) => number.format(value),
    country: (code) => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code),
  };
}
