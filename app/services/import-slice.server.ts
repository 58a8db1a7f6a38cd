import type { PoolClient } from 'pg';
import { installedDomain, lockSync } from '#app/db/sync-lifecycle.server.ts';
import { lockImport } from '#app/db/sync-runs.server.ts';
import type { SyncRun } from '#app/db/sync-runs.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';

/** What a step of the import works with. */
export interface ImportSlice {
  shopId: number;
  domain: string;
  run: SyncRun;
  now: Date;
}

/**
 * Writes a step's outcome, unless the import has moved since the step began: stopped by an uninstall, or taken further
 * by another worker. Returns false then, having written nothing.
 */
export async function commitStep(
  { shopId, run }: ImportSlice,
  write: (sql: PoolClient) => Promise<void>,
): Promise<boolean> {
  return withShopSql(shopId, async (sql) => {
    if ((await installedDomain(sql, shopId)) === null) return false;
    await lockSync(sql, shopId);
    const current = await lockImport(sql, shopId);
    if (current === null || !isSamePlace(current, run)) return false;
    await write(sql);
    return true;
  });
}

function isSamePlace(a: SyncRun, b: SyncRun): boolean {
  return (
    a.runId === b.runId &&
    a.state === 'running' &&
    a.phase === b.phase &&
    a.byteOffset === b.byteOffset &&
    a.bulkOperationId === b.bulkOperationId
  );
}
