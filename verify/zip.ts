import { Inflate } from 'fflate';
import { sameBytes, utf8Text } from './strict.ts';

/** Larger packs are refused before anything is unpacked. */
const MOST_BYTES = 100_000_000;
const MOST_FILES = 100_000;

/**
 * The one ZIP of these files: names sorted, nothing compressed, every date 1 January 1980, no comments. Stored rather than
 * deflated, so that the same files give the same bytes with any library in any year; what is large in a pack, its PDF, is
 * compressed in itself. Throws on names other than letters, digits, `.`, `_`, `-` and `/`, and on more than 65,535 files or 4 GB.
 */
export function packZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const names = [...files.keys()].sort();
  if (!names.every(isPlainName) || names.length > 65_535) throw new Error('Not files of a pack');
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const name of names) {
    const content = files.get(name) ?? new Uint8Array();
    const facts = { name: new TextEncoder().encode(name), content, crc: crc32(content) };
    directory.push(centralHeader(facts, offset));
    const local = [localHeader(facts), content];
    locals.push(...local);
    offset += local.reduce((sum, part) => sum + part.length, 0);
  }
  if (offset > 0xffff_ffff) throw new Error('A pack has at most 4 GB');
  return joined([...locals, ...directory, endOfDirectory(names.length, joined(directory), offset)]);
}

export type ZipContent =
  | {
      outcome: 'read';
      files: Map<string, Uint8Array>;
      /** Files whose checksum says that their bytes changed on the way. */
      damaged: string[];
      /** Whether every byte is as `packZip` writes it. */
      asWritten: boolean;
    }
  | { outcome: 'not_a_zip' | 'too_large' | 'too_many_files' }
  /** A part of the archive that cannot be read; null: its directory. */
  | { outcome: 'broken'; file: string | null };

/** Reads a ZIP, whoever wrote it, within the limits. Never throws. */
export function readZip(bytes: Uint8Array): ZipContent {
  if (bytes.length > MOST_BYTES) return { outcome: 'too_large' };
  const directory = readDirectory(bytes);
  if (directory.outcome !== 'read') return directory;
  const { entries } = directory;
  if (entries.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES)
    return { outcome: 'too_large' };
  const files = new Map<string, Uint8Array>();
  const damaged: string[] = [];
  for (const entry of entries) {
    const content = contentOf(bytes, entry);
    if (content === null || files.has(entry.name)) return { outcome: 'broken', file: entry.name };
    files.set(entry.name, content);
    if (crc32(content) !== entry.crc) damaged.push(entry.name);
  }
  const isWhole = damaged.length === 0 && [...files.keys()].every(isPlainName);
  const asWritten = isWhole && sameBytes(packZip(files), bytes);
  return { outcome: 'read', files, damaged: damaged.sort(), asWritten };
}

interface Entry {
  name: string;
  method: number;
  crc: number;
  packedSize: number;
  size: number;
  offset: number;
}

const LOCAL = 0x0403_4b50;
const CENTRAL = 0x0201_4b50;
const END = 0x0605_4b50;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const STORED = 0;
const DEFLATED = 8;
const MADE_ON_UNIX = 0x0314;
const VERSION_NEEDED = 10;
const FIRST_OF_1980 = 0x0021;
const PLAIN_FILE = 0o100644;

function readDirectory(
  bytes: Uint8Array,
): { outcome: 'read'; entries: Entry[] } | Exclude<ZipContent, { outcome: 'read' }> {
  const view = viewOf(bytes);
  const end = endOf(view);
  if (end === null) return { outcome: 'not_a_zip' };
  const count = view.getUint16(end + 10, true);
  // So many, or so large, that the numbers stand elsewhere (ZIP64): more than a pack ever has.
  if (count === 0xffff || count > MOST_FILES) return { outcome: 'too_many_files' };
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + CENTRAL_BYTES > end || view.getUint32(at, true) !== CENTRAL) return BROKEN;
    const nameLength = view.getUint16(at + 28, true);
    const rest = nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (at + CENTRAL_BYTES + rest > end) return BROKEN;
    const name = utf8Text(bytes.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameLength));
    if (name === null || name === '') return BROKEN;
    entries.push({
      name,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += CENTRAL_BYTES + rest;
  }
  return { outcome: 'read', entries: entries.filter((entry) => !isFolder(entry)) };
}

