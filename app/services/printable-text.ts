/** Stands for a character that a font cannot print. */
export const NOT_PRINTABLE = '□';

/**
 * A text as a font can print it: a letter that the font lacks is printed without its marks (ž as z), what is left as □.
 * Line breaks stay, other control characters become spaces.
 */
export function printableText(text: string, holds: (codePoint: number) => boolean): string {
  return [...text.toWellFormed()].map((character) => printable(character, holds)).join('');
}

function printable(character: string, holds: (codePoint: number) => boolean): string {
  if (character === '\n') return character;
  if (/\p{Cc}/u.test(character)) return ' ';
  if (holds(character.codePointAt(0) ?? 0)) return character;
  const plain = WITHOUT_MARK[character] ?? character.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  const isHeld = plain !== '' && [...plain].every((each) => holds(each.codePointAt(0) ?? 0));
  return isHeld ? plain : NOT_PRINTABLE;
}

/** Letters whose stroke Unicode does not take for a mark. */
const WITHOUT_MARK: Readonly<Record<string, string>> = {
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  Ħ: 'H',
  ħ: 'h',
  ı: 'i',
};
