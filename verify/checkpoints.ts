import { consistencyFile, readHashes, readPath } from './layout.ts';
import { verifyConsistency } from './merkle.ts';
import { openNote } from './note.ts';
import type { NoteKey } from './note.ts';
import type { ProblemCode } from './report.ts';
import { base64Bytes, decimal, utf8Text } from './strict.ts';

/** What the log said it was: that many entries, under that root. */
export interface Checkpoint {
  size: number;
  root: Uint8Array;
  /** The whole signed note, word for word. */
  note: string;
}

interface Refusal {
  code: ProblemCode;
  file: string;
}

/** Every checkpoint of a pack, smallest first: signed by the key, of its log, and each beginning with the one before. */
export function checkCheckpoints(
  files: ReadonlyMap<string, Uint8Array>,
  key: NoteKey,
): { checkpoints: Checkpoint[] } | Refusal {
  const checkpoints: Checkpoint[] = [];
  for (const [path, bytes] of files) {
    const read = readPath(path);
    if (read.is !== 'checkpoint') continue;
    const checkpoint = openCheckpoint(bytes, key);
    if (typeof checkpoint === 'string') return { code: checkpoint, file: path };
    if (checkpoint.size !== read.number) return { code: 'checkpoint_unreadable', file: path };
    checkpoints.push(checkpoint);
  }
  checkpoints.sort((one, other) => one.size - other.size);
  return checkConsistency(files, checkpoints) ?? { checkpoints };
}

function openCheckpoint(bytes: Uint8Array, key: NoteKey): Checkpoint | ProblemCode {
  const note = utf8Text(bytes) ?? '';
  const opened = openNote(note, key);
  if (opened.outcome === 'unreadable') return 'checkpoint_unreadable';
  if (opened.outcome === 'not_signed') return 'checkpoint_not_signed';
  const [origin, sizeText = '', rootText = '', ...rest] = opened.text.slice(0, -1).split('\n');
  if (origin !== key.name) return 'checkpoint_of_another_log';
  const size = decimal(sizeText);
  const root = base64Bytes(rootText);
  return size === null || root?.length !== 32 || rest.length > 0
    ? 'checkpoint_unreadable'
    : { size, root, note };
}

function checkConsistency(
  files: ReadonlyMap<string, Uint8Array>,
  checkpoints: readonly Checkpoint[],
): Refusal | null {
  const expected = new Set<string>();
  for (const [index, after] of checkpoints.entries()) {
    const before = checkpoints[index - 1];
    if (before === undefined) continue;
    const file = consistencyFile(before.size, after.size);
    expected.add(file);
    const refused = checkStep({ bytes: files.get(file), before, after });
    if (refused !== null) return { code: refused, file };
  }
  const extra = [...files.keys()].find(
    (path) => readPath(path).is === 'consistency' && !expected.has(path),
  );
  return extra === undefined ? null : { code: 'file_unexpected', file: extra };
}

function checkStep({
  bytes,
  before,
  after,
}: {
  bytes: Uint8Array | undefined;
  before: Checkpoint;
  after: Checkpoint;
}): ProblemCode | null {
  if (bytes === undefined) return 'file_missing';
  const text = utf8Text(bytes);
  const path = text?.endsWith('\n') ? readHashes(text.slice(0, -1).split('\n')) : null;
  const holds =
    path !== null &&
    verifyConsistency({
      from: before.size,
      to: after.size,
      fromRoot: before.root,
      toRoot: after.root,
      path,
    });
  return holds ? null : 'checkpoint_inconsistent';
}
