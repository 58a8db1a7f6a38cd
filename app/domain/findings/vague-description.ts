import { EMPTY_WORDS, ICS2_STOP_WORDS } from '#app/domain/findings/ics2-stop-words.ts';
import { wordList, wordsOf } from '#app/domain/findings/word-list.ts';

/**
 * How a description fares with customs: `vague` when all it says are stop words, `precise` when a stop word stands within
 * something that says more, `free` of them otherwise. `nothing` names words that say nothing here, such as the vendor's name.
 */
export function vagueness(
  description: string,
  { nothing }: { nothing: string },
): { kind: 'vague' | 'precise'; stopWords: readonly string[] } | { kind: 'free' } {
  const found = STOP_WORDS.find(description);
  if (found.length === 0) return { kind: 'free' };
  const empty = new Set(wordsOf(nothing).map(({ phrase }) => phrase));
  const telling = wordsOf(description).filter(
    ({ phrase, at, end }) =>
      !found.some((stop) => stop.at <= at && end <= stop.end) &&
      !EMPTY_WORDS.has(phrase) &&
      !empty.has(phrase) &&
      !/^\d+$/.test(phrase),
  );
  const stopWords = [...new Set(found.map(({ at, end }) => description.slice(at, end)))];
  return { kind: telling.length === 0 ? 'vague' : 'precise', stopWords };
}

const STOP_WORDS = wordList(ICS2_STOP_WORDS);
