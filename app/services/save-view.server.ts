import type { SavedView } from '#app/contracts/pages.ts';
import { serialiseParcelQuery } from '#app/contracts/parcel-query.ts';
import { insertSavedView } from '#app/db/saved-views.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { parseParcelQuery } from '#app/services/parse-parcel-query.server.ts';

export type SaveViewErrorCode =
  'name_missing' | 'name_too_long' | 'name_taken' | 'too_many' | 'bad_query';

/** Letters as a person counts them. */
const LONGEST_NAME = 60;
const MOST_VIEWS = 50;

/**
 * Saves what the Parcels page shows under a name. `query` is the page's search-parameter string; a cursor in it is
 * dropped, so that a view begins at its first page. To undo a deletion, give the deleted view with its `viewId`.
 */
export async function saveView({
  shopId,
  name,
  query,
  viewId = null,
  now,
}: {
  shopId: number;
  name: string;
  query: string;
  viewId?: string | null;
  now: Date;
}): Promise<{ ok: true; view: SavedView } | { ok: false; error: SaveViewErrorCode }> {
  const words = name
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  if (words === '') return { ok: false, error: 'name_missing' };
  if ([...words].length > LONGEST_NAME) return { ok: false, error: 'name_too_long' };
  const parameters = new URLSearchParams(query);
  parameters.delete('cursor');
  parameters.delete('direction');
  const parsed = parseParcelQuery(parameters);
  if (!parsed.ok || (viewId !== null && !UUID.test(viewId)))
    return { ok: false, error: 'bad_query' };
  const saved = await withShopSql(shopId, (sql) =>
    insertSavedView(sql, {
      shopId,
      viewId,
      name: words,
      query: serialiseParcelQuery(parsed.query),
      now,
      most: MOST_VIEWS,
    }),
  );
  return saved.ok ? saved : { ok: false, error: saved.code };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
