import { describe, expect, test } from 'vitest';
import { httpServer } from './http-server.ts';
import type { Asked } from './http-server.ts';
import type { ServerResponse } from 'node:http';

const shopify = await httpServer();
process.env.SHOPIFY_PLATFORM_ORIGIN = shopify.origin;
const { readBulkResult } = await import('#app/shopify/bulk-result.server.ts');

const LINES = Array.from({ length: 40_000 }, (_, index) =>
  JSON.stringify({ id: `gid://shopify/Order/${index + 1}`, note: 'é'.repeat(index % 200) }),
);
const FILE = Buffer.from(LINES.map((line) => `${line}\n`).join(''));

/** Serves the file with ranges; `cutAfter` breaks each transfer off after so many bytes. */
function serve({ cutAfter = Infinity, ranges = true, skipLength = false } = {}) {
  shopify.answerWith((request: Asked, response: ServerResponse) => {
    const from = ranges ? Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0;
    if (from >= FILE.length) return void response.writeHead(416).end();
    const rest = FILE.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, {
      ...(skipLength ? {} : { 'content-length': rest.length }),
      ...(from > 0 ? { 'content-range': `bytes ${from}-${FILE.length - 1}/${FILE.length}` } : {}),
    });
    if (rest.length <= cutAfter) return void response.end(rest);
    response.write(rest.subarray(0, cutAfter), () => setTimeout(() => response.destroy(), 5));
  });
}

async function read(from = { fromByte: 0, fromLine: 0 }, stalledMs = 2_000) {
  const lines = [];
  let batches = 0;
  const url = `${shopify.origin}/results/1.jsonl`;
  for await (const batch of readBulkResult({ url, ...from, stalledMs })) {
    batches += 1;
    lines.push(...batch.lines);
  }
  return { lines, batches, requests: shopify.asked.length };
}

describe('a bulk result', () => {
  test('comes whole, in batches of about four mebibytes', async () => {
    serve();
    const { lines, batches, requests } = await read();
    expect(lines.map((line) => line.text)).toEqual(LINES);
    expect(lines.at(-1)).toMatchObject({ lineNumber: 40_000, endOffset: FILE.length });
    expect(batches).toBe(Math.ceil(FILE.length / (4 << 20)));
    expect(requests).toBe(1);
  });

  test('goes on after the last whole line when transfers break, without a gap or a repeat', async () => {
    serve({ cutAfter: 300_001 });
    const { lines, requests } = await read();
    expect(lines.map((line) => line.text)).toEqual(LINES);
    expect(requests).toBeGreaterThan(5);
  });

  test('goes on from a checkpoint', async () => {
    serve();
    const { lines } = await read();
    const checkpoint = lines[4_321];
    const rest = await read({
      fromByte: checkpoint?.endOffset ?? 0,
      fromLine: checkpoint?.lineNumber ?? 0,
    });
    expect(rest.lines).toEqual(lines.slice(4_322));
  });

  test('goes on from a checkpoint when the server ignores ranges', async () => {
    serve({ ranges: false });
    const { lines } = await read();
    const checkpoint = lines[7_000];
    const rest = await read({
      fromByte: checkpoint?.endOffset ?? 0,
      fromLine: checkpoint?.lineNumber ?? 0,
    });
    expect(rest.lines).toEqual(lines.slice(7_001));
  });

  test('ends at once when the checkpoint is the end', async () => {
    serve();
    expect((await read({ fromByte: FILE.length, fromLine: 40_000 })).lines).toEqual([]);
  });

  test('takes a stalled transfer up again', async () => {
    let isFirst = true;
    shopify.answerWith((request, response) => {
      const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
      const rest = FILE.subarray(from);
      response.writeHead(from > 0 ? 206 : 200, {
        'content-length': rest.length,
        'content-range': `bytes ${from}-${FILE.length - 1}/${FILE.length}`,
      });
      if (isFirst) response.write(rest.subarray(0, 5_000));
      else response.end(rest);
      isFirst = false;
    });
    expect((await read(undefined, 150)).lines).toHaveLength(40_000);
  });

  test.each([403, 404, 410])('HTTP %i means that the file is gone', async (status) => {
    shopify.answerWith((_request, response) => void response.writeHead(status).end());
    await expect(read()).rejects.toMatchObject({ kind: 'gone' });
    expect(shopify.asked).toHaveLength(1);
  });

  test('an address that is neither https nor the sandbox is refused unasked', async () => {
    const lines = readBulkResult({ url: 'http://169.254.169.254/x', fromByte: 0, fromLine: 0 });
    await expect(lines.next()).rejects.toMatchObject({ kind: 'gone' });
  });
});
