import type { ShopFrame } from '#app/contracts/pages.ts';
import { createI18n } from '#app/i18n/i18n.ts';
import type { Language } from '#app/i18n/languages.ts';
import { ruleSpeech } from '#app/i18n/rule-words.server.ts';
import type { FindingSpeech } from '#app/services/finding-rows.ts';

/** How findings of a shop are said to a reader. */
export function findingSpeech(
  { timeZone, currency, now }: Pick<ShopFrame, 'timeZone' | 'currency' | 'now'>,
  language: Language,
): FindingSpeech {
  const { t } = createI18n(language);
  return {
    rules: ruleSpeech({ language, timeZone, currency, now: new Date(now) }),
    store: t('compliance.subject.store'),
    scope: (scope) => t('compliance.scopeMissing', { scope }),
    beside: (first, second) => t('common.beside', { first, second }),
  };
}
