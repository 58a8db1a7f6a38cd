import { sha256 } from '@noble/hashes/sha2.js';
import { invariant } from '#app/domain/shared/invariant.ts';

/** The hash of an entry as a leaf of the log: SHA-256(0x00 ‖ entry), RFC 6962 section 2.1. */
export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256.create().update(LEAF).update(entry).digest();
}

/** The hash over two neighbouring subtrees: SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + left.length + right.length);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return sha256(bytes);
}

const LEAF = Uint8Array.of(0);

/** The root of a log without entries. */
export const EMPTY_ROOT = sha256(new Uint8Array());

/**
 * The root over perfect subtrees that stand side by side, largest first: what of a log of any size has to be kept to add to
 * it. There are as many as its size has ones in binary.
 */
export function rootOfFrontier(frontier: readonly Uint8Array[]): Uint8Array {
  return frontier.length === 0
    ? EMPTY_ROOT
    : frontier.reduceRight((right, left) => nodeHash(left, right));
}

/** The frontier and size after leaves (hashes, 32 bytes each) were added to a log of `size` leaves. */
export function frontierAfter({
  size,
  frontier,
  leaves,
}: {
  size: number;
  frontier: readonly Uint8Array[];
  leaves: readonly Uint8Array[];
}): { size: number; frontier: Uint8Array[] } {
  invariant(frontier.length === onesOf(size), 'a frontier has a subtree for every one of its size');
  const after = [...frontier];
  let count = size;
  for (const leaf of leaves) {
    let hash = leaf;
    for (let rest = count; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = after.pop();
      invariant(left, 'every one of the size has its subtree');
      hash = nodeHash(left, hash);
    }
    after.push(hash);
    count += 1;
  }
  return { size: count, frontier: after };
}

/** The root of a perfect tree of these hashes; their number is a power of two. */
export function perfectRoot(hashes: readonly Uint8Array[]): Uint8Array {
  let row = hashes;
  while (row.length > 1) {
    const above: Uint8Array[] = [];
    for (let index = 0; index < row.length; index += 2) {
      const left = row[index];
      const right = row[index + 1];
      invariant(left && right, 'a perfect tree has a power of two of leaves');
      above.push(nodeHash(left, right));
    }
    row = above;
  }
  const [root] = row;
  invariant(root, 'a perfect tree has leaves');
  return root;
}

/** Sizes go beyond 32 bits, so they are divided, not shifted. */
function onesOf(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}
