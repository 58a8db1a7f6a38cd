import type { PoolClient } from 'pg';
import type { UploadRowView } from '#app/contracts/uploads.ts';
import { installedDomain, lockSync } from '#app/db/sync-lifecycle.server.ts';
import { moveUpload, readUpload } from '#app/db/uploads.server.ts';
import type { StoredUpload } from '#app/db/uploads.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { AGAIN } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';

export interface UploadSlice {
  shopId: number;
  upload: StoredUpload;
  now: Date;
}

/** A row of a slice, or the slice's rows together. */
export interface RowStep extends UploadSlice {
  row: UploadRowView;
}
export interface RowsStep extends UploadSlice {
  rows: readonly UploadRowView[];
}

/** How one stage of an upload goes through its rows. */
interface Stage {
  /** The state in which it may work; anybody may have ended it meanwhile. */
  state: 'applying' | 'undoing';
  rowsPerSlice: Record<StoredUpload['kind'], number>;
  take(
    sql: PoolClient,
    shopId: number,
    wanted: { uploadId: string; limit: number },
  ): Promise<UploadRowView[]>;
  /** One number's row. */
  doRow(sql: PoolClient, step: RowStep): Promise<void>;
  /** Events are dealt with together. */
  doEvents(sql: PoolClient, step: RowsStep): Promise<void>;
  /** What the upload becomes when no row is left. */
  end: Parameters<typeof moveUpload>[3];
}

/** Does the next rows of a stage in one transaction; a slice that is lost is done again. The last one ends the stage. */
export async function workSlice(slice: UploadSlice, stage: Stage): Promise<Step> {
  const { shopId, now } = slice;
  const { uploadId } = slice.upload;
  await withShopSql(shopId, async (sql) => {
    if ((await installedDomain(sql, shopId)) === null) return;
    await lockSync(sql, shopId);
    const upload = await readUpload(sql, shopId, { uploadId, lock: true });
    if (upload?.state !== stage.state) return;
    const limit = stage.rowsPerSlice[upload.kind];
    const rows = await stage.take(sql, shopId, { uploadId, limit });
    if (upload.kind === 'scans') await stage.doEvents(sql, { shopId, upload, rows, now });
    else for (const row of rows) await stage.doRow(sql, { shopId, upload, row, now });
    const rowsDone = upload.rowsDone + rows.length;
    const isMore = rows.length === limit;
    await moveUpload(sql, shopId, uploadId, isMore ? { rowsDone } : { rowsDone, ...stage.end });
  });
  return AGAIN;
}
