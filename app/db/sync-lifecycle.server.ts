import type { PoolClient } from 'pg';

/**
 * The shop's domain while it is installed; null once it has left, which every job checks before it writes.
 * Holds the uninstall back until the caller's transaction ends: after it, nothing of a running job lands.
 */
export async function installedDomain(sql: PoolClient, shopId: number): Promise<string | null> {
  const { rows } = await sql.query<{ domain: string }>(
    `select domain from shops where shop_id = $1 and status = 'installed' for share`,
    [shopId],
  );
  return rows[0]?.domain ?? null;
}

/** Marks the shop as gone and deletes its tokens; false when it was installed again after `triggeredAt` (clocks may differ by seconds). */
export async function removeShop(
  sql: PoolClient,
  shopId: number,
  { triggeredAt, now }: { triggeredAt: Date; now: Date },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update shops set status = 'uninstalled', uninstalled_at = $3
      where shop_id = $1 and installed_at <= $2::timestamptz + interval '5 seconds'`,
    [shopId, triggeredAt, now],
  );
  if (rowCount !== 1) return false;
  await sql.query(`delete from shop_sessions where shop_id = $1`, [shopId]);
  return true;
}

/** Since when the shop has had the app without a break; null when it has not. */
export async function installedSince(sql: PoolClient, shopId: number): Promise<Date | null> {
  const { rows } = await sql.query<{ at: Date }>(
    `select installed_at as at from shops where shop_id = $1 and status = 'installed'`,
    [shopId],
  );
  return rows[0]?.at ?? null;
}

/**
 * One writer of a shop's facts at a time, until the transaction ends. The queue serialises a shop's jobs already; this
 * holds when a worker was taken for dead and lives. Webhooks do not take it: they only mark.
 */
export async function lockSync(sql: PoolClient, shopId: number): Promise<void> {
  await sql.query(`select pg_advisory_xact_lock($1, $2)`, [SYNC_LOCK, shopId]);
}

/** First key of the advisory locks of the sync; the second is the shop. */
const SYNC_LOCK = 5_247_310;

/** Stores the scopes the shop has granted, comma-separated. */
export async function writeScopes(sql: PoolClient, shopId: number, scopes: string): Promise<void> {
  await sql.query(`update shops set scopes = $2 where shop_id = $1`, [shopId, scopes]);
}

/** The scopes the shop has granted; a write scope stands for its read scope too. */
export async function grantedScopes(sql: PoolClient, shopId: number): Promise<Set<string>> {
  const { rows } = await sql.query<{ scopes: string }>(
    `select scopes from shops where shop_id = $1`,
    [shopId],
  );
  const scopes = (rows[0]?.scopes ?? '')
    .split(',')
    .map((scope) => scope.trim())
    .filter(Boolean);
  const reads = scopes.flatMap((scope) =>
    scope.startsWith('write_') ? [`read_${scope.slice('write_'.length)}`] : [],
  );
  return new Set([...scopes, ...reads]);
}

/** The shop's domain whether or not it is installed; null once it is erased. */
export async function anyDomain(
  sql: PoolClient,
  shopId: number,
): Promise<{ domain: string; isInstalled: boolean } | null> {
  const { rows } = await sql.query<{ domain: string; is_installed: boolean }>(
    `select domain, status = 'installed' as is_installed from shops where shop_id = $1`,
    [shopId],
  );
  const [row] = rows;
  return row === undefined ? null : { domain: row.domain, isInstalled: row.is_installed };
}
