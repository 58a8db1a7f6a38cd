import type { PoolClient } from 'pg';
import { z } from 'zod';
import { runtimePool } from '#app/db/pool.server.ts';

const HASH_BYTES = 32;

/** Where a shop's log stands. */
export interface LogState {
  logId: string;
  /** First line of every checkpoint, and the name of the key; never changes. */
  origin: string;
  /** Ed25519, 32 bytes. */
  publicKey: Uint8Array;
  /** Leaves that are sealed. */
  size: number;
  /** Perfect subtrees at the right edge, largest first. */
  frontier: Uint8Array[];
}

/** Whoever adds to a shop's log, or takes contents out of it, goes one after the other: until the transaction ends. */
export async function lockLog(sql: PoolClient, shopId: number): Promise<void> {
  await sql.query(`select pg_advisory_xact_lock($1, $2)`, [LOG_LOCK, shopId]);
}

/** First key of the advisory locks of the logs; the second is the shop. A row could not be locked before it is there. */
const LOG_LOCK = 5_247_311;

/** The shop's log; null while nothing was sealed. */
export async function readLog(sql: PoolClient, shopId: number): Promise<LogState | null> {
  const { rows } = await sql.query<{
    logId: string;
    origin: string;
    publicKey: Buffer;
    size: string;
    frontier: Buffer;
  }>(
    `select log_id as "logId", origin, public_key as "publicKey", size, frontier from evidence_logs where shop_id = $1`,
    [shopId],
  );
  const [row] = rows;
  if (row === undefined) return null;
  return { ...row, size: Number(row.size), frontier: hashesOf(row.frontier) };
}

/** An empty log. It MUST be locked, and there MUST be none. */
export async function createLog(
  sql: PoolClient,
  shopId: number,
  log: { logId: string; origin: string; publicKey: Uint8Array; now: Date },
): Promise<LogState> {
  await sql.query(
    `insert into evidence_logs (shop_id, log_id, origin, public_key, size, frontier, created_at)
     values ($1, $2, $3, $4, 0, '', $5)`,
    [shopId, log.logId, log.origin, Buffer.from(log.publicKey), log.now],
  );
  return {
    logId: log.logId,
    origin: log.origin,
    publicKey: log.publicKey,
    size: 0,
    frontier: [],
  };
}

/** Moves the log on. It MUST be locked. */
export async function growLog(
  sql: PoolClient,
  shopId: number,
  { size, frontier }: Pick<LogState, 'size' | 'frontier'>,
): Promise<void> {
  await sql.query(`update evidence_logs set size = $2, frontier = $3 where shop_id = $1`, [
    shopId,
    size,
    Buffer.concat(frontier),
  ]);
}

/** The shop whose log has this id, whether or not the app is installed; null: nobody's. */
export async function shopOfLog(logId: string): Promise<number | null> {
  const pool = await runtimePool();
  const { rows } = await pool.query('select evidence_log_shop($1) as shop_id', [logId]);
  return ownerSchema.parse(rows)[0]?.shop_id ?? null;
}

/** Shops that have a log, in the order of their ids, after the given one (0 = from the start); those that left too. */
export async function shopsWithLog(afterShopId: number, limit: number): Promise<number[]> {
  const pool = await runtimePool();
  const { rows } = await pool.query('select shop_id from shops_with_log($1, $2)', [
    afterShopId,
    limit,
  ]);
  return shopsSchema.parse(rows).map((row) => row.shop_id);
}

const ownerSchema = z.array(z.object({ shop_id: z.number().nullable() }));
const shopsSchema = z.array(z.object({ shop_id: z.number() }));

/** Hashes of 32 bytes that stand in one value. */
export function hashesOf(bytes: Buffer): Uint8Array[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, place) =>
    bytes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES),
  );
}
