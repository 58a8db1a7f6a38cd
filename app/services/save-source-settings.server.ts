import { sourceSettingsSchema } from '#app/contracts/sources.ts';
import { writePlan } from '#app/db/source-connections.server.ts';
import { writeSourceSettings } from '#app/db/source-settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { log } from '#app/log.server.ts';
import { planAnew } from '#app/services/connect-source.server.ts';

/**
 * Saves what the merchant chose: which carriers each source serves, its daily limit and price, and how links are handled.
 * `form` is as the page sent it; the path of the first value that is not one is given back, and then nothing is saved.
 * A plan of a source that was disconnected meanwhile is dropped.
 */
export async function saveSourceSettings({
  shopId,
  form,
  actor,
  now,
}: {
  shopId: number;
  form: unknown;
  actor: string;
  now: Date;
}): Promise<{ ok: true } | { ok: false; path: string }> {
  const parsed = sourceSettingsSchema.safeParse(form);
  if (!parsed.success) {
    return { ok: false, path: parsed.error.issues[0]?.path.join('.') ?? '' };
  }
  const { links, plans } = parsed.data;
  await withShopSql(shopId, async (sql) => {
    await writeSourceSettings(sql, shopId, { settings: links, now });
    for (const plan of plans) await writePlan(sql, shopId, plan);
    if (plans.length > 0) await planAnew(sql, shopId);
  });
  log.info({ shopId, actor, ...links }, 'source settings were saved');
  return { ok: true };
}
