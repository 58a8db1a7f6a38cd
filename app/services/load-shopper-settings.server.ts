import { readShopperState, type ShopperState } from '#app/db/shopper-state.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';

/** What the shop lets its shoppers see, and whether it does. */
export async function loadShopperSettings({ shopId }: { shopId: number }): Promise<ShopperState> {
  return withShopSql(shopId, (sql) => readShopperState(sql, shopId));
}
