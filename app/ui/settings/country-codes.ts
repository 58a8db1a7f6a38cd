import { isCountryCode } from '#app/domain/shared/country.ts';

/** Every assigned ISO 3166 alpha-2 code. For loaders: which codes exist is decided in one place, not in each browser. */
export function countryCodes(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountryCode);
}
