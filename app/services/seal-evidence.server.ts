import { randomBytes, randomUUID } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';
import type { PoolClient } from 'pg';
import { z } from 'zod';
import { openText } from '#app/db/asks.server.ts';
import { writeCheckpoint } from '#app/db/evidence-checkpoints.server.ts';
import { logSigner, makeLogKey } from '#app/db/evidence-keys.server.ts';
import { SEALED_RECORD, writeLeaves, type NewLeaf } from '#app/db/evidence-leaves.server.ts';
import {
  createLog,
  growLog,
  lockLog,
  readLog,
  type LogState,
} from '#app/db/evidence-logs.server.ts';
import { takeQueued, type QueuedRecord } from '#app/db/evidence-queue.server.ts';
import { readTiles, writeTiles } from '#app/db/evidence-tiles.server.ts';
import { seal } from '#app/db/secret-box.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { checkpointText, signedNote } from '#app/domain/evidence/checkpoint.ts';
import { commitment, SALT_BYTES } from '#app/domain/evidence/commitment.ts';
import {
  canonicalRecord,
  EVIDENCE_KINDS,
  evidenceRecordOf,
} from '#app/domain/evidence/evidence-record.ts';
import { frontierAfter, leafHash, rootOfFrontier } from '#app/domain/evidence/merkle.ts';
import { TILE_WIDTH, tilesAfter } from '#app/domain/evidence/tiles.ts';
import { env } from '#app/env.server.ts';
import { AGAIN, DONE, type Step } from '#app/jobs/contracts.ts';
import { log } from '#app/log.server.ts';

/** Records sealed in one transaction, under one checkpoint. */
const BATCH = 4_000;

/** Puts the records that wait into the shop's log, a batch at a time. */
export async function sealEvidence({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  return (await sealNext({ shopId, now })) < BATCH ? DONE : AGAIN;
}

/**
 * Seals the next batch of what waits, or of what waits of one order, in one transaction: leaves, tiles, the log's new size
 * and a signed checkpoint, or nothing of it. Returns how many records. One at a time per shop: others wait. A record that is
 * not understood is sealed as it is and told of by its index.
 */
export async function sealNext({
  shopId,
  orderId = null,
  now,
}: {
  shopId: number;
  orderId?: string | null;
  now: Date;
}): Promise<number> {
  const sealed = await withShopSql(shopId, async (sql) => {
    await lockLog(sql, shopId);
    const queued = await takeQueued(sql, shopId, { orderId, limit: BATCH });
    if (queued.length === 0) return { count: 0, unread: [] };
    const state = (await readLog(sql, shopId)) ?? (await beginLog(sql, shopId, now));
    const salts = randomBytes(SALT_BYTES * queued.length);
    const read = queued.map((record, place) =>
      leafOf(shopId, record, salts.subarray(place * SALT_BYTES, (place + 1) * SALT_BYTES)),
    );
    const leaves = read.map(({ leaf }) => leaf);
    await writeLeaves(sql, shopId, { size: state.size, leaves, now });
    await grow(sql, shopId, { state, leaves, now });
    const unread = read.flatMap(({ isRead, leaf: { kind } }, place) =>
      isRead ? [] : [{ leafIndex: state.size + place, kind }],
    );
    return { count: leaves.length, unread };
  });
  for (const leaf of sealed.unread)
    log.warn({ shopId, ...leaf }, 'a record of an unknown shape was sealed as it is');
  return sealed.count;
}

async function beginLog(sql: PoolClient, shopId: number, now: Date): Promise<LogState> {
  const logId = randomUUID();
  const origin = `${new URL(env().SHOPIFY_APP_URL).host}/log/${logId}`;
  const publicKey = await makeLogKey(sql, shopId);
  return createLog(sql, shopId, { logId, origin, publicKey, now });
}

/** The tree after these leaves: its tiles, its right edge, and a checkpoint over it. */
async function grow(
  sql: PoolClient,
  shopId: number,
  { state, leaves, now }: { state: LogState; leaves: readonly NewLeaf[]; now: Date },
): Promise<void> {
  const { origin, publicKey } = state;
  const hashes = leaves.map((leaf) => leafHash(leaf.commitment));
  const stored = await readTiles(sql, shopId, growingTiles(state.size));
  const partial = new Map(stored.map((tile) => [tile.level, tile.hashes]));
  const tiles = tilesAfter({
    size: state.size,
    partial: (level) => partial.get(level) ?? [],
    leaves: hashes,
  });
  await writeTiles(sql, shopId, tiles);
  const { size, frontier } = frontierAfter({ ...state, leaves: hashes });
  await growLog(sql, shopId, { size, frontier });
  const text = checkpointText({ origin, size, root: rootOfFrontier(frontier) });
  const sign = await logSigner(sql, shopId);
  const note = signedNote({ text, name: origin, publicKey, sign });
  await writeCheckpoint(sql, shopId, { size, signedAt: now, note });
}

/** The last tile of each level that is not full. */
function growingTiles(size: number): { level: number; index: number }[] {
  const places: { level: number; index: number }[] = [];
  for (let level = 0, width = size; width > 0; level += 1) {
    const index = Math.floor(width / TILE_WIDTH);
    if (width % TILE_WIDTH !== 0) places.push({ level, index });
    width = index;
  }
  return places;
}

function leafOf(
  shopId: number,
  queued: QueuedRecord,
  salt: Uint8Array,
): { leaf: NewLeaf; isRead: boolean } {
  const { row, ...place } = queued;
  const read = readRecord(shopId, queued);
  const record = read ?? canonicalize({ kind: queued.kind, row });
  const content = queued.kind === 'ask' ? sealedContent(shopId, record) : { record };
  const leaf = { ...place, salt, commitment: commitment({ salt, record }), content };
  return { leaf, isRead: read !== null };
}

/** What a shopper wrote lies sealed here too. */
function sealedContent(shopId: number, record: string): { sealed: Buffer; keyId: string } {
  const { ciphertext, keyId } = seal(Buffer.from(record), { shopId, column: SEALED_RECORD });
  return { sealed: ciphertext, keyId };
}

/** The record as it stands in the log; null: it has a shape that is not known, or a text that does not open. */
function readRecord(shopId: number, { kind, row, orderId }: QueuedRecord): string | null {
  const known = EVIDENCE_KINDS.find((name) => name === kind);
  if (known === undefined) return null;
  try {
    const opened = known === 'ask' ? openedAsk(shopId, { row, orderId }) : row;
    return canonicalRecord(evidenceRecordOf(known, opened));
  } catch {
    return null;
  }
}

const askRowSchema = z.looseObject({ ciphertext: z.string(), key_id: z.string() });

function openedAsk(
  shopId: number,
  { row, orderId }: Pick<QueuedRecord, 'row' | 'orderId'>,
): Record<string, unknown> {
  const { ciphertext, key_id: keyId, ...rest } = askRowSchema.parse(row);
  return { ...rest, order_id: orderId, text: openText(shopId, { ciphertext, keyId }) };
}
