import type { Quote } from '#app/domain/findings/outcome.ts';
import type { PolicyText } from '#app/domain/findings/subjects.ts';

/** A sentence of a policy with the heading it stands under; null: it stands under none. */
export interface PolicySentence {
  text: string;
  heading: string | null;
}

/** What is looked at of a text, and of one sentence of it; a longer sentence is looked at in pieces. */
const TEXT_MAX = 100_000;
const SENTENCE_MAX = 600;
const HEADING_MAX = 80;

/**
 * The sentences of a plain text, in order. A line without an end mark that is no longer than 80 characters is a heading of
 * what follows. Points of abbreviations and ordinals end no sentence. Time grows with the length of the text alone.
 */
export function policySentences(text: string): PolicySentence[] {
  const found: PolicySentence[] = [];
  let heading: string | null = null;
  for (const raw of text.slice(0, TEXT_MAX).split(/[\n\r]+/)) {
    const line = raw.replace(/\s+/g, ' ').trim();
    if (line === '') continue;
    if (line.length <= HEADING_MAX && !/[.!?。！？；;,]["”»]?$/.test(line)) {
      heading = line;
      found.push({ text: line, heading });
      continue;
    }
    for (const sentence of sentencesOfLine(line)) found.push({ text: sentence, heading });
  }
  return found;
}

/**
 * A sentence in the form in which phrases are looked for: lower case, without accents, `ß` as `ss`, one kind of apostrophe.
 * Chinese characters stay as they are.
 */
export function foldedSentence(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/[‐‑–—]/g, '-');
}

/** A sentence as a finding quotes it. */
export function quoteOf({ type, locale }: PolicyText, sentence: string): Quote {
  return { text: sentence.slice(0, QUOTE_MAX), where: type, locale };
}

const QUOTE_MAX = 300;

/** Words before a point that ends no sentence, lower case. */
const ABBREVIATED = new Set(
  'abs art bspw bzw ca etc evtl ggf inkl max min nr no st str vgl zzgl approx incl vs ecc bijv par cf ex env'.split(
    ' ',
  ),
);

function sentencesOfLine(line: string): string[] {
  const sentences: string[] = [];
  let open = '';
  for (const piece of line.split(/(?<=[!?。！？；])|(?<=\.)(?=\s)/u)) {
    open += piece;
    if (endsInAbbreviation(piece)) continue;
    sentences.push(...inPieces(open.trim()));
    open = '';
  }
  return [...sentences, ...inPieces(open.trim())];
}

/** `z. B.`, `Art.`, `14.`: a single letter, a known word or a number of two digits before the point. */
function endsInAbbreviation(text: string): boolean {
  const last = /(?:^|[\s(])([\p{L}\d]{1,6})\.$/u.exec(text.slice(-10))?.[1];
  if (last === undefined) return false;
  return /^(?:\p{L}|\d{1,2})$/u.test(last) || ABBREVIATED.has(last.toLowerCase());
}

function inPieces(sentence: string): string[] {
  const pieces: string[] = [];
  let rest = sentence;
  while (rest.length > SENTENCE_MAX) {
    const space = rest.lastIndexOf(' ', SENTENCE_MAX);
    const cut = space > SENTENCE_MAX / 2 ? space : SENTENCE_MAX;
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut).trim();
  }
  return rest === '' ? pieces : [...pieces, rest];
}
