import { createI18n } from '#app/i18n/i18n.ts';
import { documentLanguage } from '#app/i18n/document-language.ts';

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
  return ({ matches }: { matches: readonly { data: unknown }[] }) => {
    const { t } = createI18n(documentLanguage(matches));
    return [{ title: `${t(`nav.${screen}`)} · ${t('common.appName')}` }];
  };
}
