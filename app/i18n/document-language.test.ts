import { expect, test } from 'vitest';
import { documentLanguage } from './document-language.ts';

test.each([
  ['of the layout', [{ data: null }, { data: { language: 'zh-TW' } }, { data: {} }], 'zh-TW'],
  [
    'not of a page within it',
    [{ data: null }, { data: {} }, { data: { language: 'zh-CN' } }],
    'en',
  ],
  ['English for one we do not speak', [{ data: null }, { data: { language: 'de' } }], 'en'],
  ['English where the layout has nothing', [{ data: null }, { data: undefined }], 'en'],
  ['English where only the root is there', [{ data: null }], 'en'],
] as const)('the language of a document is %s', (_which, matches, language) => {
  expect(documentLanguage(matches)).toBe(language);
});
