import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical.ts';
import type { Checkpoint } from './checkpoints.ts';
import { proofFile, readHashes, recordFile, recordText } from './layout.ts';
import { leafHash, verifyInclusion } from './merkle.ts';
import type { ProblemCode, RecordName } from './report.ts';
import { base64Bytes, decimal, utf8Text } from './strict.ts';

/** A record that is in the log. */
export interface CheckedRecord {
  kind: string;
  /** When what it says happened, ISO 8601 in UTC; null: its kind tells no time. */
  at: string | null;
}

type Files = ReadonlyMap<string, Uint8Array>;

/** Whether record number `index` is, with its salt, what the log committed to at that place, by its proof. */
export function checkRecord({
  files,
  index,
  checkpoint,
}: {
  files: Files;
  index: number;
  checkpoint: Checkpoint;
}): CheckedRecord | { code: ProblemCode; file: string } {
  const [recordPath, proofPath] = [recordFile(index), proofFile(index)];
  const recordBytes = files.get(recordPath);
  const proofBytes = files.get(proofPath);
  if (recordBytes === undefined) return { code: 'file_missing', file: recordPath };
  if (proofBytes === undefined) return { code: 'file_missing', file: proofPath };
  const record = readRecord(recordBytes);
  if (record === null) return { code: 'record_unreadable', file: recordPath };
  const proof = readProof(proofBytes);
  if (proof?.index !== index) return { code: 'proof_unreadable', file: proofPath };
  if (proof.checkpoint !== checkpoint.note) {
    return { code: 'proof_of_another_checkpoint', file: proofPath };
  }
  const isInLog = verifyInclusion({
    index,
    size: checkpoint.size,
    leaf: leafHash(record.commitment),
    path: proof.path,
    root: checkpoint.root,
  });
  return isInLog ? record : { code: 'record_not_in_log', file: recordPath };
}

/** What a record calls itself, as far as its bytes can be read. */
export function nameRecord(files: Files, index: number): RecordName {
  const content = contentOf(files.get(recordFile(index)) ?? new Uint8Array());
  return { index, kind: content?.kind ?? null, at: content === null ? null : timeOf(content) };
}

/** The log's entry for a record: SHA-256("lastscan-evidence/v1\n" ‖ salt ‖ record as canonical JSON). */
const COMMITMENT = utf8ToBytes('lastscan-evidence/v1\n');
const SALT_BYTES = 32;

function readRecord(bytes: Uint8Array): (CheckedRecord & { commitment: Uint8Array }) | null {
  const content = contentOf(bytes);
  const record = content === null ? null : canonicalJson(content.record);
  const salt = base64Bytes(content?.salt ?? '');
  if (content === null || record === null || salt?.length !== SALT_BYTES) return null;
  const { kind } = content;
  // What a person reads must be what was committed to: no second member of a name, no other kind on the outside.
  if (content.text !== recordText({ kind, record, salt }) || content.record['kind'] !== kind) {
    return null;
  }
  const commitment = sha256(concatBytes(COMMITMENT, salt, utf8ToBytes(record)));
  return { kind, at: timeOf(content), commitment };
}

interface Content {
  text: string;
  kind: string;
  record: Record<string, unknown>;
  salt: string;
}

function contentOf(bytes: Uint8Array): Content | null {
  const text = utf8Text(bytes);
  const value = text === null ? null : parsed(text);
  if (text === null || !isObject(value)) return null;
  const { kind, record, salt } = value;
  return typeof kind === 'string' && KIND.test(kind) && isObject(record) && typeof salt === 'string'
    ? { text, kind, record, salt }
    : null;
}

const KIND = /^[a-z_]{1,20}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The member of each kind that says when. */
const TIMES = new Map([
  ['scan', 'occurredAt'],
  ['number', 'startedAt'],
  ['link', 'at'],
  ['message', 'createdAt'],
  ['notice', 'recordedAt'],
  ['ask', 'at'],
]);

function timeOf({ kind, record }: Content): string | null {
  const at = record[TIMES.get(kind) ?? ''];
  return typeof at === 'string' && INSTANT.test(at) ? at : null;
}

const PROOF_HEADER = 'c2sp.org/tlog-proof@v1';

/** C2SP tlog-proof v1, without extra data: a pack has none, and none would be signed. */
function readProof(
  bytes: Uint8Array,
): { index: number; path: Uint8Array[]; checkpoint: string } | null {
  const text = utf8Text(bytes) ?? '';
  const end = text.indexOf('\n\n');
  const [header, indexLine = '', ...lines] = text.slice(0, end).split('\n');
  const index = indexLine.startsWith('index ') ? decimal(indexLine.slice('index '.length)) : null;
  const path = readHashes(lines);
  if (end < 0 || header !== PROOF_HEADER || index === null || path === null) return null;
  return { index, path, checkpoint: text.slice(end + 2) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
