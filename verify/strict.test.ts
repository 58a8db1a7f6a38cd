import { describe, expect, test } from 'vitest';
import { base64Bytes, base64Text, decimal, utf8Text } from './strict.ts';

describe('base64Bytes', () => {
  test.each(['', 'AA==', 'AAA=', 'AAAA', '+/+/'])('reads “%s” and writes it again', (text) => {
    expect(base64Text(base64Bytes(text) ?? new Uint8Array())).toBe(text);
  });

  test.each(['A', 'AA', 'AA=', 'AB==', 'AAB=', 'AAAA=', 'A A=', 'AAAA\n', '-_-_'])(
    'refuses “%s”',
    (text) => {
      expect(base64Bytes(text)).toBeNull();
    },
  );
});

describe('decimal', () => {
  test.each([
    ['0', 0],
    ['10', 10],
    ['9007199254740991', 2 ** 53 - 1],
  ])('reads %s', (text, value) => {
    expect(decimal(text)).toBe(value);
  });

  test.each(['', '00', '01', '-1', '+1', '1.0', '1e3', ' 1', '9007199254740992', '٣'])(
    'refuses “%s”',
    (text) => {
      expect(decimal(text)).toBeNull();
    },
  );
});

test('utf8Text keeps a byte order mark and refuses other bytes', () => {
  expect(utf8Text(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa');
  expect(utf8Text(Uint8Array.of(0xc0, 0x80))).toBeNull();
});
