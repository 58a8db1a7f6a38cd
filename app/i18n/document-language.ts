import { LANGUAGES, type Language } from './languages.ts';

/**
 * The language of a whole document: of the app's layout, or of a page outside it, which both stand right below the root.
 * English when that could not be loaded.
 */
export function documentLanguage(matches: readonly { data?: unknown }[]): Language {
  const data = matches[1]?.data;
  const language = typeof data === 'object' && data !== null && 'language' in data && data.language;
  return LANGUAGES.find((known) => known === language) ?? 'en';
}
