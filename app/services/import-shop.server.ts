import { endRun, lockImport } from '#app/db/sync-runs.server.ts';
import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';
import { DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { importAssess } from '#app/services/import-assess.server.ts';
import { BulkQueryRefused, awaitBulk, requestBulk } from '#app/services/import-bulk.server.ts';
import { importEvents } from '#app/services/import-events.server.ts';
import { importFile } from '#app/services/import-file.server.ts';
import { commitStep } from '#app/services/import-slice.server.ts';
import type { ImportSlice } from '#app/services/import-slice.server.ts';
import { AdminApiError } from '#app/shopify/admin-failure.ts';

/**
 * Takes the first import one step further. Each step ends in one transaction that holds its rows and its checkpoint
 * together, so a worker killed anywhere leaves a state from which the next goes on, without a row twice or missing:
 *
 * `bulk_requested` (start or adopt the operation) → `bulk_running` (wait for it) → `reading_file` (orders,
 * fulfillments, parcels) → `reading_events` (scans) → `assessing` (verdicts) → `done` (then a sweep from the import's
 * start, which brings what changed meanwhile).
 */
export async function importShop({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  const slice = await withShopSql(shopId, async (sql) => {
    const domain = await installedDomain(sql, shopId);
    const run = domain === null ? null : await lockImport(sql, shopId);
    return domain === null || run?.state !== 'running' ? null : { shopId, domain, run, now };
  });
  if (slice === null) return DONE;
  try {
    return await takeStep(slice);
  } catch (error) {
    if (!isHopeless(error)) throw error;
    const { run } = slice;
    await commitStep(slice, (sql) =>
      endRun(sql, shopId, run.runId, { state: 'failed', error: error.message, now }),
    );
    return DONE;
  }
}

/** Shopify will say the same tomorrow: a scope is missing or the query is refused. The progress view shows its words. */
function isHopeless(error: unknown): error is Error {
  if (error instanceof BulkQueryRefused) return true;
  return error instanceof AdminApiError && ['forbidden', 'refused'].includes(error.kind);
}

function takeStep(slice: ImportSlice): Promise<Step> | Step {
  const { phase } = slice.run;
  switch (phase) {
    case 'bulk_requested':
      return requestBulk(slice);
    case 'bulk_running':
      return awaitBulk(slice);
    case 'reading_file':
      return importFile(slice);
    case 'reading_events':
      return importEvents(slice);
    case 'assessing':
      return importAssess(slice);
    case 'done':
      return DONE;
    default:
      return assertExhaustive(phase);
  }
}
