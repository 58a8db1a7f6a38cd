import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { commitment } from './commitment.ts';

const salt = new Uint8Array(32).fill(3);

test('a commitment is the hash of prefix, salt and record', () => {
  const expected = createHash('sha256')
    .update('lastscan-evidence/v1\n')
    .update(salt)
    .update('{"place":"Köln"}')
    .digest('hex');
  const made = commitment({ salt, record: '{"place":"Köln"}' });
  expect(Buffer.from(made).toString('hex')).toBe(expected);
});

test('one record under two salts commits to two values', () => {
  const other = new Uint8Array(32).fill(4);
  expect(commitment({ salt, record: '{}' })).not.toEqual(commitment({ salt: other, record: '{}' }));
});

test.each([31, 33])('a salt of %i bytes is refused', (length) => {
  expect(() => commitment({ salt: new Uint8Array(length), record: '{}' })).toThrow('32 bytes');
});
