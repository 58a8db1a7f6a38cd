import { expect, test } from 'vitest';
import { printableText } from './printable-text.ts';

/** A font of ASCII, ü, 台 and the box. */
const holds = (codePoint: number) =>
  (codePoint >= 32 && codePoint < 127) ||
  [...'ü台□'].some((each) => each.codePointAt(0) === codePoint);

test.each([
  ['what the font holds stays', 'Zürn 台 #1', 'Zürn 台 #1'],
  ['a letter it lacks loses its marks', 'Žilina, Łódź', 'Zilina, Lodz'],
  ['a letter of another script is a box', 'ไทย', '□□□'],
  ['a ligature is taken apart', 'ﬁx', 'fix'],
  ['a line break stays, another control character is a space', 'a\nb\u0007c\td', 'a\nb c d'],
  ['half a character is a box', 'a\ud800', 'a□'],
])('%s', (_fact, text, printed) => {
  expect(printableText(text, holds)).toBe(printed);
});
