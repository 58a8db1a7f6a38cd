import { invariant } from '#app/domain/shared/invariant.ts';

/** The perfect subtree over the leaves from `index * 2^level` to before `(index + 1) * 2^level`. */
export interface NodeRef {
  level: number;
  index: number;
}

/**
 * For each hash of the path that proves entry `index` to be in the log of `size` entries, from its neighbour up to the root's
 * child (RFC 6962 section 2.1.1), the perfect subtrees it is made of, largest first.
 */
export function inclusionNodes(index: number, size: number): NodeRef[][] {
  invariant(index >= 0 && index < size, 'a proof is of an entry in the log');
  const path: NodeRef[][] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + largestPowerBelow(end - start);
    if (index < middle) {
      path.push(perfectSubtrees(middle, end));
      end = middle;
    } else {
      path.push(perfectSubtrees(start, middle));
      start = middle;
    }
  }
  return path.reverse();
}

/**
 * The same for the path that proves the log of `to` entries to begin with the log of `from` entries (RFC 6962 section 2.1.2).
 * Empty when both are of one size, and from the empty log.
 */
export function consistencyNodes(from: number, to: number): NodeRef[][] {
  invariant(from >= 0 && from <= to, 'a log grows');
  if (from === 0 || from === to) return [];
  const path: NodeRef[][] = [];
  let start = 0;
  let end = to;
  while (end !== from) {
    const middle = start + largestPowerBelow(end - start);
    if (from <= middle) {
      path.push(perfectSubtrees(middle, end));
      end = middle;
    } else {
      path.push(perfectSubtrees(start, middle));
      start = middle;
    }
  }
  // Whoever checks knows the root of the old log; of any smaller subtree at its end the hash has to be told.
  if (start > 0) path.push(perfectSubtrees(start, end));
  return path.reverse();
}

/** The leaves from `start` to before `end` as perfect subtrees; `start` is a multiple of the largest of them. */
function perfectSubtrees(start: number, end: number): NodeRef[] {
  const nodes: NodeRef[] = [];
  for (let at = start; at < end;) {
    const count = largestPowerBelow(end - at + 1);
    nodes.push({ level: Math.round(Math.log2(count)), index: at / count });
    at += count;
  }
  return nodes;
}

/** Doubled, not computed from a logarithm, which is not exact for large sizes. */
function largestPowerBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}
