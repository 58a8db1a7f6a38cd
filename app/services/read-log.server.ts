import type { PoolClient } from 'pg';

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

export interface StoredCheckpoint {
  size: number;
  signedAt: Date;
  /** Signed note (C2SP tlog-checkpoint). */
  note: string;
}

/** The shop's log; null while nothing was sealed. */
export async function logOf(_sql: PoolClient, _shopId: number): Promise<EvidenceLog | null> {
  throw new Error('not there yet');
}

/** Every sealed record of an order, in the order of the log. */
export async function leavesOfOrder(
  _sql: PoolClient,
  _shopId: number,
  _orderId: string,
): Promise<EvidenceLeaf[]> {
  throw new Error('not there yet');
}

/** Inclusion proofs of these leaves in the tree of `size` leaves; every tile is read once. */
export async function inclusionProofs(
  _sql: PoolClient,
  _shopId: number,
  _wanted: { indices: readonly number[]; size: number },
): Promise<Map<number, Uint8Array[]>> {
  throw new Error('not there yet');
}

/** That the tree of `to` leaves begins with the tree of `from` leaves. */
export async function consistencyProof(
  _sql: PoolClient,
  _shopId: number,
  _sizes: { from: number; to: number },
): Promise<Uint8Array[]> {
  throw new Error('not there yet');
}

/** The newest checkpoint and those of the days since then, newest first, at most `most`. */
export async function checkpointsOfOrder(
  _sql: PoolClient,
  _shopId: number,
  _wanted: { since: Date; most: number },
): Promise<StoredCheckpoint[]> {
  throw new Error('not there yet');
}

/** A text as a signed note under the log's key. The text MUST end with a newline. */
export async function signManifest(
  _sql: PoolClient,
  _shopId: number,
  _text: string,
): Promise<string> {
  throw new Error('not there yet');
}

/** Seals what waits in the queue, within bounds, so that a pack made next is complete; true when nothing waits any more. */
export async function sealNow(_wanted: {
  shopId: number;
  orderId?: string;
  now: Date;
}): Promise<boolean> {
  throw new Error('not there yet');
}
