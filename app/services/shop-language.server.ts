import { z } from 'zod';
import { withShop } from '#app/db/with-shop.server.ts';
import { LANGUAGES, resolveLanguage } from '#app/i18n/languages.ts';
import type { Language } from '#app/i18n/languages.ts';

const languageSetting = z.enum(['auto', ...LANGUAGES]).catch('auto');

/** The language the shop's screens speak: its own setting; `auto` (also when nothing is set) follows the staff member's admin. */
export async function shopLanguage(ask: { shopId: number; userLocale: string }): Promise<Language> {
  const rows = await withShop(
    ask.shopId,
    (tx) =>
      tx.$queryRaw<{ language: unknown }[]>`
        select settings->'language' as language from shop_settings where shop_id = ${ask.shopId}`,
  );
  return resolveLanguage({
    setting: languageSetting.parse(rows[0]?.language),
    adminLocale: ask.userLocale,
    acceptLanguage: null,
  });
}
