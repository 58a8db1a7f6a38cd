import { useEffect, useState } from 'react';
import type { ShopperLanguage } from '#app/domain/shopper/shopper-settings.ts';
import type { Translate } from '../../../extensions/shopper-tracking/src/say.ts';
import { localeWords } from './locale-words.ts';

/** `null` while they are being loaded. */
export type LocaleWords = { translate: Translate } | 'failed' | null;

/** The shopper's words in a language. */
export function useLocaleWords(language: ShopperLanguage): LocaleWords {
  const [loaded, setLoaded] = useState<{ language: ShopperLanguage; words: LocaleWords } | null>(
    null,
  );
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      const words = await localeWords(language).then(
        (translate) => ({ translate }),
        () => 'failed' as const,
      );
      if (isCurrent) setLoaded({ language, words });
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [language]);
  return loaded?.language === language ? loaded.words : null;
}
