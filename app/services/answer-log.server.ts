import { newestCheckpoint } from '#app/db/evidence-checkpoints.server.ts';
import { readCommitments } from '#app/db/evidence-leaves.server.ts';
import { readLog, shopOfLog } from '#app/db/evidence-logs.server.ts';
import { readTiles } from '#app/db/evidence-tiles.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { verifierKey } from '#app/domain/evidence/checkpoint.ts';
import { TILE_WIDTH } from '#app/domain/evidence/tiles.ts';
import { parseLogPath, type LogPath } from '#app/services/answer-log-path.ts';
import { spendRequest } from '#app/services/answer-log-rate.server.ts';

/** What anybody gets who asks a log. */
export interface LogAnswer {
  status: 200 | 404 | 429;
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer> | string;
}

/**
 * Answers `/log/<log id>/<path>` as C2SP tlog-tiles says: the newest checkpoint, the key, tiles and bundles of entries, which
 * are commitments and say nothing of what they commit to. Needs no token, and tells nothing of the shop. A log that is not
 * there, a tile that is not there and a path that means nothing are one and the same answer.
 */
export async function answerLog({
  logId,
  path,
  address,
}: {
  logId: string;
  path: string;
  /** Of whoever asks. */
  address: string;
}): Promise<LogAnswer> {
  const { remaining, waitSeconds } = await spendRequest(address);
  const answer =
    waitSeconds === null
      ? await answerPath(logId, path)
      : text(429, 'Too many requests\n', { 'retry-after': String(waitSeconds) });
  return { ...answer, headers: { ...answer.headers, 'x-ratelimit-remaining': String(remaining) } };
}

const LOG_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function answerPath(logId: string, path: string): Promise<LogAnswer> {
  const wanted = parseLogPath(path);
  const shopId = wanted !== null && LOG_ID.test(logId) ? await shopOfLog(logId) : null;
  const answer = wanted === null || shopId === null ? null : await answerOf(shopId, wanted);
  return answer ?? text(404, 'Not found\n', SOON);
}

const SOON = { 'cache-control': 'public, max-age=5' };
const FOR_A_WHILE = { 'cache-control': 'public, max-age=300' };
const FOREVER = { 'cache-control': 'public, max-age=31536000, immutable' };

async function answerOf(shopId: number, wanted: LogPath): Promise<LogAnswer | null> {
  return withShopSql(shopId, async (sql) => {
    if (wanted.kind === 'checkpoint') {
      const newest = await newestCheckpoint(sql, shopId);
      return newest === null ? null : text(200, newest.note, SOON);
    }
    const log = await readLog(sql, shopId);
    if (log === null) return null;
    if (wanted.kind === 'key')
      return text(200, `${verifierKey(log.origin, log.publicKey)}\n`, FOREVER);
    const { level, index, width } = wanted;
    const cached = width === TILE_WIDTH ? FOREVER : FOR_A_WHILE;
    if (level === 'entries') {
      const from = index * TILE_WIDTH;
      if (from + width > log.size) return null;
      const entries = await readCommitments(sql, shopId, { from, count: width });
      return bytes(entries.flatMap(withLength), cached);
    }
    const [tile] = await readTiles(sql, shopId, [{ level, index }]);
    if (tile === undefined || tile.hashes.length < width) return null;
    return bytes(tile.hashes.slice(0, width), cached);
  });
}

/** An entry of a bundle: its length in two bytes, big-endian, before it. */
function withLength(entry: Uint8Array): Uint8Array[] {
  return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
}

function bytes(parts: readonly Uint8Array[], headers: Record<string, string>): LogAnswer {
  const body = Buffer.concat(parts);
  return {
    status: 200,
    headers: { ...PUBLIC, ...headers, 'content-type': 'application/octet-stream' },
    body,
  };
}

function text(
  status: LogAnswer['status'],
  body: string,
  headers: Record<string, string>,
): LogAnswer {
  return {
    status,
    headers: { ...PUBLIC, ...headers, 'content-type': 'text/plain; charset=utf-8' },
    body,
  };
}

/** A page anywhere may check a log. */
const PUBLIC = { 'access-control-allow-origin': '*' };
