import type { Desk } from '#tests/e2e/desk.ts';
import { counted, sentence } from '#tests/e2e/words.ts';
import type { Language } from '#tests/e2e/words.ts';

/** Home says one of these, and nothing else, once the import is over. */
function homeSentence(language: Language): RegExp {
  const keys = ['home.needs', 'home.quiet', 'home.quietUntil', 'home.nothingOpen'];
  return new RegExp(keys.map((key) => sentence(key, language).source).join('|'));
}
export const HOME_SENTENCE = homeSentence('en');
export const HOME_SENTENCES: Record<Language, RegExp> = {
  en: HOME_SENTENCE,
  'zh-CN': homeSentence('zh-CN'),
  'zh-TW': homeSentence('zh-TW'),
};

/** How many parcels the list on the screen says it has. */
export async function parcelCount({ app }: Desk): Promise<string | undefined> {
  const words = await app.getByText(counted('parcels.total')).textContent();
  return counted('parcels.total')
    .exec(words ?? '')
    ?.slice(1)
    .find(Boolean);
}
