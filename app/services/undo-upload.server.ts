import type { PoolClient } from 'pg';
import type { UploadActionResult } from '#app/contracts/uploads.ts';
import { parseParcelId } from '#app/contracts/parcel-query.ts';
import { underSavepoint } from '#app/db/savepoint.server.ts';
import { linksOfUpload } from '#app/db/upload-links.server.ts';
import { settleRow, takeAppliedRows } from '#app/db/upload-rows.server.ts';
import { moveUpload, readUpload } from '#app/db/uploads.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { reason } from '#app/domain/uploads/upload.ts';
import { log } from '#app/log.server.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { undoScanRows } from '#app/services/work-scan-uploads.server.ts';
import { decideLink } from '#app/services/link-legs.server.ts';
import { workSlice } from '#app/services/upload-slice.server.ts';
import type { RowStep, UploadSlice } from '#app/services/upload-slice.server.ts';

const ROWS_PER_SLICE = 50;

/** Has every link of an upload taken back by a job, also of one that is still being applied. */
export async function startUndoing({
  shopId,
  uploadId,
}: {
  shopId: number;
  uploadId: string;
}): Promise<UploadActionResult> {
  return withShopSql(shopId, async (sql) => {
    const upload = await readUpload(sql, shopId, { uploadId, lock: true });
    if (upload === null) return { ok: false, error: 'failed' };
    if (upload.state !== 'applied' && upload.state !== 'applying')
      return { ok: false, error: 'not_now' };
    await moveUpload(sql, shopId, uploadId, { state: 'undoing', rowsDone: 0 });
    await enqueue(sql, 'work-uploads', { shopId });
    return { ok: true, done: 'undo', count: upload.rowsDone };
  });
}

/**
 * Takes the next rows back, the last applied first. A link that somebody has undone already is passed over; one that cannot
 * be undone is noted beside its row and stops no other.
 */
export async function undoSlice(slice: UploadSlice): Promise<Step> {
  return workSlice(slice, {
    state: 'undoing',
    rowsPerSlice: { numbers: ROWS_PER_SLICE, scans: ROWS_PER_SLICE },
    take: takeAppliedRows,
    doRow: undoUnderSavepoint,
    doEvents: undoScanRows,
    end: { state: 'undone', undoneAt: slice.now },
  });
}

async function undoUnderSavepoint(sql: PoolClient, step: RowStep): Promise<void> {
  const { shopId, row, upload } = step;
  const settled = { uploadId: upload.uploadId, line: row.line, appliedAt: null };
  const failure = await underSavepoint(sql, async () => {
    await undoRow(sql, step);
    await settleRow(sql, shopId, settled);
  });
  if (failure === null) return;
  log.warn({ shopId, ...settled, ...failure }, 'A row of an upload could not be taken back');
  await settleRow(sql, shopId, { ...settled, note: reason('could_not_undo') });
}

async function undoRow(sql: PoolClient, { shopId, upload, row, now }: RowStep): Promise<void> {
  const place = row.parcelId === null ? null : parseParcelId(row.parcelId);
  if (place === null) return;
  const links = await linksOfUpload(sql, shopId, { uploadId: upload.uploadId, ...place });
  for (const { linkId, state } of links) {
    const decision = state === 'confirmed' ? 'undo' : 'reject';
    const actor = upload.createdBy;
    const decided = await decideLink(sql, { shopId, linkId, decision, actor, now });
    if (!decided.ok && decided.code !== 'not_now')
      throw new Error(`The link was not undone: ${decided.code}`);
  }
}
