import { ensureFactsState } from '#app/db/facts-state.server.ts';
import { registerShop } from '#app/db/shops.server.ts';
import { lockImport, openImport, resumeImport } from '#app/db/sync-runs.server.ts';
import { readSyncState } from '#app/db/sync-state.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';

/**
 * Installs a shop, or takes it up again. Calling it twice changes nothing.
 * A new shop gets its first import. One that left in the middle of it goes on at its checkpoint. One that had been
 * imported gets a sweep from where the last one ended, which brings what happened while it was away.
 */
export async function beginInstall({
  domain,
  scopes,
  now,
}: {
  domain: string;
  scopes: string;
  now: Date;
}): Promise<void> {
  const { shopId } = await registerShop({ domain, scopes, now });
  await withShopSql(shopId, async (sql) => {
    // Prices and policies cannot be read of the past: their record begins here.
    await ensureFactsState(sql, shopId, now);
    const { nextSweepAt } = await readSyncState(sql, shopId);
    const latest = await lockImport(sql, shopId);
    if (latest === null || latest.state === 'failed') {
      await openImport(sql, shopId, now);
    } else if (latest.state === 'stopped') {
      await resumeImport(sql, shopId, latest.runId);
    } else if (latest.state === 'done') {
      // The uninstall left the sweep due at once; a shop that never left has its hour.
      if (nextSweepAt !== null && nextSweepAt <= now) await enqueue(sql, 'sweep-shop', { shopId });
      return;
    }
    await enqueue(sql, 'refresh-shop', { shopId });
    await enqueue(sql, 'import-shop', { shopId });
  });
}
