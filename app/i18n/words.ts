import type { Language } from './languages.ts';
import { en } from './words/en.ts';
import { zhCN } from './words/zh-CN.ts';
import { zhTW } from './words/zh-TW.ts';

// `#words` on the server, which answers many shops at once and writes files in any language. Browsers get `words.browser.ts`.

const WORDS = { en, 'zh-CN': zhCN, 'zh-TW': zhTW } as const satisfies Record<Language, unknown>;

export type Words = (typeof WORDS)[Language];

export function wordsOf(language: Language): Words {
  return WORDS[language];
}

/** Nothing is to be awaited here: all words are there. */
export function loadWords(_language: Language): Promise<void> {
  return Promise.resolve();
}
