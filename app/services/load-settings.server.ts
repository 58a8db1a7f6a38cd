import { readSettings } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import { parseShopSettings } from '#app/domain/verdicts/parse-shop-settings.ts';
import { DEFAULT_SETTINGS } from '#app/domain/verdicts/settings.ts';

/** The shop's settings: as saved, or the defaults while nothing is saved or what is saved is no longer readable. */
export async function loadSettings({ shopId }: { shopId: number }): Promise<ShopSettings> {
  const saved = await withShopSql(shopId, (sql) => readSettings(sql, shopId));
  return settingsOf(saved);
}

/** The settings in a saved row; the defaults for null. */
export function settingsOf(saved: { settings: unknown } | null): ShopSettings {
  if (saved === null) return DEFAULT_SETTINGS;
  const parsed = parseShopSettings(saved.settings);
  return parsed.ok ? parsed.settings : DEFAULT_SETTINGS;
}
