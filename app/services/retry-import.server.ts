import { lockImport, openImport } from '#app/db/sync-runs.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';

/**
 * Starts the first import anew after it failed for a reason that does not mend itself (a scope withheld, a query
 * refused). What was read before is kept and written over. Answers false, changing nothing, when it has not failed.
 */
export async function retryImport({
  shopId,
  now,
}: {
  shopId: number;
  now: Date;
}): Promise<boolean> {
  return withShopSql(shopId, async (sql) => {
    const latest = await lockImport(sql, shopId);
    if (latest?.state !== 'failed') return false;
    await openImport(sql, shopId, now);
    await enqueue(sql, 'import-shop', { shopId });
    return true;
  });
}
