import { invariant } from '#app/domain/shared/invariant.ts';
import { nodeHash, perfectRoot, rootOfFrontier } from '#app/domain/evidence/merkle.ts';
import { consistencyNodes, inclusionNodes } from '#app/domain/evidence/proof-nodes.ts';
import type { NodeRef } from '#app/domain/evidence/proof-nodes.ts';

/** Hashes in a whole tile (C2SP tlog-tiles): a subtree eight high, of which the lowest row is kept. */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;

/**
 * Tile number `index` of a level with its hashes: of leaves at level 0, of whole tiles of the level below above it. Fewer than
 * `TILE_WIDTH` hashes: it still grows.
 */
export interface Tile {
  level: number;
  index: number;
  hashes: Uint8Array[];
}

/**
 * Every tile that is new or has grown when leaves (hashes) are added to a log of `size` leaves, whole, lower levels first.
 * `partial` gives the hashes of a level's last tile where that is not full; it is asked only where there is one.
 */
export function tilesAfter({
  size,
  partial,
  leaves,
}: {
  size: number;
  partial: (level: number) => readonly Uint8Array[];
  leaves: readonly Uint8Array[];
}): Tile[] {
  const tiles: Tile[] = [];
  let row = leaves;
  for (let level = 0, before = size; row.length > 0; level += 1) {
    const width = before % TILE_WIDTH;
    const kept = width === 0 ? [] : partial(level);
    invariant(kept.length === width, `the last tile of level ${level} has ${width} hashes`);
    const grown = tilesOf({ level, firstIndex: Math.floor(before / TILE_WIDTH), kept, row });
    tiles.push(...grown);
    row = grown.filter(isWhole).map(({ hashes }) => perfectRoot(hashes));
    before = Math.floor(before / TILE_WIDTH);
  }
  return tiles;
}

/** Gives the hash of the perfect subtree number `index` of `2^level` leaves; it lies wholly in the log. */
export type HashAt = (level: number, index: number) => Uint8Array;

/** The path that proves entry `index` to be in the log of `size` entries: from its neighbour up to the root's child. */
export function inclusionPath({
  index,
  size,
  hashAt,
}: {
  index: number;
  size: number;
  hashAt: HashAt;
}): Uint8Array[] {
  return inclusionNodes(index, size).map((nodes) => hashOver(nodes, hashAt));
}

/**
 * The path that proves the log of `to` entries to begin with the log of `from` entries. Empty when both are of one size, and
 * from the empty log.
 */
export function consistencyPath({
  from,
  to,
  hashAt,
}: {
  from: number;
  to: number;
  hashAt: HashAt;
}): Uint8Array[] {
  return consistencyNodes(from, to).map((nodes) => hashOver(nodes, hashAt));
}

/** A tile to be read: its first `width` hashes are those of the log at the size in question. */
export interface TileRef {
  level: number;
  index: number;
  width: number;
}

/** The tiles from which `inclusionPath` can be computed. */
export function tilesForInclusion(index: number, size: number): TileRef[] {
  return tilesOver(inclusionNodes(index, size).flat(), size);
}

/** The tiles from which `consistencyPath` can be computed; all of them are tiles of the larger log. */
export function tilesForConsistency(from: number, to: number): TileRef[] {
  return tilesOver(consistencyNodes(from, to).flat(), to);
}

/**
 * Hashes of subtrees out of tiles that were read (key: `tileKey`); throws when a tile is missing or too short. Remembers what it
 * computes: many proofs from one reader cost little more than one.
 */
export function hashReader(tiles: ReadonlyMap<string, readonly Uint8Array[]>): HashAt {
  const computed = new Map<string, Uint8Array>();
  const hashAt: HashAt = (level, index) => {
    if (level % TILE_HEIGHT === 0) return keptHash(tiles, { level, index });
    const key = tileKey({ level, index });
    const before = computed.get(key);
    if (before !== undefined) return before;
    const hash = nodeHash(hashAt(level - 1, index * 2), hashAt(level - 1, index * 2 + 1));
    computed.set(key, hash);
    return hash;
  };
  return hashAt;
}

/** The key by which `hashReader` finds a tile. */
export function tileKey({ level, index }: { level: number; index: number }): string {
  return `${level}/${index}`;
}

function tilesOf({
  level,
  firstIndex,
  kept,
  row,
}: {
  level: number;
  firstIndex: number;
  kept: readonly Uint8Array[];
  row: readonly Uint8Array[];
}): Tile[] {
  const tiles: Tile[] = [];
  let hashes = [...kept, ...row.slice(0, TILE_WIDTH - kept.length)];
  let taken = hashes.length - kept.length;
  for (let index = firstIndex; hashes.length > 0; index += 1) {
    tiles.push({ level, index, hashes });
    hashes = row.slice(taken, taken + TILE_WIDTH);
    taken += hashes.length;
  }
  return tiles;
}

function isWhole({ hashes }: Tile): boolean {
  return hashes.length === TILE_WIDTH;
}

function hashOver(nodes: readonly NodeRef[], hashAt: HashAt): Uint8Array {
  return rootOfFrontier(nodes.map(({ level, index }) => hashAt(level, index)));
}

function tilesOver(nodes: readonly NodeRef[], size: number): TileRef[] {
  const tiles = new Map<string, TileRef>();
  for (const node of nodes) {
    const { level, index } = tileOf(node);
    const rowLength = Math.floor(size / TILE_WIDTH ** level);
    const width = Math.min(TILE_WIDTH, rowLength - index * TILE_WIDTH);
    tiles.set(tileKey({ level, index }), { level, index, width });
  }
  return [...tiles.values()];
}

function keptHash(
  tiles: ReadonlyMap<string, readonly Uint8Array[]>,
  { level, index }: NodeRef,
): Uint8Array {
  const tile = tileOf({ level, index });
  const hash = tiles.get(tileKey(tile))?.[index % TILE_WIDTH];
  invariant(hash, `tile ${tileKey(tile)} holds what is asked of it`);
  return hash;
}

/** The tile in which the hashes lie that a subtree is made of. */
function tileOf({ level, index }: NodeRef): { level: number; index: number } {
  const height = level % TILE_HEIGHT;
  return {
    level: (level - height) / TILE_HEIGHT,
    index: Math.floor((index * 2 ** height) / TILE_WIDTH),
  };
}
