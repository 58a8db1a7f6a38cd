import { timingSafeEqual } from 'node:crypto';

/** Compares a digest with one given as text, in constant time for texts of the right length. */
export function isDigest(
  expected: Buffer,
  given: string | null,
  encoding: 'hex' | 'base64',
): boolean {
  if (given === null || given.length > MAX_SIGNATURE_LENGTH) return false;
  const text = given.trim();
  // Node drops what is not of the encoding: only texts that say exactly one digest are decoded.
  const shape = encoding === 'hex' ? /^[0-9a-f]+$/i : /^[A-Za-z0-9+/]+={0,2}$/;
  if (!shape.test(text)) return false;
  const bytes = Buffer.from(text, encoding);
  return bytes.length === expected.length && timingSafeEqual(bytes, expected);
}

const MAX_SIGNATURE_LENGTH = 200;
