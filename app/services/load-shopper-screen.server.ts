import type { ShopperSettingsView } from '#app/contracts/shopper-settings.ts';
import { countShopperViews } from '#app/db/shopper-counts.server.ts';
import { readScopes } from '#app/db/source-overview.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { loadShopperSettings } from '#app/services/load-shopper-settings.server.ts';

/** What the page shows on which a shop decides what its shoppers see. */
export async function loadShopperScreen({
  shopId,
}: {
  shopId: number;
}): Promise<ShopperSettingsView> {
  const { isOn, settings, writeError } = await loadShopperSettings({ shopId });
  return withShopSql(shopId, async (sql) => {
    const counts = await countShopperViews(sql, shopId);
    const scopes = await readScopes(sql, shopId);
    return {
      isOn,
      settings,
      onSince: isOn ? (counts.onSince?.toISOString() ?? null) : null,
      written: counts.written,
      waiting: counts.waiting,
      lastWrittenAt: counts.lastWrittenAt?.toISOString() ?? null,
      writeError,
      canWrite: scopes.includes('write_orders'),
    };
  });
}
