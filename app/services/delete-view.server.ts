import type { SavedView } from '#app/contracts/pages.ts';
import { deleteSavedView } from '#app/db/saved-views.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';

/** Deletes a saved view and returns it, so that `saveView` can bring it back; null when there was none of this id. */
export async function deleteView({
  shopId,
  viewId,
}: {
  shopId: number;
  viewId: string;
}): Promise<SavedView | null> {
  if (!UUID.test(viewId)) return null;
  return withShopSql(shopId, (sql) => deleteSavedView(sql, { shopId, viewId }));
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
