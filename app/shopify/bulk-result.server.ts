import { setTimeout as pause } from 'node:timers/promises';
import { env } from '#app/env.server.ts';
import { lineSplitter } from './line-splitter.ts';
import type { Line } from './line-splitter.ts';
import { platformFetch } from './platform-fetch.server.ts';

/** Some lines of a result file, about 4 MiB of them, in order. */
export interface BulkBatch {
  lines: Line[];
  /** Size of the whole file; null while the server has not said. */
  totalBytes: number | null;
}

/** Why a result file cannot be read to its end. */
export class BulkResultError extends Error {
  override readonly name = 'BulkResultError';
  /**
   * `gone`: the address no longer serves (it lives seven days): the bulk operation must run again.
   * `unreachable`: the transfer kept failing; the same address may work later.
   */
  readonly kind: 'gone' | 'unreachable';

  constructor(kind: 'gone' | 'unreachable', detail: string) {
    super(`Bulk result ${kind}: ${detail}`);
    this.kind = kind;
  }
}

const BATCH_BYTES = 4 << 20;
/** A transfer without a byte for this long is broken off and taken up again. */
const STALLED_MS = 30_000;
/** Attempts in a row that bring no whole line. */
const FRUITLESS_MAX = 6;
const FIRST_PAUSE_MS = 250;

/**
 * Reads a bulk operation's result file line by line from a checkpoint: `fromByte` is the `endOffset` of the last line
 * that was worked off, `fromLine` its number (0 and 0 = from the start). A broken transfer goes on at the byte after the
 * last whole line, so no line comes twice or not at all. Throws `BulkResultError`.
 */
export async function* readBulkResult(ask: {
  url: string;
  fromByte: number;
  fromLine: number;
  signal?: AbortSignal;
  stalledMs?: number;
}): AsyncGenerator<BulkBatch> {
  assertFetchable(ask.url);
  let at = { byte: ask.fromByte, line: ask.fromLine };
  let totalBytes: number | null = null;
  for (let fruitless = 0; ;) {
    const splitter = lineSplitter(at);
    const transfer = new Transfer(ask.signal, ask.stalledMs ?? STALLED_MS);
    let isWhole = false;
    try {
      const source = await transfer.open(ask.url, at.byte);
      if (source === 'at_end') return;
      totalBytes = source.totalBytes ?? totalBytes;
      for await (const chunk of source.chunks) {
        transfer.sawData();
        splitter.push(chunk);
        if (splitter.pendingBytes() < BATCH_BYTES) continue;
        const lines = splitter.take();
        at = endOf(lines, at);
        fruitless = 0;
        // Working the batch off may take long; the transfer is not stalled by us.
        transfer.hold();
        yield { lines, totalBytes };
        transfer.sawData();
      }
      isWhole = totalBytes === null || splitter.bytesSeen() >= totalBytes;
      if (isWhole) splitter.end();
    } catch (error) {
      if (error instanceof BulkResultError || ask.signal?.aborted === true) throw error;
    } finally {
      transfer.close();
    }
    const lines = splitter.take();
    if (lines.length > 0) {
      at = endOf(lines, at);
      fruitless = 0;
      yield { lines, totalBytes };
    }
    if (isWhole) return;
    fruitless += 1;
    if (fruitless >= FRUITLESS_MAX) {
      throw new BulkResultError('unreachable', `${fruitless} transfers without a line`);
    }
    await pause(FIRST_PAUSE_MS * 2 ** (fruitless - 1));
  }
}

function endOf(lines: readonly Line[], at: { byte: number; line: number }) {
  const last = lines.at(-1);
  return last === undefined ? at : { byte: last.endOffset, line: last.lineNumber };
}

/** Result files lie at an address that Shopify names: https, or the sandbox's own. */
function assertFetchable(address: string): void {
  const { SHOPIFY_PLATFORM_ORIGIN: sandbox } = env();
  const url = URL.canParse(address) ? new URL(address) : null;
  const isSandbox = sandbox !== undefined && url?.origin === new URL(sandbox).origin;
  if (url?.protocol !== 'https:' && !isSandbox) {
    throw new BulkResultError('gone', 'the address is not https');
  }
}

/** One HTTP transfer with a stall alarm. */
class Transfer {
  readonly #abort = new AbortController();
  readonly #signal: AbortSignal;
  readonly #stalledMs: number;
  #alarm: NodeJS.Timeout | undefined;

  constructor(signal: AbortSignal | undefined, stalledMs: number) {
    this.#signal =
      signal === undefined ? this.#abort.signal : AbortSignal.any([signal, this.#abort.signal]);
    this.#stalledMs = stalledMs;
  }

  async open(
    url: string,
    fromByte: number,
  ): Promise<'at_end' | { chunks: AsyncIterable<Uint8Array>; totalBytes: number | null }> {
    this.sawData();
    const response = await platformFetch(url, {
      signal: this.#signal,
      // Compressed on the way, byte positions would mean something else.
      headers: {
        'accept-encoding': 'identity',
        ...(fromByte > 0 ? { range: `bytes=${fromByte}-` } : {}),
      },
    });
    if (response.status === 416) return 'at_end';
    if ([400, 401, 403, 404, 410].includes(response.status)) {
      throw new BulkResultError('gone', `HTTP ${response.status}`);
    }
    if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
    const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(response.headers.get('content-range') ?? '');
    const length = response.headers.get('content-length');
    if (response.status === 206) {
      if (Number(range?.[1]) !== fromByte) throw new Error('another range than the one asked for');
      return {
        chunks: chunksOf(response.body),
        totalBytes: range?.[2] === undefined ? null : Number(range[2]),
      };
    }
    // A server that ignores ranges sends the file from its start.
    return {
      chunks:
        fromByte === 0 ? chunksOf(response.body) : withoutFirst(chunksOf(response.body), fromByte),
      totalBytes: length === null ? null : Number(length),
    };
  }

  sawData(): void {
    clearTimeout(this.#alarm);
    this.#alarm = setTimeout(() => this.#abort.abort(), this.#stalledMs);
  }

  hold(): void {
    clearTimeout(this.#alarm);
  }

  close(): void {
    clearTimeout(this.#alarm);
    this.#abort.abort();
  }
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

async function* withoutFirst(
  chunks: AsyncIterable<Uint8Array>,
  bytes: number,
): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const chunk of chunks) {
    if (left >= chunk.length) left -= chunk.length;
    else {
      yield left === 0 ? chunk : chunk.subarray(left);
      left = 0;
    }
  }
}
