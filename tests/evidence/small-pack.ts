import { getPublicKey, hashes, sign } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { checkpointText, signedNote, verifierKey } from '#app/domain/evidence/checkpoint.ts';
import { commitment } from '#app/domain/evidence/commitment.ts';
import { canonicalRecord, evidenceRecordOf } from '#app/domain/evidence/evidence-record.ts';
import { frontierAfter, leafHash, rootOfFrontier } from '#app/domain/evidence/merkle.ts';
import {
  consistencyPath,
  hashReader,
  inclusionPath,
  tileKey,
  tilesAfter,
} from '#app/domain/evidence/tiles.ts';
import { tlogProof } from '#app/domain/evidence/tlog-proof.ts';
import {
  checkpointFile,
  consistencyFile,
  hashLines,
  KEY_FILE,
  MANIFEST_FILE,
  manifestText,
  packZip,
  proofFile,
  recordFile,
  recordText,
} from '#verify/index.ts';

hashes.sha512 = sha512;

export const ORIGIN = 'lastscan.example/log/0b1f7a52-7a1e-4b7e-9d0c-6c0f0a4f2f11';
const SECRET_KEY = new Uint8Array(32).fill(7);
const PUBLIC_KEY = getPublicKey(SECRET_KEY);
export const KEY = verifierKey(ORIGIN, PUBLIC_KEY);

const encode = (text: string) => new TextEncoder().encode(text);
const MADE_AT = '2026-11-27T09:00:00.000Z';

/** Signs as the log does. */
export function signed(text: string, secretKey: Uint8Array = SECRET_KEY): string {
  const publicKey = getPublicKey(secretKey);
  return signedNote({ text, name: ORIGIN, publicKey, sign: (message) => sign(message, secretKey) });
}

export function checkpointOf({ size, root }: { size: number; root: Uint8Array }): string {
  return signed(checkpointText({ origin: ORIGIN, size, root }));
}

/**
 * The files of a pack of a log of `size` entries, of which the records at `indexes` are of the order, without its manifest. The
 * log had checkpoints at `sizes` before.
 */
export function filesOfPack({
  size,
  indexes,
  sizes,
}: {
  size: number;
  indexes: readonly number[];
  sizes: readonly number[];
}): Map<string, Uint8Array> {
  const entries = Array.from({ length: size }, (_, index) => entryOf(index));
  const leaves = entries.map(({ committed }) => leafHash(committed));
  const tiles = tilesAfter({ size: 0, partial: () => [], leaves });
  const hashAt = hashReader(new Map(tiles.map((tile) => [tileKey(tile), tile.hashes])));
  const checkpointAt = (upTo: number) => {
    const log = frontierAfter({ size: 0, frontier: [], leaves: leaves.slice(0, upTo) });
    return checkpointOf({ size: upTo, root: rootOfFrontier(log.frontier) });
  };
  const newest = checkpointAt(size);
  const texts = new Map([
    [KEY_FILE, `${KEY}\n`],
    ['order.json', '{"order":"#1001"}\n'],
    ['README.txt', 'How to verify.\n'],
    [checkpointFile(size), newest],
  ]);
  for (const [step, from] of sizes.entries()) {
    const to = sizes[step + 1] ?? size;
    texts.set(checkpointFile(from), checkpointAt(from));
    texts.set(consistencyFile(from, to), hashLines(consistencyPath({ from, to, hashAt })));
  }
  for (const index of indexes) {
    const path = inclusionPath({ index, size, hashAt });
    texts.set(recordFile(index), entries[index]?.text ?? '');
    texts.set(proofFile(index), tlogProof({ index, path, checkpoint: newest }));
  }
  return new Map([...texts].map(([path, text]) => [path, encode(text)]));
}

/** The pack of these files: the manifest made and signed, then zipped. */
export function packOf(
  files: ReadonlyMap<string, Uint8Array>,
  sign: (text: string) => string = signed,
): Uint8Array {
  const manifest = manifestText({ origin: ORIGIN, orderName: '#1001', madeAt: MADE_AT, files });
  return packZip(new Map([...files, [MANIFEST_FILE, encode(sign(manifest))]]));
}

function entryOf(index: number): { text: string; committed: Uint8Array } {
  const kind = index % 2 === 0 ? 'scan' : 'notice';
  const record = canonicalRecord(evidenceRecordOf(kind, rowOf(kind, index)));
  const salt = new Uint8Array(32).fill(index % 256);
  return { text: recordText({ kind, record, salt }), committed: commitment({ salt, record }) };
}

function rowOf(kind: 'scan' | 'notice', index: number) {
  const at = new Date(Date.UTC(2026, 10, 1 + (index % 20), 8, 30)).toISOString();
  return kind === 'notice'
    ? {
        notice_id: `notice-${index}`,
        order_id: 1001,
        sent_at: at,
        new_ship_by: null,
        answer: 'none',
        recorded_by: 'user:1',
        recorded_at: at,
      }
    : {
        fulfillment_id: 5_000_000_001,
        position: 0,
        leg_seq: 0,
        source: '17track',
        event_id: `event-${index}`,
        occurred_at: at,
        recorded_at: at,
        received_at: at,
        milestone: 'domestic_transit',
        physical: true,
        raw_status: 'InTransit',
        message: 'Arrived at “Köln”',
        place: 'Köln',
        country: 'DE',
        estimated_delivery_at: null,
      };
}
