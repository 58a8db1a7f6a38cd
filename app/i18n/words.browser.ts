import type { Language } from './languages.ts';
import type { Words } from './words.ts';

// `#words` in the browser: it loads the words of the language it shows, and another's when they are asked for.

const FILES: Readonly<Record<Language, () => Promise<Words>>> = {
  en: async () => (await import('./words/en.ts')).en,
  'zh-CN': async () => (await import('./words/zh-CN.ts')).zhCN,
  'zh-TW': async () => (await import('./words/zh-TW.ts')).zhTW,
};

const loaded = new Map<Language, Words>();
const loading = new Map<Language, Promise<void>>();
const failed = new Set<Language>();

/**
 * The words to render with. Where they are not there yet, React is made to wait for them by what is thrown, and shows
 * what it showed. Where they cannot be had (a file of a release that is gone), a page in its former language is better
 * than none: `language` of the words says which.
 */
export function wordsOf(language: Language): Words {
  const words = loaded.get(language);
  if (words !== undefined) return words;
  const [former] = loaded.values();
  if (failed.has(language) && former !== undefined) return former;
  throw loadWords(language);
}

/** Resolves when `wordsOf` has the words of a language; rejects when they cannot be loaded. */
export function loadWords(language: Language): Promise<void> {
  const before = loading.get(language);
  if (before !== undefined) return before;
  const now = load(language);
  loading.set(language, now);
  return now;
}

async function load(language: Language): Promise<void> {
  try {
    loaded.set(language, await FILES[language]());
  } catch (error) {
    failed.add(language);
    loading.delete(language);
    throw error;
  }
}
