import type { PoolClient } from 'pg';
import { forgetContacts } from '#app/db/contacts.server.ts';
import { noteWriteError } from '#app/db/shopper-state.server.ts';
import { forgetSourceSecrets } from '#app/db/source-secrets.server.ts';
import { removeShop } from '#app/db/sync-lifecycle.server.ts';
import { stopRuns } from '#app/db/sync-runs.server.ts';
import { askForSweep } from '#app/db/sync-state.server.ts';
import { finishWebhooksOfTopic } from '#app/db/webhook-inbox.server.ts';
import { removeShopJobs } from '#app/jobs/enqueue.server.ts';

/**
 * Stops everything for a shop that removed the app, in the caller's transaction: status, tokens, keys to tracking sources,
 * contacts, waiting jobs and the running import. A job that runs at this moment sees the status before its next write and ends. The data stays until
 * `shop/redact`, so that a shop that comes back within two days goes on where it was.
 * A delivery that speaks of an earlier life of the shop (`triggeredAt` before the current installation) does nothing.
 */
export async function uninstallShop(
  sql: PoolClient,
  { shopId, triggeredAt, now }: { shopId: number; triggeredAt: Date; now: Date },
): Promise<void> {
  if (await removeShop(sql, shopId, { triggeredAt, now })) {
    await forgetSourceSecrets(sql, shopId);
    await forgetContacts(sql, shopId);
    await stopRuns(sql, shopId, now);
    await askForSweep(sql, shopId, now);
    // Gone with the app. Once it is granted again, what shoppers see is written as if it never had been.
    await noteWriteError(sql, shopId, 'scope_missing');
    await removeShopJobs(sql, shopId);
  }
  await finishWebhooksOfTopic(sql, shopId, 'app/uninstalled', now);
}
