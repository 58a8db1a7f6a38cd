import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseKeys } from '#app/db/encryption-keys.server.ts';
import { isUnderOldKey, open, seal } from '#app/db/secret-box.server.ts';

const key = () => randomBytes(32).toString('base64');
const [first, second] = [`k1:${key()}`, `k2:${key()}`];
const place = { shopId: 7, column: 'shop_sessions.ciphertext' };
const secret = Buffer.from('shpat_not_a_real_token');
const kept = process.env.LASTSCAN_KEYS;

beforeEach(() => {
  process.env.LASTSCAN_KEYS = first;
});
afterEach(() => {
  if (kept === undefined) delete process.env.LASTSCAN_KEYS;
  else process.env.LASTSCAN_KEYS = kept;
});

describe('a sealed secret', () => {
  test('opens at its place', () => {
    expect(open(seal(secret, place), place)).toEqual(secret);
    expect(open(seal(Buffer.alloc(0), place), place)).toEqual(Buffer.alloc(0));
  });

  test('shows nothing of the plaintext and never looks the same twice', () => {
    const [one, two] = [seal(secret, place), seal(secret, place)];
    expect(one.ciphertext.includes(secret)).toBe(false);
    expect(one.ciphertext.equals(two.ciphertext)).toBe(false);
  });

  test.each([
    ['another shop', { ...place, shopId: 8 }],
    ['another column', { ...place, column: 'shop_sessions.other' }],
  ])('does not open for %s', (_, elsewhere) => {
    expect(() => open(seal(secret, place), elsewhere)).toThrow('does not open');
  });

  test('does not open when any one byte was changed', () => {
    const sealed = seal(secret, place);
    for (let index = 0; index < sealed.ciphertext.length; index += 1) {
      const ciphertext = Buffer.from(sealed.ciphertext);
      ciphertext.writeUInt8(ciphertext.readUInt8(index) ^ 1, index);
      expect(() => open({ ...sealed, ciphertext }, place)).toThrow('does not open');
    }
  });

  test('does not open when it was cut short at any length', () => {
    const sealed = seal(secret, place);
    for (let length = 0; length < sealed.ciphertext.length; length += 1)
      expect(() =>
        open({ ...sealed, ciphertext: sealed.ciphertext.subarray(0, length) }, place),
      ).toThrow('does not open');
  });
});

describe('rotation', () => {
  test('opens what an older key sealed and seals with the newest', () => {
    const old = seal(secret, place);
    process.env.LASTSCAN_KEYS = `${second},${first}`;
    expect(open(old, place)).toEqual(secret);
    expect([isUnderOldKey('k1'), isUnderOldKey('k2')]).toEqual([true, false]);
    expect(seal(secret, place).keyId).toBe('k2');
  });

  test('names the missing key once it is taken away', () => {
    const old = seal(secret, place);
    process.env.LASTSCAN_KEYS = second;
    expect(() => open(old, place)).toThrow('"k1"');
  });

  test('refuses another key under the same name', () => {
    const old = seal(secret, place);
    process.env.LASTSCAN_KEYS = `k1:${key()}`;
    expect(() => open(old, place)).toThrow('does not open');
  });
});

describe('LASTSCAN_KEYS', () => {
  test.each([
    ['no id', `:${key()}`],
    ['no key', 'k1:'],
    ['a short key', `k1:${randomBytes(31).toString('base64')}`],
    ['nothing', ''],
    ['a repeated id', `${first},${first}`],
  ])('is refused with %s, without showing the key', (_, listed) => {
    let message = '';
    try {
      parseKeys(listed);
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain('LASTSCAN_KEYS');
    expect(message).not.toContain(first.slice(3));
  });
});
