import { headerWordsIn } from '#app/domain/uploads/headers.ts';

/** What a file can be read as. `gb18030` reads every GBK and GB2312 file. */
export const FILE_ENCODINGS = [
  'utf-8',
  'gb18030',
  'big5',
  'utf-16le',
  'utf-16be',
  'windows-1252',
] as const;
export type FileEncoding = (typeof FILE_ENCODINGS)[number];

/**
 * The file's text and what it was read as. Order of evidence: what a person chose, a byte order mark, zero bytes where
 * UTF-16 has them, valid UTF-8, then whichever of the Chinese encodings is valid and gives common characters and known
 * column names; what is left is Western European. `isCertain` is false when the last resort or a few broken bytes
 * decided. Never throws; bytes that mean nothing become U+FFFD.
 */
export function readText(
  bytes: Uint8Array,
  chosen: FileEncoding | null = null,
): { text: string; encoding: FileEncoding; isCertain: boolean } {
  if (chosen !== null) return { text: decode(bytes, chosen), encoding: chosen, isCertain: true };
  const { encoding, isCertain } = recogniseEncoding(bytes);
  return { text: decode(bytes, encoding), encoding, isCertain };
}

function recogniseEncoding(bytes: Uint8Array): { encoding: FileEncoding; isCertain: boolean } {
  const marked = byMark(bytes) ?? byZeroBytes(bytes);
  if (marked !== null) return { encoding: marked, isCertain: true };
  if (isValid(bytes, 'utf-8')) return { encoding: 'utf-8', isCertain: true };
  if (isMostlyUtf8(bytes)) return { encoding: 'utf-8', isCertain: false };
  const [best] = CHINESE.map((candidate) => ({
    encoding: candidate.encoding,
    score: scoreOf(bytes, candidate),
  })).sort((a, b) => b.score - a.score);
  return best !== undefined && best.score >= LEAST_SCORE
    ? { encoding: best.encoding, isCertain: true }
    : { encoding: 'windows-1252', isCertain: false };
}

function decode(bytes: Uint8Array, encoding: FileEncoding): string {
  return new TextDecoder(encoding).decode(bytes).toWellFormed();
}

function byMark(bytes: Uint8Array): FileEncoding | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return null;
}

const SAMPLE_BYTES = 65_536;

/** Digits, commas and line breaks have a zero byte in UTF-16, on the side that tells the byte order. */
function byZeroBytes(bytes: Uint8Array): FileEncoding | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const zeros = [0, 0];
  for (let at = 0; at < sample.length; at += 1) {
    if (sample[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  const needed = sample.length / 8;
  if (odd > needed && odd > even * 4) return 'utf-16le';
  if (even > needed && even > odd * 4) return 'utf-16be';
  return null;
}

function isValid(bytes: Uint8Array, encoding: FileEncoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** A few broken bytes in an otherwise sound UTF-8 file do not make it another encoding. */
const BROKEN_AT_MOST = 1 / 20;

function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = decode(bytes.subarray(0, SAMPLE_BYTES), 'utf-8');
  let broken = 0;
  let foreign = 0;
  for (const character of text) {
    if (character === '\uFFFD') broken += 1;
    else if (character > '\u007F') foreign += 1;
  }
  return foreign > 0 && broken <= foreign * BROKEN_AT_MOST;
}

interface ChineseEncoding {
  encoding: FileEncoding;
  /** Lead and trail bytes of the characters in daily use. */
  isCommon: (lead: number, trail: number) => boolean;
}

/** GB 2312: symbols and full-width forms in rows 1–3, the 3,755 most used characters in rows 16–55. Big5: 5,401 of them from A440 to C67E. */
const CHINESE: readonly ChineseEncoding[] = [
  {
    encoding: 'gb18030',
    isCommon: (lead, trail) =>
      trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3)),
  },
  {
    encoding: 'big5',
    isCommon: (lead, trail) =>
      ((trail >= 0x40 && trail <= 0x7e) || trail >= 0xa1) &&
      ((lead >= 0xa4 && lead <= 0xc6) || lead === 0xa1),
  },
];

/** Below this share of common characters the bytes are no Chinese text; one known column name outweighs it. */
const LEAST_SCORE = 0.6;

function scoreOf(bytes: Uint8Array, { encoding, isCommon }: ChineseEncoding): number {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  let pairs = 0;
  let common = 0;
  for (let at = 0; at < sample.length - 1; at += 1) {
    const lead = sample[at] ?? 0;
    if (lead < 0x80) continue;
    pairs += 1;
    at += 1;
    if (isCommon(lead, sample[at] ?? 0)) common += 1;
  }
  if (pairs === 0) return 0;
  const words = headerWordsIn(decode(sample, encoding));
  return common / pairs + Math.min(words, MOST_WORDS_COUNTED);
}

const MOST_WORDS_COUNTED = 8;
