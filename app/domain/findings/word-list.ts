/** Words or phrases that can be found in a text. */
export interface WordList {
  /** In order of the text; the longest phrase where several begin at one word, and none that begins inside another. */
  find(text: string): readonly FoundWords[];
}

/** A phrase and where it stands, as offsets in the text: `at` included, `end` not. */
export interface FoundWords {
  phrase: string;
  at: number;
  end: number;
}

export interface Word extends FoundWords {
  /** Its place among the words of the text. */
  index: number;
}

/**
 * Makes a list that is looked up word by word, so its length does not slow the search. Case, accents and what stands between
 * words (`eco-friendly`, `Eco friendly`) make no difference; a `*` at a phrase's end stands for any ending of its last word.
 * Phrases in Chinese characters are found anywhere, for that script does not part its words.
 */
export function wordList(phrases: readonly string[]): WordList {
  const byFirstWord = new Map<string, Phrase[]>();
  const unparted: string[] = [];
  for (const phrase of phrases) {
    if (HAN.test(phrase)) unparted.push(phrase);
    else file(byFirstWord, phrase);
  }
  return {
    find(text) {
      const words = wordsOf(text);
      const found = words.flatMap(({ index: at }) => longestAt(words, at, byFirstWord) ?? []);
      if (HAN.test(text)) found.push(...unparted.flatMap((phrase) => everywhere(text, phrase)));
      return withoutOverlaps(found);
    },
  };
}

function withoutOverlaps(found: readonly FoundWords[]): FoundWords[] {
  const kept: FoundWords[] = [];
  for (const one of found.toSorted((a, b) => a.at - b.at || b.end - a.end))
    if (one.at >= (kept.at(-1)?.end ?? 0)) kept.push(one);
  return kept;
}

/** The words of a text, folded: lower case, without accents. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].map((match, index) => {
    const [raw] = match;
    return { phrase: folded(raw), at: match.index, end: match.index + raw.length, index };
  });
}

/** The sentence around a place in a text, at most 300 characters; the place itself is always within. */
export function sentenceAround(text: string, { at, end }: { at: number; end: number }): string {
  const before = text.slice(Math.max(0, at - 150), at);
  const start = at - before.length + Math.max(-1, ...ENDS.map((mark) => before.lastIndexOf(mark)));
  const rest = text.slice(end, end + 150 - Math.min(100, end - at));
  const stops = ENDS.map((mark) => rest.indexOf(mark)).filter((stop) => stop >= 0);
  const stop = stops.length === 0 ? rest.length : Math.min(...stops) + 1;
  return text
    .slice(start + 1, end + stop)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300);
}

const HAN = /\p{Script=Han}/u;
const WORD = /[\p{L}\p{N}\p{M}]+(?:&[\p{L}\p{N}\p{M}]+)*/gu;
const ENDS: readonly string[] = ['. ', '! ', '? ', '\n', '。', '！', '？'];

interface Phrase {
  phrase: string;
  words: readonly string[];
  /** The last word is only a beginning. */
  isOpen: boolean;
}

function folded(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A phrase of one open word is filed under its first four letters, any other under its first word. */
function file(byFirstWord: Map<string, Phrase[]>, phrase: string): void {
  const isOpen = phrase.endsWith('*');
  const words = wordsOf(phrase).map((word) => word.phrase);
  const [first = ''] = words;
  const key = isOpen && words.length === 1 ? `${first.slice(0, 4)}*` : first;
  const filed = [...(byFirstWord.get(key) ?? []), { phrase, words, isOpen }];
  byFirstWord.set(
    key,
    filed.toSorted((a, b) => b.words.length - a.words.length),
  );
}

function longestAt(
  words: readonly Word[],
  at: number,
  byFirstWord: ReadonlyMap<string, readonly Phrase[]>,
): FoundWords | null {
  const first = words[at];
  if (first === undefined) return null;
  const candidates = [
    ...(byFirstWord.get(first.phrase) ?? []),
    ...(byFirstWord.get(`${first.phrase.slice(0, 4)}*`) ?? []),
  ];
  for (const { phrase, words: wanted, isOpen } of candidates) {
    const fits = wanted.every((word, offset) => {
      const there = words[at + offset]?.phrase;
      const isLast = offset === wanted.length - 1;
      return isOpen && isLast ? there?.startsWith(word) === true : there === word;
    });
    const last = words[at + wanted.length - 1];
    if (fits && last !== undefined) return { phrase, at: first.at, end: last.end };
  }
  return null;
}

function everywhere(text: string, phrase: string): FoundWords[] {
  const found: FoundWords[] = [];
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + phrase.length))
    found.push({ phrase, at, end: at + phrase.length });
  return found;
}
