import type { SavedView } from '#app/contracts/pages.ts';
import { readSavedViews } from '#app/db/saved-views.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';

/** The shop's saved views by name. */
export async function listViews({ shopId }: { shopId: number }): Promise<SavedView[]> {
  return withShopSql(shopId, (sql) => readSavedViews(sql, shopId));
}
