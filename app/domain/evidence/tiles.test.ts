import { array, assert, integer, nat, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verifyConsistency, verifyInclusion } from '#verify/merkle.ts';
import { frontierAfter, leafHash, nodeHash, rootOfFrontier } from './merkle.ts';
import {
  consistencyPath,
  hashReader,
  inclusionPath,
  tileKey,
  tilesAfter,
  tilesForConsistency,
  tilesForInclusion,
} from './tiles.ts';
import type { Tile, TileRef } from './tiles.ts';

const hex = (hashes: readonly Uint8Array[]) =>
  hashes.map((hash) => Buffer.from(hash).toString('hex'));

const MOST = 65_800;
const leaves = Array.from({ length: MOST }, (_, index) => {
  const entry = new Uint8Array(4);
  new DataView(entry.buffer).setUint32(0, index);
  return leafHash(entry);
});

/** The definitions of RFC 6962 section 2.1, word for word; hashes are remembered. */
const known = new Map<string, Uint8Array>();
function treeHash(start: number, end: number): Uint8Array {
  const key = `${start}-${end}`;
  const before = known.get(key);
  if (before) return before;
  const middle = start + half(end - start);
  const hash =
    end - start === 1
      ? (leaves[start] ?? new Uint8Array())
      : nodeHash(treeHash(start, middle), treeHash(middle, end));
  known.set(key, hash);
  return hash;
}

