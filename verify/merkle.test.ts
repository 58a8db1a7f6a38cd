import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, test } from 'vitest';
import { leafHash, verifyConsistency, verifyInclusion } from './merkle.ts';
import { base64Bytes, base64Text } from './strict.ts';

/** A case in the shape of transparency-dev/merkle's testdata: hashes in base64, `null` an empty proof. */
interface InclusionCase {
  leafIdx: number;
  treeSize: number;
  root: string;
  leafHash: string;
  proof: string[] | null;
  desc: string;
  wantErr: boolean;
}

interface ConsistencyCase {
  size1: number;
  size2: number;
  root1: string;
  root2: string;
  proof: string[] | null;
  desc: string;
  wantErr: boolean;
}

const bytesOf = (text: string) => base64Bytes(text) ?? new Uint8Array();

function accepts(one: InclusionCase): boolean {
  return verifyInclusion({
    index: one.leafIdx,
    size: one.treeSize,
    root: bytesOf(one.root),
    leaf: bytesOf(one.leafHash),
    path: (one.proof ?? []).map(bytesOf),
  });
}

function acceptsStep(one: ConsistencyCase): boolean {
  return verifyConsistency({
    from: one.size1,
    to: one.size2,
    fromRoot: bytesOf(one.root1),
    toRoot: bytesOf(one.root2),
    path: (one.proof ?? []).map(bytesOf),
  });
}

/** The tree that implementations of certificate transparency are tested with. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657']
  .concat('606162636465666768696a6b6c6d6e6f')
  .map((entry) => leafHash(Buffer.from(entry, 'hex')));
const RANDOM = base64Text(new Uint8Array(32).fill(0x5a));
const EMPTY_ROOT = base64Text(sha256(new Uint8Array()));

const join = (left: Uint8Array, right: Uint8Array) =>
  sha256(Buffer.concat([Uint8Array.of(1), left, right]));

function half(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

/** RFC 6962 section 2.1, word for word. */
function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return sha256(new Uint8Array());
  const at = half(leaves.length);
  return leaves.length === 1 ? only : join(rootOf(leaves.slice(0, at)), rootOf(leaves.slice(at)));
}

function pathOf(index: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length <= 1) return [];
  const at = half(leaves.length);
  const [left, right] = [leaves.slice(0, at), leaves.slice(at)];
  return index < at
    ? [...pathOf(index, left), rootOf(right)]
    : [...pathOf(index - at, right), rootOf(left)];
}

function stepOf(from: number, leaves: readonly Uint8Array[], isWhole = true): Uint8Array[] {
  if (from === leaves.length) return isWhole ? [] : [rootOf(leaves)];
  const at = half(leaves.length);
  const [left, right] = [leaves.slice(0, at), leaves.slice(at)];
  return from <= at
    ? [...stepOf(from, left, isWhole), rootOf(right)]
    : [...stepOf(from - at, right, false), rootOf(left)];
}

const rootText = (size: number) => base64Text(rootOf(LEAVES.slice(0, size)));

function inclusionOf(leafIdx: number, treeSize: number): InclusionCase {
  return {
    leafIdx,
    treeSize,
    root: rootText(treeSize),
    leafHash: base64Text(LEAVES[leafIdx] ?? new Uint8Array()),
    proof: pathOf(leafIdx, LEAVES.slice(0, treeSize)).map(base64Text),
    desc: 'happy path',
    wantErr: false,
  };
}

function consistencyOf(size1: number, size2: number): ConsistencyCase {
  return {
    size1,
    size2,
    root1: rootText(size1),
    root2: rootText(size2),
    proof: stepOf(size1, LEAVES.slice(0, size2)).map(base64Text),
    desc: 'happy path',
    wantErr: false,
  };
}

