import type { PoolClient } from 'pg';
import type { SavedView } from '#app/contracts/pages.ts';

/** The shop's saved views by name. */
export async function readSavedViews(sql: PoolClient, shopId: number): Promise<SavedView[]> {
  const { rows } = await sql.query<SavedView>(
    `select view_id::text as "viewId", name, query #>> '{}' as query
     from saved_views where shop_id = $1 order by lower(name), name`,
    [shopId],
  );
  return rows;
}

/** Adds a view, under its old id when a deletion is undone. Returns why not by name. */
export async function insertSavedView(
  sql: PoolClient,
  view: {
    shopId: number;
    viewId: string | null;
    name: string;
    query: string;
    now: Date;
    most: number;
  },
): Promise<{ ok: true; view: SavedView } | { ok: false; code: 'name_taken' | 'too_many' }> {
  // One at a time per shop, so that two saves cannot both see room for the last view.
  await sql.query('select pg_advisory_xact_lock($1, $2)', [SAVED_VIEWS_LOCK, view.shopId]);
  const { rows: counted } = await sql.query<{ count: number; taken: boolean }>(
    `select count(*)::int as count, coalesce(bool_or(lower(name) = lower($2)), false) as taken
     from saved_views where shop_id = $1`,
    [view.shopId, view.name],
  );
  const { count, taken } = counted[0] ?? { count: 0, taken: false };
  if (taken) return { ok: false, code: 'name_taken' };
  if (count >= view.most) return { ok: false, code: 'too_many' };
  const { rows } = await sql.query<SavedView>(
    `insert into saved_views (shop_id, view_id, name, query, created_at)
     values ($1, coalesce($2::uuid, gen_random_uuid()), $3, to_jsonb($4::text), $5)
     returning view_id::text as "viewId", name, query #>> '{}' as query`,
    [view.shopId, view.viewId, view.name, view.query, view.now],
  );
  const [saved] = rows;
  if (saved === undefined) throw new Error('An insert returned no row');
  return { ok: true, view: saved };
}

/** Takes a view away and returns it as it was; null when there was none. */
export async function deleteSavedView(
  sql: PoolClient,
  { shopId, viewId }: { shopId: number; viewId: string },
): Promise<SavedView | null> {
  const { rows } = await sql.query<SavedView>(
    `delete from saved_views where shop_id = $1 and view_id = $2::uuid
     returning view_id::text as "viewId", name, query #>> '{}' as query`,
    [shopId, viewId],
  );
  return rows[0] ?? null;
}

/** Any number of our own: the first key of the advisory locks that guard a shop's saved views. */
const SAVED_VIEWS_LOCK = 7_301;
