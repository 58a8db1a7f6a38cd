import { endRun } from '#app/db/sync-runs.server.ts';
import { noteSweep } from '#app/db/sync-state.server.ts';
import { AGAIN, DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { assessParcels } from '#app/services/assess-parcels.server.ts';
import { commitStep } from '#app/services/import-slice.server.ts';
import type { ImportSlice } from '#app/services/import-slice.server.ts';

const SLICE = 500;

/**
 * Judges what was imported, a slice at a time; when nothing is left, ends the import. The sweep that follows begins at the
 * import's start, so what changed while the file was written and read is not missed; and learning, which makes the shop's
 * first model when it has gone through everything; and the first judging of everything.
 */
export async function importAssess(slice: ImportSlice): Promise<Step> {
  const { shopId, run, now } = slice;
  let judged = 0;
  const committed = await commitStep(slice, async (sql) => {
    const scope = { kind: 'unassessed', limit: SLICE } as const;
    judged = await assessParcels(sql, { shopId, scope, occasion: 'sync', now });
    if (judged > 0) return;
    await endRun(sql, shopId, run.runId, { state: 'done', error: null, now });
    await noteSweep(sql, shopId, {
      sweptUntil: run.startedAt,
      lastSweepAt: null,
      nextSweepAt: now,
    });
    await enqueue(sql, 'sweep-shop', { shopId });
    await enqueue(sql, 'learn-lanes', { shopId });
    await enqueue(sql, 'judge-all', { shopId });
  });
  return committed && judged > 0 ? AGAIN : DONE;
}
