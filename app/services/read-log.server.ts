import type { PoolClient } from 'pg';
import { listCheckpoints, type StoredCheckpoint } from '#app/db/evidence-checkpoints.server.ts';
import { logSigner } from '#app/db/evidence-keys.server.ts';
import { readLeavesOfOrder, SEALED_RECORD } from '#app/db/evidence-leaves.server.ts';
import { readLog } from '#app/db/evidence-logs.server.ts';
import { readTiles } from '#app/db/evidence-tiles.server.ts';
import { open } from '#app/db/secret-box.server.ts';
import { signedNote, verifierKey } from '#app/domain/evidence/checkpoint.ts';
import {
  consistencyPath,
  hashReader,
  inclusionPath,
  tileKey,
  tilesForConsistency,
  tilesForInclusion,
  type HashAt,
} from '#app/domain/evidence/tiles.ts';
import { sealNext } from '#app/services/seal-evidence.server.ts';

/** A shop's log, as anybody may know it. */
export interface EvidenceLog {
  logId: string;
  /** First line of every checkpoint, and the name of the key. */
  origin: string;
  /** Ed25519, 32 bytes. */
  publicKey: Uint8Array;
  /** `<origin>+<key id>+<key>`, as C2SP signed-note writes it. */
  verifierKey: string;
  /** Leaves that are sealed. */
  size: number;
}

/** A record in the log. Salt and record are both null once a buyer was forgotten: the log still verifies. */
export interface EvidenceLeaf {
  leafIndex: number;
  kind: string;
  /** Canonical JSON (RFC 8785), opened where it was sealed at rest. */
  record: string | null;
  /** 32 bytes. */
  salt: Uint8Array | null;
  loggedAt: Date;
}

/** The shop's log; null while nothing was sealed. */
export async function logOf(sql: PoolClient, shopId: number): Promise<EvidenceLog | null> {
  const state = await readLog(sql, shopId);
  if (state === null) return null;
  const { logId, origin, publicKey, size } = state;
  return { logId, origin, publicKey, verifierKey: verifierKey(origin, publicKey), size };
}

/** Every sealed record of an order, in the order of the log. Throws when one lies sealed under a key that is gone. */
export async function leavesOfOrder(
  sql: PoolClient,
  shopId: number,
  orderId: string,
): Promise<EvidenceLeaf[]> {
  const leaves = await readLeavesOfOrder(sql, shopId, orderId);
  return leaves.map(({ leafIndex, kind, salt, loggedAt, record, sealed, keyId }) => ({
    leafIndex,
    kind,
    salt,
    loggedAt,
    record:
      sealed === null || keyId === null
        ? record
        : open({ ciphertext: sealed, keyId }, { shopId, column: SEALED_RECORD }).toString('utf8'),
  }));
}

/** Inclusion proofs of these leaves in the tree of `size` leaves, by their index; every tile is read once. */
export async function inclusionProofs(
  sql: PoolClient,
  shopId: number,
  { indices, size }: { indices: readonly number[]; size: number },
): Promise<Map<number, Uint8Array[]>> {
  const places = indices.flatMap((index) => tilesForInclusion(index, size));
  const hashAt = await readHashes(sql, shopId, places);
  return new Map(indices.map((index) => [index, inclusionPath({ index, size, hashAt })]));
}

/** That the tree of `to` leaves begins with the tree of `from` leaves. */
export async function consistencyProof(
  sql: PoolClient,
  shopId: number,
  { from, to }: { from: number; to: number },
): Promise<Uint8Array[]> {
  const hashAt = await readHashes(sql, shopId, tilesForConsistency(from, to));
  return consistencyPath({ from, to, hashAt });
}

/** The newest checkpoint and those of the days since then, newest first, at most `most`. Empty: nothing was sealed. */
export async function checkpointsOfOrder(
  sql: PoolClient,
  shopId: number,
  wanted: { since: Date; most: number },
): Promise<StoredCheckpoint[]> {
  return listCheckpoints(sql, shopId, wanted);
}

/** A text as a signed note under the log's key. It MUST end with a newline, and the log MUST be there. */
export async function signManifest(sql: PoolClient, shopId: number, text: string): Promise<string> {
  const state = await readLog(sql, shopId);
  if (state === null) throw new Error('There is no log whose key could sign');
  const { origin, publicKey } = state;
  return signedNote({ text, name: origin, publicKey, sign: await logSigner(sql, shopId) });
}

/** Batches sealed at once for somebody who waits. */
const MOST_BATCHES = 10;

/**
 * Seals what waits, within bounds, so that a pack made next is complete; with an order only what waits of it. True when
 * nothing of that waits any more. Opens transactions of its own: MUST NOT be called inside one.
 */
export async function sealNow(wanted: {
  shopId: number;
  orderId?: string;
  now: Date;
}): Promise<boolean> {
  for (let batch = 0; batch < MOST_BATCHES; batch += 1)
    if ((await sealNext(wanted)) === 0) return true;
  return false;
}

async function readHashes(
  sql: PoolClient,
  shopId: number,
  places: readonly { level: number; index: number }[],
): Promise<HashAt> {
  const wanted = new Map(places.map((place) => [tileKey(place), place]));
  const tiles = await readTiles(sql, shopId, [...wanted.values()]);
  return hashReader(new Map(tiles.map((tile) => [tileKey(tile), tile.hashes])));
}
