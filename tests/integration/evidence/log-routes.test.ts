import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { logStand, naiveRoot, scansOf, statedBy } from '#tests/integration/evidence/log-stand.ts';
import { webProcess } from '#tests/integration/shopify/web-process.ts';
import { leafHash } from '../../../verify/index.ts';

const stand = await logStand();
const { one, now, withShopSql } = stand;
const { sealEvidence } = await import('#app/services/seal-evidence.server.ts');
const { logOf } = await import('#app/services/read-log.server.ts');
const { answerLog } = await import('#app/services/answer-log.server.ts');
const { REQUESTS_A_MINUTE } = await import('#app/services/answer-log-rate.server.ts');
const web = await webProcess({
  DATABASE_URL: stand.database.runtimeUrl,
  DATABASE_MIGRATION_URL: stand.database.ownerUrl,
  LASTSCAN_KEYS: process.env.LASTSCAN_KEYS ?? '',
});

/** As from a proxy of ours, which names whoever asks. */
const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
const ask = (path: string, address = '203.0.113.1') => fetch(`${web.origin}${path}`, from(address));
let log = '';
beforeAll(async () => {
  await stand.hear(scansOf(600));
  while ((await sealEvidence({ shopId: one, now })).kind === 'again');
  log = `/log/${(await withShopSql(one, (sql) => logOf(sql, one)))?.logId}`;
});

/** Length and bytes of the entries in a bundle. */
function unbundled(body: Buffer): Buffer[] {
  const entries: Buffer[] = [];
  for (let at = 0; at < body.length;) {
    const length = body.readUInt16BE(at);
    entries.push(body.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return entries;
}
const bodyOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

describe('a log is read by anybody, without a token', () => {
  test('its checkpoint, and its key', async () => {
    const checkpoint = await ask(`${log}/checkpoint`);
    const note = await checkpoint.text();
    expect(statedBy(note)).toMatchObject({ origin: `127.0.0.1:3000${log}`, size: 600 });
    expect(checkpoint.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(checkpoint.headers.get('cache-control')).toBe('public, max-age=5');
    const key = await ask(`${log}/key`);
    expect(await key.text()).toMatch(
      /^127\.0\.0\.1:3000\/log\/[-0-9a-f]{36}\+[0-9a-f]{8}\+\S{44}\n$/,
    );
  });

  test('its entries and tiles, from which the root can be computed', async () => {
    const bundles: Buffer[] = [];
    const hashes: Buffer[] = [];
    for (const tile of ['000', '001', '002.p/88']) {
      bundles.push(...unbundled(await bodyOf(await ask(`${log}/tile/entries/${tile}`))));
      hashes.push(await bodyOf(await ask(`${log}/tile/0/${tile}`)));
    }
    expect(bundles).toEqual(await stand.entries());
    expect(Buffer.concat(hashes)).toEqual(Buffer.concat(bundles.map((entry) => leafHash(entry))));
    const { root } = statedBy(await (await ask(`${log}/checkpoint`)).text());
    expect(naiveRoot(bundles).toString('base64')).toBe(root);
    expect(await bodyOf(await ask(`${log}/tile/1/000.p/2`))).toHaveLength(64);
  });

  test('whole tiles keep for ever, partial ones for a while', async () => {
    const cached = async (path: string) => {
      const { headers } = await ask(`${log}/${path}`);
      return [headers.get('content-type'), headers.get('cache-control')];
    };
    const binary = 'application/octet-stream';
    const whole = [binary, 'public, max-age=31536000, immutable'];
    const partial = [binary, 'public, max-age=300'];
    expect(await cached('tile/0/000')).toEqual(whole);
    expect(await cached('tile/entries/001')).toEqual(whole);
    expect(await cached('tile/0/002.p/88')).toEqual(partial);
    expect(await cached('tile/entries/002.p/7')).toEqual(partial);
  });
});

test('what is not there is one and the same answer: another log, another tile, a path without meaning', async () => {
  const answers = await Promise.all(
    [
      `/log/${randomUUID()}/checkpoint`,
      `/log/${randomUUID()}/tile/0/000`,
      `/log/${one}/checkpoint`,
      `/log/x'--/checkpoint`,
      `${log.toUpperCase().replace('/LOG', '/log')}/checkpoint`,
      `${log}`,
      `${log}/`,
      `${log}/tile/0/002`,
      `${log}/tile/0/002.p/89`,
      `${log}/tile/0/003.p/1`,
      `${log}/tile/1/000`,
      `${log}/tile/2/000.p/1`,
      `${log}/tile/0/x000/000`,
      `${log}/tile/entries/002`,
      `${log}/tile/entries/002.p/89`,
      `${log}/tile/entries/x999/x999/x999/x999/999`,
      `${log}/leaves`,
    ].map(async (path) => {
      const answer = await ask(path);
      const { headers } = answer;
      return {
        status: answer.status,
        text: await answer.text(),
        type: headers.get('content-type'),
        cached: headers.get('cache-control'),
      };
    }),
  );
  const missing = {
    status: 404,
    text: 'Not found\n',
    type: 'text/plain; charset=utf-8',
    cached: 'public, max-age=5',
  };
  for (const answer of answers) expect(answer).toEqual(missing);
});

describe('an address that asks without end', () => {
  test('waits until its minute is over, and holds up nobody else', async () => {
    const asks = (address: string) => answerLog({ logId: 'none', path: 'checkpoint', address });
    const statuses = new Set<number>();
    for (let asked = 0; asked < REQUESTS_A_MINUTE; asked += 1)
      statuses.add((await asks('198.51.100.7')).status);
    expect([...statuses]).toEqual([404]);
    const refused = await asks('198.51.100.7');
    expect(refused).toMatchObject({ status: 429, body: 'Too many requests\n' });
    const waitSeconds = Number(refused.headers['retry-after']);
    expect(waitSeconds).toBeGreaterThan(0);
    expect(waitSeconds).toBeLessThanOrEqual(60);
    expect((await asks('198.51.100.8')).status).toBe(404);
  });

  test('is counted by the address that our proxy names', async () => {
    const remaining = async (address: string) =>
      Number((await ask('/log/none/key', address)).headers.get('x-ratelimit-remaining'));
    expect(await remaining('198.51.100.9')).toBe(REQUESTS_A_MINUTE - 1);
    expect(await remaining('198.51.100.9')).toBe(REQUESTS_A_MINUTE - 2);
    expect(await remaining('2001:db8::1')).toBe(REQUESTS_A_MINUTE - 1);
  });
});
