import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterShipPush } from '#app/sources/aftership/push.server.ts';
import { inboundPush } from '#app/sources/inbound/push.server.ts';
import { seventeenTrackPush } from '#app/sources/seventeen-track/push.server.ts';

const now = new Date('2026-06-10T08:00:00Z');
const SECRET = 'a secret';
const T = now.getTime() / 1000;
const hmac = (secret: string, ...parts: (string | Buffer)[]) => {
  const made = createHmac('sha256', secret);
  for (const part of parts) made.update(part);
  return made;
};

const READERS = [
  {
    reader: seventeenTrackPush,
    sign: (raw: Buffer, secret: string) => ({
      sign: createHash('sha256').update(raw).update(`/${secret}`).digest('hex'),
    }),
  },
  {
    reader: afterShipPush,
    sign: (raw: Buffer, secret: string) => ({
      'aftership-hmac-sha256': hmac(secret, raw).digest('base64'),
    }),
  },
  {
    reader: inboundPush,
    sign: (raw: Buffer, secret: string) => ({
      'lastscan-signature': `t=${T},v1=${hmac(secret, `${T}.`, raw).digest('hex')}`,
    }),
  },
] as const;

// Signed are bytes: neither this text's characters nor its JSON.
const RAW = Buffer.from('{"event":"TRACKING_UPDATED", "data":{"number":"深圳\\u0041"}}\n');

describe.each(READERS)('$reader.name', ({ reader, sign }) => {
  const isSigned = (headers: Record<string, string>, rawBody = RAW, secret = SECRET) =>
    reader.isSigned({ headers: new Headers(headers), rawBody, secret, now });

  test('takes the signature over the raw bytes', () => {
    expect(isSigned(sign(RAW, SECRET))).toBe(true);
  });

  test('refuses a body of which any one byte was changed', () => {
    const headers = sign(RAW, SECRET);
    for (let index = 0; index < RAW.length; index += 1) {
      const changed = Buffer.from(RAW);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(isSigned(headers, changed)).toBe(false);
    }
  });

  test('refuses the same JSON written again', () => {
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(RAW.toString())));
    expect(isSigned(sign(RAW, SECRET), rewritten)).toBe(false);
  });

  test.each(['another secret', 'A secret', ' a secret'])('refuses the signature of %j', (other) => {
    expect(isSigned(sign(RAW, other))).toBe(false);
  });

  test('refuses a body without a signature, and everything under an empty secret', () => {
    expect(isSigned({})).toBe(false);
    expect(isSigned(sign(RAW, ''), RAW, '')).toBe(false);
  });

  test('refuses any other text as a signature, without throwing', () => {
    const [name = ''] = Object.keys(sign(RAW, SECRET));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 400 }), (text) => {
        expect(isSigned({ [name]: text })).toBe(false);
      }),
    );
  });

  test('refuses its signature when it is cut, longer or has another letter', () => {
    for (const [name, value] of Object.entries(sign(RAW, SECRET))) {
      expect(isSigned({ [name]: value.slice(0, -2) })).toBe(false);
      expect(isSigned({ [name]: `${value}00` })).toBe(false);
      expect(isSigned({ [name]: `${value.slice(0, -1)}!` })).toBe(false);
    }
  });
});

describe('hex', () => {
  test.each([READERS[0], READERS[2]])('of $reader.name may be in capitals', ({ reader, sign }) => {
    const headers = new Headers(
      Object.entries(sign(RAW, SECRET)).map(([name, value]): [string, string] => [
        name,
        value.replace(/[0-9a-f]{64}$/, (hex) => hex.toUpperCase()),
      ]),
    );
    expect(reader.isSigned({ headers, rawBody: RAW, secret: SECRET, now })).toBe(true);
  });
});

describe("the inbound signature's clock", () => {
  const at = (seconds: number | string) => {
    const v1 = hmac(SECRET, `${seconds}.`, RAW).digest('hex');
    const headers = new Headers({ 'lastscan-signature': `t=${seconds},v1=${v1}` });
    return inboundPush.isSigned({ headers, rawBody: RAW, secret: SECRET, now });
  };

  test.each([
    [0, true],
    [-300, true],
    [-301, false],
    [300, true],
    [301, false],
  ])('%s seconds off: %s', (off, isTaken) => {
    expect(at(T + off)).toBe(isTaken);
  });

  test.each(['', 'x', `${T}.5`, `-${T}`, `${T}0000000`])('%j is no time', (t) => {
    expect(at(t)).toBe(false);
  });

  const v1 = hmac(SECRET, `${T}.`, RAW).digest('hex');
  const other = hmac('the new secret', `${T}.`, RAW).digest('hex');

  test.each([
    [`t=${T},v1=${other},v1=${v1}`, true],
    [` v1=${v1} , t=${T} , v0=x`, true],
    [`t=${T},v0=${v1}`, false],
    [`v1=${v1}`, false],
    [`t=${T},t=${T},v1=${v1}`, false],
    [`t=${T + 1},v1=${v1}`, false],
  ])('the header %s: %s', (header, isTaken) => {
    const headers = new Headers({ 'lastscan-signature': header });
    expect(inboundPush.isSigned({ headers, rawBody: RAW, secret: SECRET, now })).toBe(isTaken);
  });
});
