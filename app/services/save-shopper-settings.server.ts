import { z } from 'zod';
import { readShopperState, writeShopperState } from '#app/db/shopper-state.server.ts';
import { forgetWritten, markShopperViews } from '#app/db/shopper-views.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import {
  parseShopperSettings,
  type ShopperSettingsError,
} from '#app/domain/shopper/parse-shopper-settings.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { log } from '#app/log.server.ts';

const switchSchema = z.object({ isOn: z.boolean() });

/** Orders whose parcels have all ended are shown anew for so long. */
const SHOWN_AFTER_END_MS = 30 * 24 * 3_600_000;

/**
 * Saves what shoppers see. `form` is `{ isOn }` with the parts of `ShopperSettings`; every wrong field is returned by its
 * path, and then nothing is saved. While it is on, the views of all orders are made anew whose parcels are on their way or have
 * ended within 30 days; turned off, what stands in their metafields is emptied.
 */
export async function saveShopperSettings({
  shopId,
  form,
  actor,
  now,
}: {
  shopId: number;
  form: unknown;
  /** 'user:<id>'. */
  actor: string;
  now: Date;
}): Promise<{ ok: true } | { ok: false; errors: ShopperSettingsError[] }> {
  const turned = switchSchema.safeParse(form);
  const parsed = parseShopperSettings(form);
  const errors: ShopperSettingsError[] = [
    ...(turned.success ? [] : [{ path: 'isOn', code: 'required', params: {} } as const]),
    ...(parsed.ok ? [] : parsed.errors),
  ];
  if (!turned.success || !parsed.ok) return { ok: false, errors };
  const { isOn } = turned.data;
  const { settings } = parsed;
  await withShopSql(shopId, async (sql) => {
    const before = await readShopperState(sql, shopId);
    await writeShopperState(sql, shopId, { isOn, settings, now });
    const isSame = JSON.stringify(before.settings) === JSON.stringify(settings);
    if (isSame && before.isOn === isOn && before.writeError === null) return;
    if (before.writeError !== null) {
      await forgetWritten(sql, shopId, { wasDenied: before.writeError === 'scope_missing' });
    }
    const endedSince = new Date(now.getTime() - SHOWN_AFTER_END_MS);
    if (isOn) await markShopperViews(sql, shopId, { endedSince });
    await enqueue(sql, 'write-shopper-views', { shopId });
  });
  log.info({ shopId, actor, isOn }, 'what shoppers see was saved');
  return { ok: true };
}
