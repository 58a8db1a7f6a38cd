import { describe, expect, test } from 'vitest';
import { cleanAskText, firstLineOf } from '#app/services/ask-text.ts';

describe('a text that a shopper wrote', () => {
  test.each([
    ['keeps its lines', 'Hello,\nit is broken.', 'Hello,\nit is broken.'],
    ['has one kind of line end', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['has at most one empty line at a time', 'a\n\n\n\n\nb', 'a\n\nb'],
    ['has no space around its lines', '  a \n  b  ', 'a\nb'],
    ['folds white space', 'a \t\u00a0\u3000b', 'a b'],
    ['has no control characters', 'a\u0000b\u001b[31mc', 'a b [31mc'],
    ['cannot turn the text around it', 'a\u202egnp\u2066b\u200f', 'agnpb'],
    ['has no invisible characters', 'a\u200b\u00ad\ufeff\u{e0041}b', 'ab'],
    ['keeps joined pictures and letters', '👩‍👧 می‌خواهم', '👩‍👧 می‌خواهم'],
    ['keeps script as text', '<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['has no half characters', 'a\ud83db', 'a\ufffdb'],
    ['keeps a name and an address: it is sealed', 'Mail me: a@b.example', 'Mail me: a@b.example'],
    ['is empty when nothing of it is seen', '\u200b \u0007\n\u202e', ''],
  ])('%s', (_fact, raw, cleaned) => {
    expect(cleanAskText(raw)).toBe(cleaned);
    expect(cleanAskText(cleaned)).toBe(cleaned);
  });
});

describe('its first line', () => {
  test.each([
    ['is whole up to 120 characters', '好'.repeat(120), '好'.repeat(120)],
    ['is cut behind them', '😀'.repeat(121), `${'😀'.repeat(120)}…`],
    ['goes over line ends', 'a\n\nb', 'a b'],
  ])('%s', (_fact, text, line) => {
    expect(firstLineOf(text)).toBe(line);
  });
});
