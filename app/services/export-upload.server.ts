import { stringify } from 'csv-stringify/sync';
import type { UploadRowView } from '#app/contracts/uploads.ts';
import { outcomeSchema } from '#app/contracts/uploads.ts';
import { readUploadRows } from '#app/db/upload-rows.server.ts';
import { readUpload } from '#app/db/uploads.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { ROW_OUTCOMES } from '#app/domain/uploads/upload.ts';
import type { RowOutcome, RowReason } from '#app/domain/uploads/upload.ts';
import { safeCell } from '#app/services/export-parcels.server.ts';

export const UPLOAD_EXPORT_COLUMNS = [
  'line',
  'outcome',
  'reason',
  'order',
  'number',
  'next',
  'existing',
  'carrier',
  'sku',
  'quantity',
  'shipped',
  'parcel',
] as const;
export type UploadExportColumn = (typeof UPLOAD_EXPORT_COLUMNS)[number];

/** Words in the reader's language. */
export interface UploadLabels {
  column: (name: UploadExportColumn) => string;
  outcome: (outcome: RowOutcome) => string;
  reason: (reason: RowReason) => string;
}

const ROWS_PER_CHUNK = 1_000;
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Rows of an upload as a CSV file in pieces, each with its line in the file and its reasons in words. `outcome` null = all
 * rows. Only what was kept comes back, so the file holds no column that was not read. Null when the shop has no such
 * upload. No cell is a formula.
 */
export async function exportUpload({
  shopId,
  uploadId,
  outcome,
  labels,
}: {
  shopId: number;
  uploadId: string;
  outcome: string | null;
  labels: UploadLabels;
}): Promise<AsyncGenerator<string> | null> {
  const upload = await withShopSql(shopId, (sql) => readUpload(sql, shopId, { uploadId }));
  if (upload === null) return null;
  const asked = outcomeSchema.safeParse(outcome);
  return pieces({
    shopId,
    uploadId,
    outcomes: asked.success ? [asked.data] : ROW_OUTCOMES,
    labels,
  });
}

async function* pieces({
  shopId,
  uploadId,
  outcomes,
  labels,
}: {
  shopId: number;
  uploadId: string;
  outcomes: readonly RowOutcome[];
  labels: UploadLabels;
}): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csv([UPLOAD_EXPORT_COLUMNS.map(labels.column)]);
  let after = 0;
  for (;;) {
    const rows = await withShopSql(shopId, (sql) =>
      readUploadRows(sql, shopId, { uploadId, outcomes, after, limit: ROWS_PER_CHUNK }),
    );
    if (rows.length === 0) return;
    yield csv(rows.map((row) => cellsOf(row, labels)));
    after = rows.at(-1)?.line ?? after;
    if (rows.length < ROWS_PER_CHUNK) return;
  }
}

function cellsOf(row: UploadRowView, labels: UploadLabels): string[] {
  const { cells } = row;
  const parcel = row.candidates.find(
    ({ fulfillmentId, position }) => `${fulfillmentId}-${position}` === row.parcelId,
  );
  const isUnread = row.outcome === 'bad' && cells.unread !== null;
  const texts: Record<UploadExportColumn, string> = {
    line: String(row.line),
    outcome: labels.outcome(row.outcome),
    reason: row.reasons.map(labels.reason).join(' '),
    order: cells.order ?? '',
    number: cells.number ?? (isUnread && cells.next === null ? (cells.unread ?? '') : ''),
    next: cells.next ?? '',
    existing: cells.existing ?? '',
    carrier: cells.carrier ?? '',
    sku: cells.sku ?? '',
    quantity: cells.quantity === null ? '' : String(cells.quantity),
    shipped: cells.shippedOn ?? '',
    parcel: parcel?.orderName ?? '',
  };
  return UPLOAD_EXPORT_COLUMNS.map((column) => safeCell(texts[column]));
}

function csv(rows: string[][]): string {
  return stringify(rows, { record_delimiter: 'windows', quoted_match: /[\t\r\n]|^[\s']/u });
}
