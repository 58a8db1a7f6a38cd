import type { ShopperLanguage } from '#app/domain/shopper/shopper-settings.ts';
import type { Translate } from '../../../extensions/shopper-tracking/src/say.ts';

/** Each of the shopper extension's languages in a file of its own, loaded when somebody looks at it. */
const LOCALES = import.meta.glob<unknown>('../../../extensions/shopper-tracking/locales/*.json', {
  import: 'default',
});

/** The extension's texts in a language; a language that has none yet is answered in English. */
export async function localeWords(language: ShopperLanguage): Promise<Translate> {
  const load = LOCALES[fileOf(language)] ?? LOCALES[fileOf('en')];
  return translateFrom(await load?.());
}

function fileOf(language: ShopperLanguage): string {
  const name = language === 'en' ? 'en.default' : language;
  return `../../../extensions/shopper-tracking/locales/${name}.json`;
}

/** As Shopify reads such a file: keys by their dots, `{{name}}` filled in. A key without a text is said as itself. */
export function translateFrom(texts: unknown): Translate {
  return (key, values = {}) => {
    let found: unknown = texts;
    for (const part of key.split('.'))
      found = typeof found === 'object' && found !== null ? Reflect.get(found, part) : undefined;
    if (typeof found !== 'string') return key;
    return found.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
  };
}
