import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';

const KEY = 'client-id';
const SECRET = 'the current secret';
const PREVIOUS = 'the secret before';
const CUSTOMER = 'gid://shopify/Customer/7';

process.env.SHOPIFY_API_KEY = KEY;
process.env.SHOPIFY_API_SECRET = SECRET;
process.env.SHOPIFY_API_SECRET_PREVIOUS = PREVIOUS;
const { readCustomerToken } = await import('#app/shopify/customer-token.server.ts');

const now = () => Math.floor(Date.now() / 1_000);
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function aToken(
  change: Record<string, unknown> = {},
  { secret = SECRET, header = {} }: { secret?: string; header?: Record<string, unknown> } = {},
): string {
  const claims = {
    dest: 'one.myshopify.com',
    aud: KEY,
    sub: CUSTOMER,
    exp: now() + 300,
    nbf: now(),
    iat: now(),
    jti: 'token-1',
    ...change,
  };
  const signed = `${encode({ alg: 'HS256', typ: 'JWT', ...header })}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

const read = (token: string) => readCustomerToken(`Bearer ${token}`);

afterEach(() => vi.useRealTimers());

describe('a whole token', () => {
  test('says shop and customer', async () => {
    expect(await read(aToken())).toEqual({
      domain: 'one.myshopify.com',
      customer: CUSTOMER,
      subject: CUSTOMER,
    });
  });

  test.each([
    ['the previous secret signed it', aToken({}, { secret: PREVIOUS })],
    ['its shop is written as an address', aToken({ dest: 'https://one.myshopify.com' })],
    ['its shop is written in capitals', aToken({ dest: 'ONE.myshopify.com' })],
    ['it is for several audiences, ours among them', aToken({ aud: ['another', KEY] })],
  ])('is read when %s', async (_fact, token) => {
    expect((await read(token))?.domain).toBe('one.myshopify.com');
  });

  test.each([
    [{ sid: 'session-1' }, 'session-1'],
    [{}, 'token-1'],
    [{ jti: undefined }, null],
  ])('without a customer is one asker by what it names: %j', async (change, subject) => {
    const token = await read(aToken({ sub: undefined, ...change }));
    expect(token).toEqual({ domain: 'one.myshopify.com', customer: null, subject });
  });
});

describe('times hold with ten seconds to spare', () => {
  test.each([
    ['ended nine seconds ago', { exp: -9 }, true],
    ['ended eleven seconds ago', { exp: -11 }, false],
    ['begins in nine seconds', { nbf: 9 }, true],
    ['begins in eleven seconds', { nbf: 11 }, false],
  ])('%s', async (_fact, seconds, isRead) => {
    vi.useFakeTimers({ now: new Date('2026-11-27T10:00:00Z') });
    const times = Object.entries(seconds).map(([name, by]) => [name, now() + by]);
    expect((await read(aToken(Object.fromEntries(times)))) !== null).toBe(isRead);
  });
});

describe('null', () => {
  const [head = '', body = '', signature = ''] = aToken().split('.');
  test.each([
    ['another secret signed it', aToken({}, { secret: 'a stranger’s secret' })],
    ['nobody signed it', `${encode({ alg: 'none' })}.${body}.`],
    ['nobody signed it, with a signature', `${encode({ alg: 'none' })}.${body}.${signature}`],
    ['it names another algorithm', aToken({}, { header: { alg: 'HS512' } })],
    ['what it says was changed', `${head}.${encode({ aud: KEY })}.${signature}`],
    ['it is for another app', aToken({ aud: 'another-app' })],
    ['it is for nobody', aToken({ aud: undefined })],
    ['it never ends', aToken({ exp: undefined })],
    ['it never begins', aToken({ nbf: undefined })],
    ['its end is no number', aToken({ exp: 'tomorrow' })],
    ['it names no shop', aToken({ dest: undefined })],
    ['its shop is no text', aToken({ dest: { host: 'one.myshopify.com' } })],
    ['its shop is a stranger’s host', aToken({ dest: 'https://example.com' })],
    ['its shop only ends like one', aToken({ dest: 'one.myshopify.com.example.com' })],
    ['its shop hides behind another host', aToken({ dest: 'https://a.b@one.myshopify.com' })],
    ['its shop has a path', aToken({ dest: 'https://one.myshopify.com/admin' })],
    ['its customer is staff of the admin', aToken({ sub: '42' })],
    ['its customer is something else', aToken({ sub: 'gid://shopify/Order/7' })],
    ['its customer is empty', aToken({ sub: '' })],
    ['its customer is no text', aToken({ sub: 7 })],
    ['its claims are no object', `${head}.${encode('claims')}.${signature}`],
    ['it is not a token', 'nonsense'],
    ['it is endless', aToken({ padding: 'x'.repeat(5_000) })],
  ])('when %s', async (_fact, token) => {
    expect(await read(token)).toBeNull();
  });

  test.each([[null], [''], ['Bearer '], ['Basic abc'], [aToken()]])(
    'for the header %s, which brings no token',
    async (header) => {
      expect(await readCustomerToken(header)).toBeNull();
    },
  );
});
