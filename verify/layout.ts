import { base64Bytes, base64Text, decimal } from './strict.ts';

/** The signed list of all other files. */
export const MANIFEST_FILE = 'manifest.txt';
/** The key that signs, as it is published. */
export const KEY_FILE = 'key.txt';

/** The record of a leaf: one line of canonical JSON, `{kind, record, salt}`. */
export function recordFile(index: number): string {
  return `records/${index}.json`;
}

/** The proof that the record is in the log (C2SP tlog-proof), against the newest checkpoint. */
export function proofFile(index: number): string {
  return `proofs/${index}.tlog-proof`;
}

/** What the log was at a size: a signed note (C2SP tlog-checkpoint). */
export function checkpointFile(size: number): string {
  return `checkpoints/${size}.txt`;
}

/** The proof that a checkpoint's log begins with the log of the checkpoint before. */
export function consistencyFile(from: number, to: number): string {
  return `consistency/${from}-${to}.txt`;
}

/** What a record's file holds. `record` is the record's canonical JSON, which is what was committed to with the salt. */
export function recordText({
  kind,
  record,
  salt,
}: {
  kind: string;
  record: string;
  salt: Uint8Array;
}): string {
  return `{"kind":${JSON.stringify(kind)},"record":${record},"salt":"${base64Text(salt)}"}\n`;
}

/** What a file of hashes holds: one in base64 a line. */
export function hashLines(hashes: readonly Uint8Array[]): string {
  return hashes.map((hash) => `${base64Text(hash)}\n`).join('');
}

/** The hashes of such lines; null when one is not 32 bytes, or there are more than any log's path has. */
export function readHashes(lines: readonly string[]): Uint8Array[] | null {
  if (lines.length > LONGEST_PATH) return null;
  const hashes: Uint8Array[] = [];
  for (const line of lines) {
    const hash = base64Bytes(line);
    if (hash?.length !== 32) return null;
    hashes.push(hash);
  }
  return hashes;
}

/** Two hashes a level, of logs up to 2^53 entries. */
const LONGEST_PATH = 106;

/** What a path in a pack is; `other`: a file that only the manifest speaks of. */
export type PackPath =
  | { is: 'record' | 'proof' | 'checkpoint'; number: number }
  | { is: 'consistency' }
  | { is: 'other' }
  /** In a folder of the log's files, but none of them. */
  | { is: 'stray' };

export function readPath(path: string): PackPath {
  const slash = path.indexOf('/');
  const folder = path.slice(0, slash);
  const is = FOLDERS.get(folder);
  if (is === undefined) return { is: 'other' };
  const name = path.slice(slash + 1);
  if (is === 'consistency') return { is };
  const number = decimal(name.split('.')[0] ?? '');
  return number !== null && path === fileOf(is, number) ? { is, number } : { is: 'stray' };
}

const FOLDERS = new Map<string, 'record' | 'proof' | 'checkpoint' | 'consistency'>([
  ['records', 'record'],
  ['proofs', 'proof'],
  ['checkpoints', 'checkpoint'],
  ['consistency', 'consistency'],
]);

function fileOf(is: 'record' | 'proof' | 'checkpoint', number: number): string {
  if (is === 'record') return recordFile(number);
  return is === 'proof' ? proofFile(number) : checkpointFile(number);
}
