import type { PoolClient } from 'pg';

export interface StoredCheckpoint {
  size: number;
  signedAt: Date;
  /** Signed note (C2SP tlog-checkpoint). */
  note: string;
}

/** Keeps a checkpoint, and of those before it the last of each day (UTC). The log MUST be locked. */
export async function writeCheckpoint(
  sql: PoolClient,
  shopId: number,
  { size, signedAt, note }: StoredCheckpoint,
): Promise<void> {
  await sql.query(
    `delete from evidence_checkpoints where shop_id = $1 and size < $2 and size >= (
       select coalesce(max(size), 0) from evidence_checkpoints where shop_id = $1)
       and date_trunc('day', signed_at, 'UTC') = date_trunc('day', $3::timestamptz, 'UTC')`,
    [shopId, size, signedAt],
  );
  await sql.query(
    `insert into evidence_checkpoints (shop_id, size, signed_at, note) values ($1, $2, $3, $4)`,
    [shopId, size, signedAt, note],
  );
}

/** The newest checkpoint; null: nothing was sealed. */
export async function newestCheckpoint(
  sql: PoolClient,
  shopId: number,
): Promise<StoredCheckpoint | null> {
  const [newest] = await listCheckpoints(sql, shopId, { since: null, most: 1 });
  return newest ?? null;
}

/** Checkpoints signed since then (null: ever), the newest first, at most so many; the newest of all is always among them. */
export async function listCheckpoints(
  sql: PoolClient,
  shopId: number,
  { since, most }: { since: Date | null; most: number },
): Promise<StoredCheckpoint[]> {
  const { rows } = await sql.query<{ size: string; signedAt: Date; note: string }>(
    `select size, signed_at as "signedAt", note from evidence_checkpoints
      where shop_id = $1 and ($2::timestamptz is null or signed_at >= $2 or size = (
        select max(size) from evidence_checkpoints where shop_id = $1))
      order by size desc limit $3`,
    [shopId, since, most],
  );
  return rows.map((row) => ({ ...row, size: Number(row.size) }));
}