/** A good proof with one thing changed each, none of which may be accepted. */
function spoiltInclusions(good: InclusionCase): InclusionCase[] {
  const { leafIdx, treeSize, root, leafHash: leaf } = good;
  const proof = good.proof ?? [];
  const changes: [string, Partial<InclusionCase>][] = [
    ['leafIdx - 1', { leafIdx: leafIdx - 1 }],
    ['leafIdx + 1', { leafIdx: leafIdx + 1 }],
    ['leafIdx ^ 2', { leafIdx: leafIdx ^ 2 }],
    ['leafIdx beyond the tree', { leafIdx: treeSize }],
    ['treeSize * 2', { treeSize: treeSize * 2 }],
    ['treeSize / 2', { treeSize: Math.floor(treeSize / 2) }],
    ['wrong leaf', { leafHash: RANDOM }],
    ['empty leaf', { leafHash: '' }],
    ['empty root', { root: EMPTY_ROOT }],
    ['no root', { root: '' }],
    ['random root', { root: RANDOM }],
    ['no root and no leaf', { root: '', leafHash: '' }],
    ['trailing garbage', { proof: [...proof, RANDOM] }],
    ['trailing root', { proof: [...proof, root] }],
    ['preceding garbage', { proof: [RANDOM, ...proof] }],
    ['preceding root', { proof: [root, ...proof] }],
    ['preceding leaf', { proof: [leaf, ...proof] }],
    ['short hash', { proof: [...proof.slice(0, -1), 'AAAA'] }],
  ];
  if (proof.length > 0) {
    changes.push(
      ['removed component', { proof: proof.slice(0, -1) }],
      ['inserted component', { proof: [proof[0] ?? '', ...proof] }],
      ...proof.map((hash, at): [string, Partial<InclusionCase>] => [
        `modified proof[${at}] bit 3`,
        { proof: proof.with(at, flipped(hash, 3)) },
      ]),
    );
  }
  return changes.map(([desc, change]) => ({ ...good, ...change, desc, wantErr: true }));
}

function spoiltSteps(good: ConsistencyCase): ConsistencyCase[] {
  const { size1, size2, root1, root2 } = good;
  const proof = good.proof ?? [];
  const changes: [string, Partial<ConsistencyCase>][] = [
    ['size1 - 1', { size1: size1 - 1 }],
    ['size1 + 1', { size1: size1 + 1 }],
    ['size1 ^ 2', { size1: size1 ^ 2 }],
    ['size1 zero', { size1: 0 }],
    ['size2 * 2', { size2: size2 * 2 }],
    ['size2 / 2', { size2: Math.floor(size2 / 2) }],
    ['wrong root1', { root1: RANDOM }],
    ['wrong root2', { root2: RANDOM }],
    ['swapped roots', { root1: root2, root2: root1 }],
    ['empty proof', { proof: [] }],
    ['trailing garbage', { proof: [...proof, RANDOM] }],
    ['trailing root1', { proof: [...proof, root1] }],
    ['trailing root2', { proof: [...proof, root2] }],
    ['preceding garbage', { proof: [RANDOM, ...proof] }],
    ['preceding root1', { proof: [root1, ...proof] }],
    ['preceding root2', { proof: [root2, ...proof] }],
    ['preceding proof[0]', { proof: [proof[0] ?? RANDOM, ...proof] }],
    ['truncated proof', { proof: proof.slice(0, -1) }],
    ...proof.map((hash, at): [string, Partial<ConsistencyCase>] => [
      `modified proof[${at}] bit 4`,
      { proof: proof.with(at, flipped(hash, 4)) },
    ]),
  ];
  return changes.map(([desc, change]) => ({ ...good, ...change, desc, wantErr: true }));
}

function flipped(hash: string, bit: number): string {
  const bytes = bytesOf(hash);
  bytes[0] = (bytes[0] ?? 0) ^ (1 << bit);
  return base64Text(bytes);
}

const INCLUSIONS = LEAVES.flatMap((_, last) =>
  LEAVES.slice(0, last + 1).map((__, index) => inclusionOf(index, last + 1)),
);
const STEPS = LEAVES.flatMap((_, last) =>
  LEAVES.slice(0, last).map((__, before) => consistencyOf(before + 1, last + 1)),
);

