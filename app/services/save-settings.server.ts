import type { PoolClient } from 'pg';
import { newestModel } from '#app/db/lane-model-versions.server.ts';
import { continueRelearning, planLaneModel } from '#app/db/lane-schedule.server.ts';
import { beginReassessment } from '#app/db/parcels-reassess.server.ts';
import { readSettings, writeSettings } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import { parseShopSettings } from '#app/domain/verdicts/parse-shop-settings.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { settingsOf } from '#app/services/load-settings.server.ts';

export type SettingsErrors = Extract<ReturnType<typeof parseShopSettings>, { ok: false }>['errors'];

/**
 * Saves the shop's settings and has every parcel assessed anew under them, by a model that is made for them first, in one
 * transaction.
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
  const { settings } = parsed;
  await withShopSql(shopId, async (sql) => {
    const before = settingsOf(await readSettings(sql, shopId));
    await writeSettings(sql, { shopId, settings, now });
    await learnUnder(sql, { shopId, settings, before, now });
    await beginReassessment(sql, shopId);
    await enqueue(sql, 'reassess-shop', { shopId }, { sooner: true });
  });
  return { ok: true };
}

/**
 * A budget is solved with the model it is kept by, so that a new one needs a new model. Lengths of silences that were counted
 * in another kind of days compare with nothing: they are learned anew. A shop without a model has nothing to make one of.
 */
async function learnUnder(
  sql: PoolClient,
  {
    shopId,
    settings,
    before,
    now,
  }: { shopId: number; settings: ShopSettings; before: ShopSettings; now: Date },
): Promise<void> {
  if ((await newestModel(sql, shopId)) === null) return;
  await planLaneModel(sql, shopId, now);
  await enqueue(sql, 'make-lane-model', { shopId }, { sooner: true });
  if (settings.calendar.businessDays === before.calendar.businessDays) return;
  await continueRelearning(sql, shopId, '0');
  await enqueue(sql, 'learn-lanes', { shopId });
}
