import { useEffect, useState } from 'react';
import type { ShopperLanguage } from '#app/domain/shopper/shopper-settings.ts';
import type { Translate } from '../../../extensions/shopper-tracking/src/say.ts';
import { localeWords } from './locale-words.ts';

/** The shopper's words in a language; null until they have been loaded. */
export function useLocaleWords(language: ShopperLanguage): Translate | null {
  const [loaded, setLoaded] = useState<{ language: ShopperLanguage; translate: Translate } | null>(
    null,
  );
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      const translate = await localeWords(language);
      if (isCurrent) setLoaded({ language, translate });
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [language]);
  return loaded?.language === language ? loaded.translate : null;
}