function half(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

function definedInclusion(index: number, start: number, end: number): Uint8Array[] {
  if (end - start <= 1) return [];
  const middle = start + half(end - start);
  return index < middle
    ? [...definedInclusion(index, start, middle), treeHash(middle, end)]
    : [...definedInclusion(index, middle, end), treeHash(start, middle)];
}

function definedConsistency(
  from: number,
  start: number,
  end: number,
  isWhole = true,
): Uint8Array[] {
  if (from === end) return isWhole ? [] : [treeHash(start, end)];
  const middle = start + half(end - start);
  return from <= middle
    ? [...definedConsistency(from, start, middle, isWhole), treeHash(middle, end)]
    : [...definedConsistency(from, middle, end, false), treeHash(start, middle)];
}

/** The tiles of a log to which leaves were added in these portions. */
function grown(portions: readonly number[]): Map<string, Uint8Array[]> {
  const tiles = new Map<string, Uint8Array[]>();
  let size = 0;
  for (const portion of portions) {
    const before = size;
    const partial = (level: number) => {
      const index = Math.floor(before / 256 ** (level + 1));
      return tiles.get(tileKey({ level, index })) ?? [];
    };
    const added = leaves.slice(size, size + portion);
    for (const tile of tilesAfter({ size, partial, leaves: added })) {
      tiles.set(tileKey(tile), tile.hashes);
    }
    size += portion;
  }
  return tiles;
}

const all = grown([MOST]);

/** Reads from nothing but what `refs` name, as it was at the size they are for. */
function readerOf(refs: readonly TileRef[]) {
  return hashReader(
    new Map(
      refs.map((ref) => [tileKey(ref), (all.get(tileKey(ref)) ?? []).slice(0, ref.width)] as const),
    ),
  );
}

function inclusion(index: number, size: number): Uint8Array[] {
  return inclusionPath({ index, size, hashAt: readerOf(tilesForInclusion(index, size)) });
}

function consistency(from: number, to: number): Uint8Array[] {
  return consistencyPath({ from, to, hashAt: readerOf(tilesForConsistency(from, to)) });
}

/** Reads from every tile, whatever the size. */
const readAll = hashReader(all);

const BOUNDARIES = [1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537];

describe('tilesAfter', () => {
  test.each([
    { size: 1, widths: { '0/0': 1 } },
    { size: 255, widths: { '0/0': 255 } },
    { size: 256, widths: { '0/0': 256, '1/0': 1 } },
    { size: 257, widths: { '0/0': 256, '0/1': 1, '1/0': 1 } },
  ])('gives a log of $size leaves the tiles that the format names', ({ size, widths }) => {
    expect(widthsOf(grown([size]))).toEqual(widths);
  });

  test.each([
    { size: 65_535, level0: 256, last0: 255, level1: 255, level2: null },
    { size: 65_536, level0: 256, last0: 256, level1: 256, level2: 1 },
    { size: 65_537, level0: 257, last0: 1, level1: 256, level2: 1 },
  ])('starts the third level at 65,536: $size', ({ size, level0, last0, level1, level2 }) => {
    const widths = widthsOf(grown([size]));
    expect(Object.keys(widths).filter((key) => key.startsWith('0/'))).toHaveLength(level0);
    expect(widths[`0/${level0 - 1}`]).toBe(last0);
    expect(widths['1/0']).toBe(level1);
    expect(widths['2/0'] ?? null).toBe(level2);
  });

  test('gives the same tiles however the leaves come', () => {
    assert(
      property(array(nat(300), { maxLength: 6 }), (portions) => {
        const size = portions.reduce((sum, portion) => sum + portion, 0);
        expect(texts(grown(portions))).toEqual(texts(grown([size])));
      }),
      { numRuns: 40 },
    );
  });

  test('gives only tiles that are new or have grown', () => {
    const before = grown([300]);
    const partial = (level: number) =>
      before.get(tileKey({ level, index: level === 0 ? 1 : 0 })) ?? [];
    const changed = tilesAfter({ size: 300, partial, leaves: leaves.slice(300, 301) });
    expect(changed.map(({ level, index, hashes }) => [level, index, hashes.length])).toEqual([
      [0, 1, 45],
    ]);
  });

  test('holds at level 1 the roots of whole tiles', () => {
    expect(hex(all.get('1/0') ?? []).at(3)).toBe(hex([treeHash(768, 1024)])[0]);
  });

  test('refuses to go on from a tile that is not the last one', () => {
    const wrong = () => tilesAfter({ size: 3, partial: () => [], leaves: leaves.slice(0, 1) });
    expect(wrong).toThrow('the last tile of level 0 has 3 hashes');
  });

  test('adds nothing when nothing comes', () => {
    expect(tilesAfter({ size: 3, partial: () => [], leaves: [] })).toEqual<Tile[]>([]);
  });
});

describe('inclusionPath', () => {
  test('gives the defined path of every entry of every log up to 50 entries', () => {
    for (let size = 1; size <= 50; size += 1) {
      for (let index = 0; index < size; index += 1) {
        expect(hex(inclusion(index, size))).toEqual(hex(definedInclusion(index, 0, size)));
      }
    }
  });

  test('gives the defined path in every log up to 600 entries', () => {
    for (let size = 51; size <= 600; size += 1) {
      for (const index of [0, size >> 1, (size * 7) % size, (size * 37) % 251, size - 1]) {
        const at = Math.min(index, size - 1);
        const path = inclusionPath({ index: at, size, hashAt: readAll });
        expect(hex(path)).toEqual(hex(definedInclusion(at, 0, size)));
      }
    }
  });

  test.each(BOUNDARIES)('gives the defined path at %i entries', (size) => {
    for (const index of [0, 1, 254, 255, 256, 257, 65_534, 65_535, 65_536, size - 1]) {
      if (index >= size) continue;
      expect(hex(inclusion(index, size))).toEqual(hex(definedInclusion(index, 0, size)));
    }
  });

  test('gives paths that the verifier takes, and takes for no other entry', () => {
    assert(
      property(integer({ min: 2, max: MOST }), nat(), nat(), (size, first, second) => {
        const [index, other] = [first % size, second % size];
        const proof = { index, size, path: inclusion(index, size), root: treeHash(0, size) };
        const leafOf = (at: number) => leaves[at] ?? new Uint8Array();
        expect(verifyInclusion({ ...proof, leaf: leafOf(index) })).toBe(true);
        expect(verifyInclusion({ ...proof, leaf: leafOf(other) })).toBe(index === other);
      }),
      { numRuns: 40 },
    );
  });
});

describe('consistencyPath', () => {
  test('gives the defined path between any two logs up to 50 entries', () => {
    for (let to = 1; to <= 50; to += 1) {
      for (let from = 1; from <= to; from += 1) {
        expect(hex(consistency(from, to))).toEqual(hex(definedConsistency(from, 0, to)));
      }
    }
  });

  test('gives the defined path to every log up to 600 entries', () => {
    for (let to = 51; to <= 600; to += 1) {
      for (const from of [1, to >> 1, Math.min(256, to), ((to * 37) % 251) + 1, to - 1]) {
        const at = Math.min(from, to);
        const path = consistencyPath({ from: at, to, hashAt: readAll });
        expect(hex(path)).toEqual(hex(definedConsistency(at, 0, to)));
      }
    }
  });

  test.each(BOUNDARIES)('gives the defined path from %i entries', (from) => {
    for (const to of [...BOUNDARIES, 65_799]) {
      if (to < from) continue;
      expect(hex(consistency(from, to))).toEqual(hex(definedConsistency(from, 0, to)));
    }
  });

  test('gives paths that the verifier takes', () => {
    assert(
      property(integer({ min: 1, max: MOST }), nat(), (to, first) => {
        const from = (first % to) + 1;
        const roots = { fromRoot: treeHash(0, from), toRoot: treeHash(0, to) };
        expect(verifyConsistency({ from, to, path: consistency(from, to), ...roots })).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test.each([0, 5])('is empty from %i to itself, and from the empty log', (size) => {
    expect(consistency(size, size)).toEqual([]);
    expect(consistency(0, size)).toEqual([]);
  });
});

describe('tilesForInclusion', () => {
  test('names each tile once, with the width that it had at that size', () => {
    expect(tilesForInclusion(5, 70_000)).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 1, index: 0, width: 256 },
      { level: 1, index: 1, width: 17 },
      { level: 0, index: 273, width: 112 },
    ]);
  });

  test('needs nothing for the only entry', () => {
    expect(tilesForInclusion(0, 1)).toEqual([]);
  });
});

test('a tile that is too short is a broken assumption, not a wrong proof', () => {
  expect(() => hashReader(new Map([['0/0', leaves.slice(0, 3)]]))(2, 0)).toThrow('tile 0/0');
});

test('tiles and frontier agree on the root', () => {
  const { frontier } = frontierAfter({ size: 0, frontier: [], leaves });
  expect(hex([rootOfFrontier(frontier)])).toEqual(hex([treeHash(0, MOST)]));
});

function widthsOf(tiles: ReadonlyMap<string, Uint8Array[]>): Record<string, number> {
  return Object.fromEntries([...tiles].map(([key, hashes]) => [key, hashes.length]));
}

function texts(tiles: ReadonlyMap<string, Uint8Array[]>): Record<string, string[]> {
  return Object.fromEntries([...tiles].map(([key, hashes]) => [key, hex(hashes)]));
}
