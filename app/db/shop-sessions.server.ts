import type { PoolClient } from 'pg';
import { z } from 'zod';
import { isUnderOldKey, open, seal } from '#app/db/secret-box.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';

/** A Shopify session as it is kept: its JSON sealed, its expiry in plain for the keep-warm job. */
export interface StoredSession {
  sessionId: string;
  /** The session as JSON text, tokens included. Never log it. */
  json: string;
  /** When the access token expires; null = never. */
  expiresAt: Date | null;
  /** When the refresh token expires; null = there is none. */
  refreshExpiresAt: Date | null;
}

const COLUMN = 'shop_sessions.ciphertext';
/** First key of the advisory lock; the second is the shop. */
const SESSION_LOCK = 5_247_303;
const ROTATE_BATCH = 500;

/** Stores or replaces a session. */
export async function storeSession(
  shopId: number,
  session: StoredSession,
  now: Date,
): Promise<void> {
  await withShopSql(shopId, (sql) => storeSessionIn(sql, shopId, session, now));
}

/** The same inside a transaction of the shop, such as the one that holds the session lock. */
export async function storeSessionIn(
  sql: PoolClient,
  shopId: number,
  session: StoredSession,
  now: Date,
): Promise<void> {
  const { ciphertext, keyId } = seal(Buffer.from(session.json), placeOf(shopId, session.sessionId));
  await sql.query(
    `insert into shop_sessions (shop_id, session_id, ciphertext, key_id, expires_at, refresh_expires_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (shop_id, session_id) do update set ciphertext = excluded.ciphertext, key_id = excluded.key_id,
       expires_at = excluded.expires_at, refresh_expires_at = excluded.refresh_expires_at,
       updated_at = excluded.updated_at`,
    [
      shopId,
      session.sessionId,
      ciphertext,
      keyId,
      session.expiresAt,
      session.refreshExpiresAt,
      now,
    ],
  );
}

/** The session, or null. Throws when it does not open (wrong key, tampering). */
export async function loadSession(
  shopId: number,
  sessionId: string,
): Promise<StoredSession | null> {
  return withShopSql(shopId, (sql) => loadSessionIn(sql, shopId, sessionId));
}

/** The same inside a transaction of the shop. */
export async function loadSessionIn(
  sql: PoolClient,
  shopId: number,
  sessionId: string,
): Promise<StoredSession | null> {
  const { rows } = await sql.query(
    `select session_id, ciphertext, key_id, expires_at, refresh_expires_at from shop_sessions
      where shop_id = $1 and session_id = $2`,
    [shopId, sessionId],
  );
  return rows.length === 0 ? null : sessionOf(shopId, rows[0]);
}

/** Every session of the shop, at most `limit`. */
export async function listSessions(shopId: number, limit = 100): Promise<StoredSession[]> {
  return withShopSql(shopId, async (sql) => {
    const { rows } = await sql.query(
      `select session_id, ciphertext, key_id, expires_at, refresh_expires_at from shop_sessions
        where shop_id = $1 order by session_id limit $2`,
      [shopId, limit],
    );
    return rows.map((row) => sessionOf(shopId, row));
  });
}

/** Forgets one session, or with null all of the shop's (uninstall). */
export async function deleteSessions(shopId: number, sessionId: string | null): Promise<void> {
  await withShopSql(shopId, (sql) =>
    sql.query(
      'delete from shop_sessions where shop_id = $1 and ($2::text is null or session_id = $2)',
      [shopId, sessionId],
    ),
  );
}

/**
 * Runs `work` while no other process runs one for this shop: one token refresh at a time. What it writes through
 * `sql` is kept when it resolves and undone when it throws. The lock ends with the transaction, also when the
 * process is killed. `work` must bound its own network calls: it holds a connection.
 */
export async function withSessionLock<T>(
  shopId: number,
  work: (sql: PoolClient) => Promise<T>,
): Promise<T> {
  return withShopSql(shopId, async (sql) => {
    await sql.query('select pg_advisory_xact_lock($1, $2)', [SESSION_LOCK, shopId]);
    return work(sql);
  });
}

/** Seals the shop's sessions again that are under an older key. Returns how many. */
export async function resealSessions(shopId: number): Promise<number> {
  return withSessionLock(shopId, async (sql) => {
    const { rows } = await sql.query(
      `select session_id, ciphertext, key_id, expires_at, refresh_expires_at from shop_sessions
        where shop_id = $1 order by session_id limit $2 for update`,
      [shopId, ROTATE_BATCH],
    );
    const old = rowsSchema.parse(rows).filter((row) => isUnderOldKey(row.key_id));
    for (const row of old) {
      const place = placeOf(shopId, row.session_id);
      const { ciphertext, keyId } = seal(
        open({ ciphertext: row.ciphertext, keyId: row.key_id }, place),
        place,
      );
      await sql.query(
        'update shop_sessions set ciphertext = $3, key_id = $4 where shop_id = $1 and session_id = $2',
        [shopId, row.session_id, ciphertext, keyId],
      );
    }
    return old.length;
  });
}

const rowSchema = z.object({
  session_id: z.string(),
  ciphertext: z.instanceof(Buffer),
  key_id: z.string(),
  expires_at: z.date().nullable(),
  refresh_expires_at: z.date().nullable(),
});
const rowsSchema = z.array(rowSchema);

function sessionOf(shopId: number, unparsed: unknown): StoredSession {
  const row = rowSchema.parse(unparsed);
  const sealed = { ciphertext: row.ciphertext, keyId: row.key_id };
  return {
    sessionId: row.session_id,
    json: open(sealed, placeOf(shopId, row.session_id)).toString('utf8'),
    expiresAt: row.expires_at,
    refreshExpiresAt: row.refresh_expires_at,
  };
}

/** The session's id is part of the place: a shop's sessions cannot be swapped for each other either. */
function placeOf(shopId: number, sessionId: string) {
  return { shopId, column: `${COLUMN}:${sessionId}` };
}
