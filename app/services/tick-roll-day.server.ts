import type { PoolClient } from 'pg';
import { openDay } from '#app/db/daily-counts.server.ts';
import { noteWriteError, readShopperState } from '#app/db/shopper-state.server.ts';
import { forgetWritten, markOpenShopperViews } from '#app/db/shopper-views.server.ts';
import { grantedScopes } from '#app/db/sync-lifecycle.server.ts';
import { forgetDoneWebhooks } from '#app/db/webhook-inbox.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';

const KEEP_WEBHOOKS_MS = 7 * 24 * 3_600_000;

/** Closes the shop's yesterday with its counts, forgets webhooks that are long done, and has shoppers see the new day. */
export async function rollDay({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  await withShopSql(shopId, async (sql) => {
    await openDay(sql, shopId, now);
    await forgetDoneWebhooks(sql, shopId, new Date(now.getTime() - KEEP_WEBHOOKS_MS));
    await touchShopperViews(sql, shopId);
  });
  return DONE;
}

/** Ranges of days move with them. What could not be written for want of a permission that is there now is written after all. */
async function touchShopperViews(sql: PoolClient, shopId: number): Promise<void> {
  const { isOn, writeError } = await readShopperState(sql, shopId);
  if (!isOn) return;
  await markOpenShopperViews(sql, shopId);
  if (writeError === 'scope_missing' && (await grantedScopes(sql, shopId)).has('write_orders')) {
    await noteWriteError(sql, shopId, null);
    await forgetWritten(sql, shopId, { wasDenied: true });
  }
  await enqueue(sql, 'write-shopper-views', { shopId });
}
