import { describe, expect, test } from 'vitest';
import { checkpointText, keyId, signedNote, verifierKey } from './checkpoint.ts';

/** The key of Go's checksum database, as its client ships it. */
const GOLANG = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
const PUBLIC_KEY = new Uint8Array(
  Buffer.from('Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8', 'base64').subarray(1),
);
const sign = () => new Uint8Array(64).fill(0xff);

test('a key is published as the format says', () => {
  expect(verifierKey('sum.golang.org', PUBLIC_KEY)).toBe(GOLANG);
  expect(Buffer.from(keyId('sum.golang.org', PUBLIC_KEY)).toString('hex')).toBe('033de0ae');
});

test('a checkpoint has three lines', () => {
  const root = new Uint8Array(32);
  expect(checkpointText({ origin: 'lastscan.app/log/1', size: 7, root })).toBe(
    `lastscan.app/log/1\n7\n${'A'.repeat(43)}=\n`,
  );
});

describe('signedNote', () => {
  test('puts the signature after a blank line and an em dash, with the key’s id before it', () => {
    const note = signedNote({ text: 'a\n', name: 'sum.golang.org', publicKey: PUBLIC_KEY, sign });
    expect(note).toMatch(/^a\n\n\u2014 sum\.golang\.org Az3grv\/{84}8=\n$/);
  });

  test('signs the text’s bytes without the blank line', () => {
    let signed = new Uint8Array();
    const keep = (message: Uint8Array) => {
      signed = new Uint8Array(message);
      return sign();
    };
    signedNote({ text: 'ä\n', name: 'n', publicKey: PUBLIC_KEY, sign: keep });
    expect(signed).toEqual(Uint8Array.of(0xc3, 0xa4, 0x0a));
  });

  test.each(['a', '', 'a\r\n', 'a\tb\n', '\ud800\n'])('refuses the text %j', (text) => {
    expect(() => signedNote({ text, name: 'n', publicKey: PUBLIC_KEY, sign })).toThrow('a note');
  });

  test.each(['', 'a b', 'a+b', 'a\u3000b'])('refuses “%s” as a key’s name', (name) => {
    expect(() => verifierKey(name, PUBLIC_KEY)).toThrow('a key name');
  });
});
