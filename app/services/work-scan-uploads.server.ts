import type { PoolClient } from 'pg';
import { underSavepoint } from '#app/db/savepoint.server.ts';
import { deleteUploadedScans } from '#app/db/upload-scans.server.ts';
import { parcelsWithNumbers } from '#app/db/upload-facts.server.ts';
import type { WaitingRow } from '#app/db/upload-rows.server.ts';
import { settleRow, settleRows } from '#app/db/upload-rows.server.ts';
import { numberKey } from '#app/domain/numbers/normalise.ts';
import type { RowVerdict } from '#app/domain/uploads/upload.ts';
import { candidateOf, MOST_CANDIDATES, reason } from '#app/domain/uploads/upload.ts';
import { log } from '#app/log.server.ts';
import { assessParcels } from '#app/services/assess-parcels.server.ts';
import { reportsOf } from '#app/services/read-scan-rows.server.ts';
import { storeReports } from '#app/services/store-reports.server.ts';
import type { RowsStep } from '#app/services/upload-slice.server.ts';

/** An event belongs to every parcel that has or had its number; one that no parcel has waits for nothing. */
export async function matchScanRows(
  sql: PoolClient,
  { shopId, waiting }: { shopId: number; waiting: readonly WaitingRow[] },
): Promise<Map<number, RowVerdict>> {
  const keyOf = ({ cells }: WaitingRow) => numberKey(cells.number ?? '');
  const parcels = await parcelsWithNumbers(sql, shopId, [...new Set(waiting.map(keyOf))]);
  return new Map(
    waiting.map((row) => {
      const candidates = parcels
        .filter(({ numberKeys }) => numberKeys.includes(keyOf(row)))
        .sort((a, b) => a.fulfillmentId.localeCompare(b.fulfillmentId) || a.position - b.position)
        .slice(0, MOST_CANDIDATES)
        .map(candidateOf);
      const [parcel] = candidates;
      const verdict: RowVerdict =
        parcel === undefined
          ? { outcome: 'unmatched', reasons: [reason('number_unknown')], candidates, parcel: null }
          : {
              outcome: 'matched',
              reasons: [reason('number_known', parcel.orderName)],
              candidates,
              parcel,
            };
      return [row.line, verdict] as const;
    }),
  );
}

/** Stores the rows' events together; when that fails, one by one, so that a bad row stops no other. */
export async function applyScanRows(sql: PoolClient, step: RowsStep): Promise<void> {
  if (step.rows.length === 0 || (await storeUnderSavepoint(sql, step))) return;
  for (const row of step.rows) {
    if (step.rows.length > 1 && (await storeUnderSavepoint(sql, { ...step, rows: [row] })))
      continue;
    await settleRow(sql, step.shopId, {
      uploadId: step.upload.uploadId,
      line: row.line,
      appliedAt: null,
      outcome: 'bad',
      note: reason('could_not_apply'),
    });
  }
}

/** Takes the rows' events away again, and has their parcels judged without them. */
export async function undoScanRows(sql: PoolClient, step: RowsStep): Promise<void> {
  const { shopId, upload, rows, now } = step;
  const reports = reportsOf(rows, readingOf(step));
  const fulfillmentIds = await deleteUploadedScans(sql, shopId, {
    eventIds: reports.flatMap(({ scans }) => scans.map(({ eventId }) => eventId)),
    numberKeys: reports.map(({ numberKey: key }) => key),
  });
  await settleRows(sql, shopId, {
    uploadId: upload.uploadId,
    lines: rows.map(({ line }) => line),
    appliedAt: null,
  });
  if (fulfillmentIds.length === 0) return;
  const scope = { kind: 'fulfillments', fulfillmentIds } as const;
  await assessParcels(sql, { shopId, scope, occasion: 'sync', now });
}

async function storeUnderSavepoint(sql: PoolClient, step: RowsStep): Promise<boolean> {
  const { shopId, upload, rows, now } = step;
  const { uploadId } = upload;
  const failure = await underSavepoint(sql, async () => {
    const reports = reportsOf(rows, readingOf(step));
    await storeReports(sql, { shopId, source: 'csv', reports, now });
    const lines = rows.map(({ line }) => line);
    await settleRows(sql, shopId, { uploadId, lines, appliedAt: now });
  });
  if (failure === null) return true;
  log.warn({ shopId, uploadId, rows: rows.length, ...failure }, 'Events not stored');
  return false;
}

function readingOf({ upload, now }: RowsStep) {
  const { timeZone = 'UTC', dateOrder: order } = upload.reading;
  return { timeZone, order, receivedAt: now };
}
