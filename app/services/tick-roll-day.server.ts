import { openDay } from '#app/db/daily-counts.server.ts';
import { forgetDoneWebhooks } from '#app/db/webhook-inbox.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';

const KEEP_WEBHOOKS_MS = 7 * 24 * 3_600_000;

/** Closes the shop's yesterday with its counts, and forgets webhooks that are long done. */
export async function rollDay({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  await withShopSql(shopId, async (sql) => {
    await openDay(sql, shopId, now);
    await forgetDoneWebhooks(sql, shopId, new Date(now.getTime() - KEEP_WEBHOOKS_MS));
  });
  return DONE;
}
