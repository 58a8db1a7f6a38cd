import { describe, expect, test } from 'vitest';
import { openNote, readKey } from './note.ts';

/** Key and note of the documentation of golang.org/x/mod/sumdb/note. */
const KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const TEXT =
  'If you think cryptography is the answer to your problem,\nthen you don’t know what your problem is.\n'.replace(
    '’',
    "'",
  );
const SIGNATURE =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const NOTE = `${TEXT}\n${SIGNATURE}`;

function outcomeOf(note: string) {
  const key = readKey(KEY);
  return key === null ? 'no key' : openNote(note, key).outcome;
}

describe('readKey', () => {
  test('reads a key as it is published', () => {
    const key = readKey(KEY);
    expect(key?.name).toBe('PeterNeumann');
    expect(key?.publicKey).toHaveLength(32);
  });

  test('reads a key whose base64 holds a plus', () => {
    const golang = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
    expect(readKey(golang)?.name).toBe('sum.golang.org');
  });

  test.each([
    '',
    'PeterNeumann',
    'PeterNeumann+c74f20a3',
    KEY.replace('c74f20a3', 'c74f20a4'),
    KEY.replace('c74f20a3', 'C74F20A3'),
    KEY.replace('PeterNeumann', 'Peter Neumann'),
    KEY.replace('PeterNeumann', ''),
    KEY.replace('+ARpc', '+Bhpc'),
    KEY.slice(0, -4),
    `${KEY}+`,
  ])('refuses “%s”', (text) => {
    expect(readKey(text)).toBeNull();
  });
});

describe('openNote', () => {
  test('gives the text that the key has signed', () => {
    const key = readKey(KEY);
    expect(key && openNote(NOTE, key)).toEqual({ outcome: 'signed', text: TEXT, signatures: 1 });
  });

  test('passes over signatures of keys nobody knows', () => {
    expect(outcomeOf(`${NOTE}— Somebody AAAAAAAA\n`)).toBe('signed');
    expect(outcomeOf(`${TEXT}\n— Somebody AAAAAAAA\n`)).toBe('not_signed');
  });

  test('is not signed when the text, or the signature, is another', () => {
    expect(outcomeOf(NOTE.replace('answer', 'Answer'))).toBe('not_signed');
    expect(outcomeOf(NOTE.replace('x08go/ZJ', 'x08go/ZK'))).toBe('not_signed');
    expect(outcomeOf(NOTE.replace('PeterNeumann', 'PeterNewmann'))).toBe('not_signed');
  });

  test('refuses the note when one of two signatures of the key does not hold', () => {
    expect(outcomeOf(NOTE + SIGNATURE.replace('x08go/ZJ', 'x08go/ZK'))).toBe('not_signed');
  });

  test.each([
    { what: 'no blank line', note: TEXT + SIGNATURE },
    { what: 'no last newline', note: NOTE.slice(0, -1) },
    { what: 'a carriage return', note: NOTE.replace('\n', '\r\n') },
    { what: 'a hyphen for the dash', note: NOTE.replace('—', '-') },
    { what: 'base64 with loose bits', note: NOTE.replace('nAM=', 'nAN=') },
    { what: 'a signature of nothing', note: `${TEXT}\n— PeterNeumann x08gow==\n` },
    { what: 'nothing after the blank line', note: `${TEXT}\n` },
  ])('cannot read a note with $what', ({ note }) => {
    expect(outcomeOf(note)).toBe('unreadable');
  });

  test.each([
    { signatures: 16, outcome: 'signed' },
    { signatures: 17, outcome: 'unreadable' },
  ])('reads $signatures signatures as $outcome', ({ signatures, outcome }) => {
    expect(outcomeOf(NOTE + '— Somebody AAAAAAAA\n'.repeat(signatures - 1))).toBe(outcome);
  });
});
