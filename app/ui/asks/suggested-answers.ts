import type { AnswerSuggestion } from '#app/contracts/asks.ts';
import { SHOPPER_LANGUAGES, type ShopperLanguage } from '#app/domain/shopper/shopper-settings.ts';
import texts from './suggested-answers.json' with { type: 'json' };

/** The beginning of an answer, in the shopper's language and complete as it stands. */
export function suggestedAnswer(code: AnswerSuggestion, language: ShopperLanguage): string {
  return texts[language][code];
}

/** The language to answer in: the shopper's own, or without its region (`de-AT` is `de`), else English. */
export function answerLanguage(tag: string): ShopperLanguage {
  const known = (wanted: string) => SHOPPER_LANGUAGES.find((language) => language === wanted);
  const [base = ''] = tag.split('-');
  if (base === 'zh') return known(tag) ?? (/hant|hk|mo|tw/i.test(tag) ? 'zh-TW' : 'zh-CN');
  return known(base) ?? 'en';
}
