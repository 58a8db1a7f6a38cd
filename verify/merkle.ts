import { sha256 } from '@noble/hashes/sha2.js';
import { sameBytes } from './strict.ts';

const HASH_BYTES = 32;

/** The hash of an entry as a leaf: SHA-256(0x00 ‖ entry). */
export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256.create().update(Uint8Array.of(0)).update(entry).digest();
}

/** Whether a path proves the leaf to be number `index` of the tree (RFC 9162 section 2.1.3.2). Numbers up to 2^53 − 1. */
export function verifyInclusion({
  index,
  size,
  leaf,
  path,
  root,
}: {
  index: number;
  size: number;
  /** Leaf hash. */
  leaf: Uint8Array;
  path: readonly Uint8Array[];
  root: Uint8Array;
}): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  if (![leaf, root, ...path].every(isHash)) return false;
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const step of path) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      hash = nodeHash(step, hash);
      while (node !== 0 && !isOdd(node)) {
        node = half(node);
        last = half(last);
      }
    } else {
      hash = nodeHash(hash, step);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 && sameBytes(hash, root);
}

/**
 * Whether a path proves the tree of `to` leaves to begin with the tree of `from` leaves (RFC 9162 section 2.1.4.2). Trees of one
 * size are consistent when their roots are the same, without any path; that a tree begins with the empty one proves nothing.
 */
export function verifyConsistency({
  from,
  to,
  fromRoot,
  toRoot,
  path,
}: {
  from: number;
  to: number;
  fromRoot: Uint8Array;
  toRoot: Uint8Array;
  path: readonly Uint8Array[];
}): boolean {
  if (!isCount(from) || !isCount(to) || from > to) return false;
  if (from === to) return path.length === 0 && sameBytes(fromRoot, toRoot);
  if (from === 0 || ![fromRoot, toRoot, ...path].every(isHash)) return false;
  // Without it the last condition could be met by a tree that merely repeats the old root.
  if (path.length === 0) return false;
  const [first, ...steps] = isPowerOfTwo(from) ? [fromRoot, ...path] : path;
  if (first === undefined) return false;
  let node = from - 1;
  let last = to - 1;
  while (isOdd(node)) {
    node = half(node);
    last = half(last);
  }
  let oldHash = first;
  let newHash = first;
  for (const step of steps) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      oldHash = nodeHash(step, oldHash);
      newHash = nodeHash(step, newHash);
      while (node !== 0 && !isOdd(node)) {
        node = half(node);
        last = half(last);
      }
    } else {
      newHash = nodeHash(newHash, step);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 && sameBytes(oldHash, fromRoot) && sameBytes(newHash, toRoot);
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + 2 * HASH_BYTES);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + HASH_BYTES);
  return sha256(bytes);
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === HASH_BYTES;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isOdd(value: number): boolean {
  return value % 2 === 1;
}

/** Sizes go beyond 32 bits, so they are divided, not shifted. */
function half(value: number): number {
  return Math.floor(value / 2);
}

function isPowerOfTwo(value: number): boolean {
  let rest = value;
  while (!isOdd(rest)) rest = half(rest);
  return rest === 1;
}
