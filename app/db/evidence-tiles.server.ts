import type { PoolClient } from 'pg';
import { hashesOf } from '#app/db/evidence-logs.server.ts';

/** Where a tile stands: the level of hashes it holds, and its number there. */
export interface TilePlace {
  level: number;
  index: number;
}
export interface StoredTile extends TilePlace {
  /** At most 256, 32 bytes each; fewer: the last of its level, which grows. */
  hashes: Uint8Array[];
}

/** Writes tiles that are new or have grown. The log MUST be locked. */
export async function writeTiles(
  sql: PoolClient,
  shopId: number,
  tiles: readonly StoredTile[],
): Promise<void> {
  await sql.query(
    `insert into evidence_tiles (shop_id, level, tile_index, hashes)
     select $1, level, tile_index, hashes
       from unnest($2::smallint[], $3::bigint[], $4::bytea[]) as t(level, tile_index, hashes)
     on conflict (shop_id, level, tile_index) do update set hashes = excluded.hashes`,
    [
      shopId,
      tiles.map(({ level }) => level),
      tiles.map(({ index }) => index),
      tiles.map(({ hashes }) => Buffer.concat(hashes)),
    ],
  );
}

/** These tiles; those that are not there are left out. */
export async function readTiles(
  sql: PoolClient,
  shopId: number,
  places: readonly TilePlace[],
): Promise<StoredTile[]> {
  if (places.length === 0) return [];
  const { rows } = await sql.query<{ level: number; index: string; hashes: Buffer }>(
    `select t.level, t.tile_index as index, t.hashes
       from unnest($2::smallint[], $3::bigint[]) as wanted(level, tile_index)
       join evidence_tiles t on t.shop_id = $1 and t.level = wanted.level and t.tile_index = wanted.tile_index`,
    [shopId, places.map(({ level }) => level), places.map(({ index }) => index)],
  );
  return rows.map(({ level, index, hashes }) => ({
    level,
    index: Number(index),
    hashes: hashesOf(hashes),
  }));
}
