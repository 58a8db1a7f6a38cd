import { beginReassessment } from '#app/db/parcels-reassess.server.ts';
import { writeSettings } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { parseShopSettings } from '#app/domain/verdicts/parse-shop-settings.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';

export type SettingsErrors = Extract<ReturnType<typeof parseShopSettings>, { ok: false }>['errors'];

/**
 * Saves the shop's settings and has every parcel assessed anew under them, in one transaction.
 * A value out of range is returned by its path, and then nothing is saved.
 */
export async function saveSettings({
  shopId,
  form,
  now,
}: {
  shopId: number;
  form: unknown;
  now: Date;
}): Promise<{ ok: true } | { ok: false; errors: SettingsErrors }> {
  const parsed = parseShopSettings(form);
  if (!parsed.ok) return { ok: false, errors: parsed.errors };
  await withShopSql(shopId, async (sql) => {
    await writeSettings(sql, { shopId, settings: parsed.settings, now });
    await beginReassessment(sql, shopId);
    await enqueue(sql, 'reassess-shop', { shopId }, { sooner: true });
  });
  return { ok: true };
}
