import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp } from '../platform/testing.ts';
import { startPlatform } from '../platform/platform.ts';
import type { Platform } from '../platform/platform.ts';
import { createWorld } from '../world/create-world.ts';
import { encodeGbk } from './gbk.ts';
import { mountSupplierExports } from './exports.ts';

const NOW = Date.parse('2026-11-20T14:00:00Z');
const SHOP = 'northwind-lamps.myshopify.com';
let platform: Platform;
beforeAll(async () => {
  const world = createWorld({ seed: 7, startAt: NOW, shops: 1, ordersPerShop: 400, sources: true });
  platform = await startPlatform({ port: 0, world, app: testApp(), now: NOW, seed: 7 });
  mountSupplierExports(platform);
});
afterAll(() => platform.stop());

async function fetched(style: string, query = '') {
  const url = `${platform.origin}/sandbox/supplier-exports/${style}.csv?shop=${SHOP}${query}`;
  const response = await fetch(url);
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
}

describe('supplier exports', () => {
  test('1688 and Dianxiaomi are GBK with Chinese headers', async () => {
    for (const [style, header] of [
      ['1688', '运单号'],
      ['dianxiaomi', '货运单号'],
    ] as const) {
      const { bytes } = await fetched(style);
      expect(new TextDecoder('gbk').decode(bytes).split('\r\n')[0]).toContain(header);
      expect(bytes.toString('utf8')).not.toContain(header);
    }
  });

  test('DSers is UTF-8 by order name; CJ has a byte order mark and last-mile numbers', async () => {
    const dsers = (await fetched('dsers', '&dirty=0')).bytes.toString('utf8').split('\n');
    const names = new Set([...platform.store(SHOP).orders.values()].map(({ name }) => name));
    expect(dsers).toHaveLength(202);
    expect(dsers.slice(1, -1).every((line) => names.has(line.split(',')[0] ?? ''))).toBe(true);
    const cj = (await fetched('cj', '&dirty=0')).bytes;
    expect([...cj.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lastMile = cj
      .toString('utf8')
      .split('\r\n')
      .filter((line) => (line.split(',')[2] ?? '') !== '');
    expect(lastMile.length).toBeGreaterThan(30);
  });

  test('boxes whose number was never uploaded, or wrongly, are in it under their own number', async () => {
    const text = (await fetched('cj', '&dirty=0')).bytes.toString('utf8');
    const missing = platform.world.truth(SHOP).filter(({ truth }) => truth === 'no_number');
    expect(missing.length).toBeGreaterThan(0);
    expect(missing.filter(({ realNumber }) => !text.includes(realNumber ?? '?'))).toEqual([]);
  });

  test('dirty rows hold formulas, doubles, gaps and full-width letters', async () => {
    const text = (await fetched('dsers')).bytes.toString('utf8');
    expect(text).toContain('=HYPERLINK');
    expect(text).toMatch(/[Ａ-Ｚ]/);
    const lines = text.split('\n').filter((line) => line !== '');
    expect(new Set(lines).size).toBeLessThan(lines.length);
    expect(lines.some((line) => line.endsWith(','))).toBe(true);
  });

  test('200,000 rows are written, one more is refused, as is an unknown style', async () => {
    const { bytes } = await fetched('dsers', '&rows=200000&dirty=0');
    expect(bytes.toString('utf8').split('\n')).toHaveLength(200_002);
    expect((await fetched('dsers', '&rows=200001')).status).toBe(400);
    expect((await fetched('nonsense')).status).toBe(400);
  });
});

test('GBK is written as decoders read it, with a question mark for what it lacks', () => {
  const text = '云途物流 Lampe ① 「测试」';
  expect(new TextDecoder('gbk').decode(encodeGbk(text))).toBe(text);
  expect(encodeGbk('😀').toString()).toBe('?');
});
