import { sha256 } from '@noble/hashes/sha2.js';
import { decimal, hexText } from './strict.ts';

/** What a pack's manifest says. It is signed by the log's key, as a note. */
export interface Manifest {
  origin: string;
  /** The order's name at the shop. */
  orderName: string;
  /** ISO 8601 in UTC. */
  madeAt: string;
  files: { path: string; size: number; sha256: string }[];
}

/**
 * The text of the manifest over all other files: `lastscan-pack/v1 <origin>`, the order's name, when it was made, and a line
 * `<sha256 in hex> <bytes> <path>` a file, sorted by path. A first line with a space is never a checkpoint's.
 */
export function manifestText({
  origin,
  orderName,
  madeAt,
  files,
}: {
  origin: string;
  orderName: string;
  madeAt: string;
  files: ReadonlyMap<string, Uint8Array>;
}): string {
  const lines = [...files.keys()].sort().map((path) => {
    const content = files.get(path) ?? new Uint8Array();
    return `${hexText(sha256(content))} ${content.length} ${path}\n`;
  });
  // A name is a merchant's own words: nothing in it may look like a further line.
  const name = orderName.replaceAll(/\p{Cc}/gu, ' ').toWellFormed();
  return `${HEADER} ${origin}\n${name}\n${madeAt}\n${lines.join('')}`;
}

const HEADER = 'lastscan-pack/v1';
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/;
const FILE_LINE = /^(?<sha256>[0-9a-f]{64}) (?<size>\S+) (?<path>\S+)$/;

/** A manifest's text, read; null for anything that is not just as `manifestText` writes it. */
export function readManifest(text: string): Manifest | null {
  const [first = '', orderName, madeAt, ...lines] = text.slice(0, -1).split('\n');
  const origin = first.slice(HEADER.length + 1);
  if (first !== `${HEADER} ${origin}` || origin === '' || orderName === undefined) return null;
  if (madeAt === undefined || !INSTANT.test(madeAt)) return null;
  const files: Manifest['files'] = [];
  for (const line of lines) {
    const file = readLine(line);
    const before = files.at(-1)?.path ?? '';
    if (file === null || file.path <= before) return null;
    files.push(file);
  }
  return { origin, orderName, madeAt, files };
}

function readLine(line: string): Manifest['files'][number] | null {
  const parts = FILE_LINE.exec(line)?.groups;
  const size = decimal(parts?.['size'] ?? '');
  const hash = parts?.['sha256'];
  const path = parts?.['path'];
  return size === null || hash === undefined || path === undefined
    ? null
    : { path, size, sha256: hash };
}