describe('verifyInclusion', () => {
  test('accepts every entry of every reference tree', () => {
    expect(INCLUSIONS.filter((one) => !accepts(one))).toEqual([]);
    expect(INCLUSIONS).toHaveLength(36);
  });

  test.each([
    [0, 1],
    [0, 2],
    [0, 8],
    [2, 3],
    [5, 8],
    [1, 5],
    [7, 8],
  ])('refuses the proof of entry %i of %i with anything changed', (index, size) => {
    expect(spoiltInclusions(inclusionOf(index, size)).filter(accepts)).toEqual([]);
  });

  test.each([-1, 0.5, Number.NaN, 2 ** 53])('refuses %d as an index', (leafIdx) => {
    expect(accepts({ ...inclusionOf(0, 1), leafIdx })).toBe(false);
    expect(accepts({ ...inclusionOf(0, 1), leafIdx, treeSize: leafIdx + 1 })).toBe(false);
  });

  test.each([
    { what: 'an index beyond the tree', change: { leafIdx: 1 } },
    { what: 'an empty root and an empty leaf', change: { root: '', leafHash: '' } },
    { what: 'a tree of no entries', change: { treeSize: 0 } },
  ])('refuses $what, though the path is empty', ({ change }) => {
    expect(accepts({ ...inclusionOf(0, 1), ...change })).toBe(false);
  });
});

describe('verifyConsistency', () => {
  test('accepts every two of the reference trees', () => {
    expect(STEPS.filter((one) => !acceptsStep(one))).toEqual([]);
    expect(STEPS).toHaveLength(28);
  });

  test.each([
    [1, 8],
    [2, 5],
    [6, 8],
    [4, 8],
    [3, 7],
    [7, 8],
  ])('refuses the proof from %i to %i with anything changed', (from, to) => {
    expect(spoiltSteps(consistencyOf(from, to)).filter(acceptsStep)).toEqual([]);
  });

  test.each([
    { what: 'the old root before a path that does not need it', from: 1, to: 2, before: 'root1' },
    { what: 'the old root before the path of a whole subtree', from: 4, to: 8, before: 'root1' },
  ] as const)('refuses $what', ({ from, to, before }) => {
    const good = consistencyOf(from, to);
    expect(acceptsStep({ ...good, proof: [good[before], ...(good.proof ?? [])] })).toBe(false);
  });

  test('takes trees of one size for consistent exactly when their roots are the same', () => {
    const same = { ...consistencyOf(3, 3), proof: [] };
    expect(acceptsStep(same)).toBe(true);
    expect(acceptsStep({ ...same, root2: RANDOM })).toBe(false);
  });

  test('refuses any path between trees of one size', () => {
    expect(acceptsStep({ ...consistencyOf(1, 1), proof: [RANDOM] })).toBe(false);
    const none = { ...consistencyOf(1, 1), size1: 0, size2: 0 };
    expect(acceptsStep({ ...none, proof: [none.root1] })).toBe(false);
  });

  test('refuses to call the empty tree the beginning of another', () => {
    expect(acceptsStep({ ...consistencyOf(1, 2), size1: 0, root1: EMPTY_ROOT })).toBe(false);
    const empty = { ...consistencyOf(1, 2), size1: 0, root1: EMPTY_ROOT, proof: [] };
    expect(acceptsStep(empty)).toBe(false);
  });
});

/**
 * The official vectors: folder `testdata/` of github.com/transparency-dev/merkle (Apache-2.0), read where MERKLE_TESTDATA names
 * a copy. Without one there is nothing to read, so this is left out; the cases above are made in the same way.
 */
const TESTDATA = process.env['MERKLE_TESTDATA'] ?? path.join(import.meta.dirname, 'testdata');

const OFFICIAL: [folder: string, judged: () => Judged][] = existsSync(TESTDATA)
  ? [
      ['inclusion', () => judgedBy(accepts, casesIn<InclusionCase>('inclusion'))],
      ['consistency', () => judgedBy(acceptsStep, casesIn<ConsistencyCase>('consistency'))],
    ]
  : [];

test.each(OFFICIAL)('the official vectors of %s are all judged right', (_folder, judged) => {
  const { wrong, count } = judged();
  expect(wrong).toEqual([]);
  expect(count).toBeGreaterThan(0);
});

interface Judged {
  /** What the cases are about that were judged wrong. */
  wrong: string[];
  count: number;
}

function judgedBy<Case extends { desc: string; wantErr: boolean }>(
  isAccepted: (one: Case) => boolean,
  cases: readonly Case[],
): Judged {
  const wrong = cases.filter((one) => isAccepted(one) === one.wantErr);
  return { wrong: wrong.map(({ desc }) => desc), count: cases.length };
}

function casesIn<Case>(folder: string): Case[] {
  return readdirSync(path.join(TESTDATA, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file): Case => JSON.parse(readFileSync(path.join(TESTDATA, folder, file), 'utf8')));
}
