import type { ServerResponse } from 'node:http';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { afterShip } from '#app/sources/aftership/client.server.ts';
import { seventeenTrack } from '#app/sources/seventeen-track/client.server.ts';
import { httpServer, json } from '../shopify/http-server.ts';
import { afterShipList, numberOf, seventeenAnswer, YUN } from './documented-shapes.ts';

const KEY = 'KEY-THAT-MUST-NOT-LEAK';
let server: Awaited<ReturnType<typeof httpServer>>;
beforeAll(async () => {
  server = await httpServer();
});

const ADAPTERS = [
  {
    name: '17TRACK',
    good: seventeenAnswer([]),
    client: (baseUrl: string, key = KEY) =>
      seventeenTrack({ key, baseUrl, timeoutMs: 300, callsPerSecond: 1_000 }),
  },
  {
    name: 'AfterShip',
    good: afterShipList([]),
    client: (baseUrl: string, key = KEY) => afterShip({ key, baseUrl, timeoutMs: 300 }),
  },
] as const;

type Fault = (response: ServerResponse, good: string) => void;
const JSON_TYPE = { 'content-type': 'application/json' };
const HTML = '<!doctype html><title>Bad gateway</title>';
const status =
  (code: number, headers = {}): Fault =>
  (response) =>
    json(response, { message: `status ${code}` }, code, headers);
const body =
  (text: string, type = 'application/json'): Fault =>
  (response) =>
    void response.writeHead(200, { 'content-type': type }).end(text);

const FAULTS: [string, Fault, { kind: string; code: string; retryAfterMs?: number }][] = [
  ['no answer in time', () => {}, { kind: 'unreachable', code: 'timeout' }],
  [
    'a body that never ends',
    (response) => void response.writeHead(200, JSON_TYPE).write('{"code":'),
    { kind: 'unreachable', code: 'timeout' },
  ],
  [
    'half a body',
    (response, good) => {
      response.writeHead(200, { ...JSON_TYPE, 'content-length': String(good.length) });
      response.write(good.slice(0, good.length / 2), () => response.destroy());
    },
    { kind: 'bad_answer', code: 'cut_off' },
  ],
  [
    'a reset before the answer',
    (response) => void response.socket?.resetAndDestroy(),
    { kind: 'unreachable', code: 'ECONNRESET|UND_ERR_SOCKET' },
  ],
  [
    'JSON called text',
    (response, good) => body(good, 'text/plain')(response, good),
    { kind: 'bad_answer', code: 'not_json' },
  ],
  [
    'no content type',
    (response, good) => void response.writeHead(200).end(good),
    { kind: 'bad_answer', code: 'not_json' },
  ],
  ['an HTML page', body(HTML, 'text/html'), { kind: 'bad_answer', code: 'not_json' }],
  [
    'an HTML error page',
    (response) => void response.writeHead(502, { 'content-type': 'text/html' }).end(HTML),
    { kind: 'unreachable', code: '502' },
  ],
  [
    "a firewall's page",
    (response) => void response.writeHead(403, { 'content-type': 'text/html' }).end(HTML),
    { kind: 'unreachable', code: '403' },
  ],
  [
    'half of JSON',
    (response, good) => body(good.slice(0, -1))(response, good),
    { kind: 'bad_answer', code: 'not_a_json_object' },
  ],
  ['an empty body', body(''), { kind: 'bad_answer', code: 'not_a_json_object' }],
  ['a JSON list', body('[]'), { kind: 'bad_answer', code: 'not_a_json_object' }],
  ['a JSON null', body('null'), { kind: 'bad_answer', code: 'not_a_json_object' }],
  ['another object', body('{"hello":"world"}'), { kind: 'bad_answer', code: 'no_code' }],
  [
    'a redirect to another host',
    (response) => void response.writeHead(302, { location: 'http://localhost:1/' }).end(),
    { kind: 'bad_answer', code: '302' },
  ],
  [
    'a 308 that is JSON',
    status(308, { location: '/elsewhere' }),
    { kind: 'bad_answer', code: '308' },
  ],
  [
    '429 in seconds',
    status(429, { 'retry-after': '7' }),
    { kind: 'rate_limited', code: '429', retryAfterMs: 7_000 },
  ],
  [
    '429 as HTML',
    (response) =>
      void response.writeHead(429, { 'content-type': 'text/html', 'retry-after': '7' }).end(HTML),
    { kind: 'rate_limited', code: '429', retryAfterMs: 7_000 },
  ],
  [
    '429 for a day',
    status(429, { 'retry-after': '86400' }),
    { kind: 'rate_limited', code: '429', retryAfterMs: 3_600_000 },
  ],
  [
    '429 until a moment',
    status(429, { 'x-ratelimit-reset': '9' }),
    { kind: 'rate_limited', code: '429', retryAfterMs: 9_000 },
  ],
  ['401', status(401), { kind: 'key_refused', code: '401' }],
  ['402', status(402), { kind: 'quota_exhausted', code: '402' }],
  ['404', status(404), { kind: 'bad_request', code: '404' }],
  [
    '503 with a pause',
    status(503, { 'retry-after': '60' }),
    { kind: 'unreachable', code: '503', retryAfterMs: 60_000 },
  ],
];