const BROKEN = { outcome: 'broken', file: null } as const;

/** Other programs list folders as files without content. */
function isFolder({ name, size }: Entry): boolean {
  return name.endsWith('/') && size === 0;
}

/** Where the last record of the archive stands: at its end, before a comment of at most 65,535 bytes. */
function endOf(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - END_BYTES - 0xffff);
  for (let at = view.byteLength - END_BYTES; at >= first; at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  return null;
}

function contentOf(bytes: Uint8Array, entry: Entry): Uint8Array | null {
  const view = viewOf(bytes);
  const { offset, packedSize, size } = entry;
  if (offset + LOCAL_BYTES > bytes.length || view.getUint32(offset, true) !== LOCAL) return null;
  const nameEnd = offset + LOCAL_BYTES + view.getUint16(offset + 26, true);
  const start = nameEnd + view.getUint16(offset + 28, true);
  if (start + packedSize > bytes.length) return null;
  // Programs that go by the one name and programs that go by the other would unpack different files.
  if (utf8Text(bytes.subarray(offset + LOCAL_BYTES, nameEnd)) !== entry.name) return null;
  const packed = bytes.subarray(start, start + packedSize);
  if (entry.method === STORED) return packedSize === size ? packed : null;
  return entry.method === DEFLATED ? inflated(packed, size) : null;
}

/** So little is unpacked at a time that content larger than it claims to be is given up early. */
const PIECE_BYTES = 16_384;

function inflated(packed: Uint8Array, size: number): Uint8Array | null {
  const content = new Uint8Array(size);
  let filled = 0;
  let ended = false;
  const inflate = new Inflate((piece, isLast) => {
    if (filled + piece.length > size) throw new Error('More than it claims to be');
    content.set(piece, filled);
    filled += piece.length;
    ended ||= isLast;
  });
  try {
    for (let at = 0; at < packed.length; at += PIECE_BYTES) {
      inflate.push(packed.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= packed.length);
    }
  } catch {
    return null;
  }
  return ended && filled === size ? content : null;
}

interface FileFacts {
  name: Uint8Array;
  content: Uint8Array;
  crc: number;
}

function localHeader({ name, content, crc }: FileFacts): Uint8Array {
  const bytes = new Uint8Array(LOCAL_BYTES + name.length);
  const view = viewOf(bytes);
  view.setUint32(0, LOCAL, true);
  view.setUint16(4, VERSION_NEEDED, true);
  view.setUint16(12, FIRST_OF_1980, true);
  view.setUint32(14, crc, true);
  view.setUint32(18, content.length, true);
  view.setUint32(22, content.length, true);
  view.setUint16(26, name.length, true);
  bytes.set(name, LOCAL_BYTES);
  return bytes;
}

function centralHeader({ name, content, crc }: FileFacts, offset: number): Uint8Array {
  const bytes = new Uint8Array(CENTRAL_BYTES + name.length);
  const view = viewOf(bytes);
  view.setUint32(0, CENTRAL, true);
  view.setUint16(4, MADE_ON_UNIX, true);
  view.setUint16(6, VERSION_NEEDED, true);
  view.setUint16(14, FIRST_OF_1980, true);
  view.setUint32(16, crc, true);
  view.setUint32(20, content.length, true);
  view.setUint32(24, content.length, true);
  view.setUint16(28, name.length, true);
  view.setUint32(38, PLAIN_FILE * 0x1_0000, true);
  view.setUint32(42, offset, true);
  bytes.set(name, CENTRAL_BYTES);
  return bytes;
}

function endOfDirectory(count: number, directory: Uint8Array, offset: number): Uint8Array {
  const bytes = new Uint8Array(END_BYTES);
  const view = viewOf(bytes);
  view.setUint32(0, END, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, directory.length, true);
  view.setUint32(16, offset, true);
  return bytes;
}

function isPlainName(name: string): boolean {
  return /^[A-Za-z0-9_-][A-Za-z0-9._/-]{0,199}$/.test(name);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1)
    value = value & 1 ? 0xedb8_8320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let value = 0xffff_ffff;
  for (const byte of bytes) value = (CRC_TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffff_ffff) >>> 0;
}
