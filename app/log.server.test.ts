import { describe, expect, test } from 'vitest';
import { createLog, fitForLog, withoutSecrets } from './log.server.ts';

const SESSION_TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJl_-x';
const PLANTED = [
  SESSION_TOKEN,
  'shpat_0123456789abcdef',
  'shprt_refreshrefresh',
  'ada@example.com',
  'Ada Lovelace',
  '+44 20 7946 0000',
  '12 St James Square',
  'SW1Y 4JH',
];

function captured(write: (log: ReturnType<typeof createLog>) => void): string {
  let lines = '';
  write(createLog({ write: (line: string) => void (lines += line) }));
  return lines;
}

describe('a log line', () => {
  test('holds none of the secrets and persons planted in objects, errors and texts', () => {
    const lines = captured((log) => {
      log.warn(
        {
          shopId: 7,
          headers: { authorization: `Bearer ${SESSION_TOKEN}`, cookie: 'session=1' },
          session: { accessToken: 'shpat_0123456789abcdef', refreshToken: 'shprt_refreshrefresh' },
          order: {
            id: '1001',
            email: 'ada@example.com',
            shipping_address: { name: 'Ada Lovelace', phone: '+44 20 7946 0000' },
            customer: { first_name: 'Ada Lovelace' },
            list: [{ address1: '12 St James Square', zip: 'SW1Y 4JH' }],
          },
        },
        'webhook for %s with %s',
        'ada@example.com',
        SESSION_TOKEN,
      );
      log.error(new Error(`Failed to parse session token '${SESSION_TOKEN}': jwt expired`));
      log.error(
        { err: new Error('refresh failed', { cause: new Error('sent shprt_refreshrefresh') }) },
        `asked https://x.example/app?id_token=${SESSION_TOKEN}&shop=a.myshopify.com`,
      );
    });
    for (const planted of PLANTED) expect(lines).not.toContain(planted);
    expect(lines).toContain('"shopId":7');
    expect(lines).toContain('"id":"1001"');
    expect(lines).toContain('refresh failed');
    expect(lines).toContain('shop=a.myshopify.com');
  });

  test('of an error names its type and says where it happened', () => {
    const [line = ''] = captured((log) => log.error(new TypeError('no such thing'))).split('\n');
    const { err } = JSON.parse(line);
    expect(err).toMatchObject({ type: 'TypeError', message: 'no such thing' });
    expect(err.stack).toContain('log.server.test.ts');
  });
});

describe('withoutSecrets', () => {
  test.each([
    ['hmac=abc123&shop=x', 'hmac=[redacted]&shop=x'],
    ['{"access_token":"abc","scope":"read"}', '{"access_token":"[redacted]","scope":"read"}'],
    ['order 1001 of shop 7', 'order 1001 of shop 7'],
  ])('%s → %s', (text, expected) => {
    expect(withoutSecrets(text)).toBe(expected);
  });
});

describe('fitForLog', () => {
  test('ends in a structure that contains itself', () => {
    const loop: Record<string, unknown> = { id: 1 };
    loop.self = loop;
    expect(JSON.stringify(fitForLog(loop))).toContain('[deeper]');
  });

  test('keeps bytes out', () => {
    expect(fitForLog({ raw: Buffer.from('Ada Lovelace') })).toEqual({ raw: '[bytes]' });
  });
});
