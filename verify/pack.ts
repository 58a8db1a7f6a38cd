import { sha256 } from '@noble/hashes/sha2.js';
import { checkCheckpoints } from './checkpoints.ts';
import type { Checkpoint } from './checkpoints.ts';
import { KEY_FILE, MANIFEST_FILE, readPath } from './layout.ts';
import { readManifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { openNote, readKey } from './note.ts';
import type { NoteKey } from './note.ts';
import { checkRecord, nameRecord } from './record.ts';
import type { CheckedRecord } from './record.ts';
import type { PackFacts, PackProblem, PackReport, ProblemCode } from './report.ts';
import { hexText, utf8Text } from './strict.ts';
import { readZip } from './zip.ts';

export interface VerifyOptions {
  /** The key that the pack must be signed with, as the shop publishes it; left out: the pack's own is taken, and said so. */
  key?: string;
}

/** How far a check has come. */
export interface PackProgress {
  done: number;
  total: number;
}

/**
 * Checks an evidence pack, whoever sends it, and says what was checked or the first thing that does not fit. Asks nobody, keeps
 * nothing, never throws. In this order: the archive, the key, checkpoints, records, the signed list of files, every byte.
 */
export function verifyPack(bytes: Uint8Array, options: VerifyOptions = {}): PackReport {
  const steps = verifyPackSteps(bytes, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same in small steps, so that whoever runs them can show how far they are and do something else in between. */
export function* verifyPackSteps(
  bytes: Uint8Array,
  options: VerifyOptions = {},
): Generator<PackProgress, PackReport> {
  const zip = readZip(bytes);
  if (zip.outcome === 'broken') return problem('zip_broken', zip.file);
  if (zip.outcome !== 'read') return problem(zip.outcome, null);
  const { files } = zip;
  const [damaged] = zip.damaged;
  if (damaged !== undefined) return problemOf(files, 'file_damaged', damaged);

  const key = keyOf(files, options);
  if ('ok' in key) return key;
  const checked = checkCheckpoints(files, key);
  if ('code' in checked) return problem(checked.code, checked.file);
  const newest = checked.checkpoints.at(-1);
  if (newest === undefined) return problem('file_missing', 'checkpoints/');

  const records = yield* checkRecords(files, newest);
  if ('ok' in records) return records;
  const manifest = checkManifest(files, key);
  if ('ok' in manifest) return manifest;
  if (!zip.asWritten) return problem('packed_again', null);
  return {
    ok: true,
    facts: {
      orderName: manifest.orderName,
      madeAt: manifest.madeAt,
      ...keyFacts(key, options),
      ...recordFacts(records),
      checkpoints: checked.checkpoints.length,
      logSize: newest.size,
      files: files.size,
    },
  };
}

type Files = ReadonlyMap<string, Uint8Array>;

function keyOf(files: Files, { key: given }: VerifyOptions): NoteKey | PackReport {
  const expected = given === undefined ? null : readKey(given.trim());
  if (given !== undefined && expected === null) return problem('given_key_unreadable', null);
  const bytes = files.get(KEY_FILE);
  if (bytes === undefined) return problem('file_missing', KEY_FILE);
  const text = utf8Text(bytes);
  const key = text?.endsWith('\n') ? readKey(text.slice(0, -1)) : null;
  if (key === null) return problem('key_unreadable', KEY_FILE);
  if (expected !== null && publishedKey(expected) !== publishedKey(key)) {
    return problem('key_differs', KEY_FILE);
  }
  return key;
}

function* checkRecords(
  files: Files,
  checkpoint: Checkpoint,
): Generator<PackProgress, CheckedRecord[] | PackReport> {
  const indexes = indexesOf(files);
  const records: CheckedRecord[] = [];
  for (const index of indexes) {
    const record = checkRecord({ files, index, checkpoint });
    if ('code' in record) return problemOf(files, record.code, record.file);
    records.push(record);
    yield { done: records.length, total: indexes.length };
  }
  return records;
}

/** Of every record and every proof, so that one without the other is found. */
function indexesOf(files: Files): number[] {
  const indexes = new Set<number>();
  for (const path of files.keys()) {
    const read = readPath(path);
    if (read.is === 'record' || read.is === 'proof') indexes.add(read.number);
  }
  return [...indexes].sort((one, other) => one - other);
}

function checkManifest(files: Files, key: NoteKey): Manifest | PackReport {
  const bytes = files.get(MANIFEST_FILE);
  if (bytes === undefined) return problem('file_missing', MANIFEST_FILE);
  const note = openNote(utf8Text(bytes) ?? '', key);
  // One signature: a further line, whose key nobody knows, would be a byte that does not count.
  if (note.outcome === 'signed' && note.signatures !== 1) {
    return problem('manifest_unreadable', MANIFEST_FILE);
  }
  if (note.outcome === 'unreadable') return problem('manifest_unreadable', MANIFEST_FILE);
  if (note.outcome === 'not_signed') return problem('manifest_not_signed', MANIFEST_FILE);
  const manifest = readManifest(note.text);
  if (manifest === null) return problem('manifest_unreadable', MANIFEST_FILE);
  if (manifest.origin !== key.name) return problem('manifest_of_another_log', MANIFEST_FILE);
  return unlikeManifest(files, manifest) ?? manifest;
}

function unlikeManifest(files: Files, manifest: Manifest): PackReport | null {
  for (const { path, size, sha256: listed } of manifest.files) {
    const content = files.get(path);
    if (content === undefined) return problemOf(files, 'file_missing', path);
    if (content.length !== size || hexText(sha256(content)) !== listed) {
      return problemOf(files, 'file_changed', path);
    }
  }
  const listed = new Set([MANIFEST_FILE, ...manifest.files.map(({ path }) => path)]);
  const extra = [...files.keys()]
    .sort()
    .find((path) => !listed.has(path) || readPath(path).is === 'stray');
  return extra === undefined ? null : problem('file_unexpected', extra);
}

function keyFacts(key: NoteKey, options: VerifyOptions) {
  return {
    origin: key.name,
    keyId: hexText(key.id),
    key: publishedKey(key),
    keyCompared: options.key !== undefined,
  };
}

function publishedKey({ name, id, encoded }: NoteKey): string {
  return `${name}+${hexText(id)}+${encoded}`;
}

function recordFacts(
  records: readonly CheckedRecord[],
): Pick<PackFacts, 'records' | 'recordsByKind' | 'period'> {
  const kinds = new Map<string, number>();
  for (const { kind } of records) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const recordsByKind = Object.fromEntries(kinds);
  const times = records.flatMap(({ at }) => at ?? []).sort();
  const [from] = times;
  const to = times.at(-1);
  const period = from === undefined || to === undefined ? null : { from, to };
  return { records: records.length, recordsByKind, period };
}

/** A problem with a file; where that belongs to a record, the record is named with it. */
function problemOf(files: Files, code: ProblemCode, file: string): PackReport {
  const read = readPath(file);
  const isOfRecord = read.is === 'record' || read.is === 'proof';
  const named: PackProblem = {
    code,
    file,
    record: isOfRecord ? nameRecord(files, read.number) : null,
  };
  return { ok: false, problem: named };
}

function problem(code: ProblemCode, file: string | null): PackReport {
  return { ok: false, problem: { code, file, record: null } };
}
