import { isCountryCode } from '#app/domain/shared/country.ts';
import type { Language } from '#app/i18n/languages.ts';

/** A country one may choose: ISO 3166 alpha-2 and its name. */
export interface CountryChoice {
  code: string;
  name: string;
}

/**
 * Every assigned country with its name, in the language's order. For loaders: each browser has its own edition of
 * names and orders, and a list made twice would not be the same list.
 */
export function countryChoices(language: Language): CountryChoice[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'code' });
  const { compare } = new Intl.Collator(language);
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter(isCountryCode)
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((one, other) => compare(one.name, other.name));
}
