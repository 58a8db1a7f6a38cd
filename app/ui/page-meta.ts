import { createI18n } from '#app/i18n/i18n.ts';
import { LANGUAGES, type Language } from '#app/i18n/languages.ts';

interface MetaArguments {
  matches: readonly { id: string; data: unknown }[];
}

/** A screen's document title in the language of the layout; exported by routes as `meta`. */
export function pageMeta(
  screen:
    | 'home'
    | 'parcels'
    | 'compliance'
    | 'inventory'
    | 'cash'
    | 'carriers'
    | 'suppliers'
    | 'uploads'
    | 'links'
    | 'asks'
    | 'settings'
    | 'health',
) {
  return ({ matches }: MetaArguments) => {
    const { t } = createI18n(languageOf(matches));
    return [{ title: `${t(`nav.${screen}`)} · ${t('common.appName')}` }];
  };
}

/** The layout's language; English when the layout itself could not be loaded. */
function languageOf(matches: MetaArguments['matches']): Language {
  const data = matches.find(({ id }) => id === 'routes/app')?.data;
  const language = typeof data === 'object' && data !== null && 'language' in data && data.language;
  return LANGUAGES.find((known) => known === language) ?? 'en';
}