describe.each(ADAPTERS)('$name', ({ client, good }) => {
  test.each(FAULTS)('meets %s', async (_, fault, { kind, code, retryAfterMs = null }) => {
    server.answerWith((_request, response) => fault(response, JSON.stringify(good)));
    const answer = await client(server.origin).read([numberOf(YUN)]);
    const failure = { kind, code: expect.stringMatching(`^(?:${code})$`), retryAfterMs };
    expect(answer).toEqual({ ok: false, failure, calls: 1 });
    expect(server.asked).toHaveLength(1);
  });

  test('cuts an answer of ten megabytes short', async () => {
    let sent = 0;
    server.answerWith((_request, response) => {
      response.writeHead(200, JSON_TYPE).write('{"data":"');
      const chunk = 'x'.repeat(100_000);
      const more = () => {
        while (sent < 10_000_000 && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
        if (!response.destroyed) response.end('"}');
      };
      more();
    });
    const roomy = client(server.origin);
    expect(await roomy.read([numberOf(YUN)])).toEqual({
      ok: false,
      failure: { kind: 'bad_answer', code: 'too_large', retryAfterMs: null },
      calls: 1,
    });
    // What lies in socket buffers is beyond the cap; the whole is never taken.
    expect(sent).toBeLessThan(10_000_000);
  });

  test('nobody listening is unreachable', async () => {
    const answer = await client('http://127.0.0.1:59999').check();
    expect(answer).toMatchObject({
      ok: false,
      failure: { kind: 'unreachable', code: 'ECONNREFUSED' },
    });
  });

  test('neither the key nor the text of an answer is in a failure or on the console', async () => {
    const spies = (['log', 'info', 'warn', 'error'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(() => {}),
    );
    server.answerWith((_request, response) => json(response, { message: `no ${KEY} here` }, 400));
    const refused = await client(server.origin).check();
    const unreachable = await client('http://127.0.0.1:59999').check();
    expect(JSON.stringify([refused, unreachable])).not.toContain(KEY);
    for (const spy of spies) {
      expect(spy).not.toHaveBeenCalled();
      spy.mockRestore();
    }
  });

  test.each(['', 'two words', 'line\nbreak', '密钥', 'x'.repeat(501)])(
    'a key that no header can carry is refused unsent: %.20j',
    async (key) => {
      server.answerWith((_request, response) => json(response, good));
      const answer = await client(server.origin, key).check();
      expect(answer).toMatchObject({
        ok: false,
        failure: { kind: 'key_refused', code: 'key_format' },
      });
      expect(server.asked).toEqual([]);
    },
  );

  test('goes on after each of them', async () => {
    server.answerWith((_request, response) => json(response, good));
    expect(await client(server.origin).read([numberOf(YUN)])).toMatchObject({ ok: true, calls: 1 });
  });
});
