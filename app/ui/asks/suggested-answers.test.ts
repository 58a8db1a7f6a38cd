import { expect, test } from 'vitest';
import { ANSWER_SUGGESTIONS } from '#app/contracts/asks.ts';
import { LONGEST_ASK } from '#app/contracts/shopper.ts';
import { SHOPPER_LANGUAGES } from '#app/domain/shopper/shopper-settings.ts';
import { answerLanguage, suggestedAnswer } from './suggested-answers.ts';

test.each(SHOPPER_LANGUAGES)(
  '%s has every answer, complete and short enough to send',
  (language) => {
    const answers = ANSWER_SUGGESTIONS.map((code) => suggestedAnswer(code, language));
    expect(new Set(answers).size).toBe(ANSWER_SUGGESTIONS.length);
    expect(answers.filter((text) => text.length < 12 || text.length > LONGEST_ASK / 2)).toEqual([]);
    expect(answers.filter((text) => !/[.?。？]$/.test(text) || /[{}[\]…]/.test(text))).toEqual([]);
  },
);

test.each([
  ['de', 'de'],
  ['de-AT', 'de'],
  ['pt-BR', 'pt'],
  ['zh-CN', 'zh-CN'],
  ['zh', 'zh-CN'],
  ['zh-Hant-HK', 'zh-TW'],
  ['zh-TW', 'zh-TW'],
  ['ko', 'en'],
  ['', 'en'],
])('whoever reads %s is answered in %s', (tag, language) => {
  expect(answerLanguage(tag)).toBe(language);
});
