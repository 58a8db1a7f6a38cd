import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { UploadRowView } from '#app/contracts/uploads.ts';
import { outcomeSchema } from '#app/contracts/uploads.ts';
import { IS_TO_APPLY } from '#app/db/uploads.server.ts';
import type { RowOutcome, RowReason, RowVerdict, UploadCells } from '#app/domain/uploads/upload.ts';
import { ROW_REASONS } from '#app/domain/uploads/upload.ts';

/** A row as it is read from a file. */
export interface NewUploadRow {
  line: number;
  cells: UploadCells;
  groupKey: string;
  /** Null when the row has no number. */
  numberKey: string | null;
  outcome: 'waiting' | 'duplicate' | 'bad';
  reasons: readonly RowReason[];
}

const cellsSchema = z.object({
  order: z.string().nullable(),
  number: z.string().nullable(),
  next: z.string().nullable(),
  existing: z.string().nullable(),
  carrier: z.string().nullable(),
  sku: z.string().nullable(),
  quantity: z.number().nullable(),
  shippedOn: z.string().nullable(),
  unread: z.string().nullable(),
  scan: z.array(z.string()).optional(),
});
const reasonsSchema = z.array(z.object({ code: z.enum(ROW_REASONS), detail: z.string() }));
const candidatesSchema = z.array(
  z.object({
    fulfillmentId: z.string(),
    position: z.number(),
    orderName: z.string(),
    number: z.string().nullable(),
    shippedOn: z.string(),
  }),
);

/** Adds rows of one upload; at most a few thousand a call. */
export async function insertUploadRows(
  sql: PoolClient,
  shopId: number,
  { uploadId, rows }: { uploadId: string; rows: readonly NewUploadRow[] },
): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `insert into upload_rows (shop_id, upload_id, line, cells, group_key, number_key, outcome, reasons)
     select $1, $2, x.line, x.cells, x."groupKey", x."numberKey", x.outcome, x.reasons
     from jsonb_to_recordset($3::jsonb)
       as x (line int, cells jsonb, "groupKey" text, "numberKey" text, outcome text, reasons jsonb)`,
    [shopId, uploadId, JSON.stringify(rows)],
  );
}

export interface WaitingRow {
  line: number;
  cells: UploadCells;
  groupKey: string;
  notes: RowReason[];
}

/**
 * The next rows to be matched, whole groups at a time: the first `rows` that wait, with the other rows of their groups
 * unless a group has more than `groupRows`. `groupSizes` counts each group in the whole file.
 */
export async function takeWaitingRows(
  sql: PoolClient,
  shopId: number,
  { uploadId, rows, groupRows }: { uploadId: string; rows: number; groupRows: number },
): Promise<{ waiting: WaitingRow[]; groupSizes: Map<string, number> }> {
  const first = await sql.query(
    `select line, cells, group_key, reasons from upload_rows
      where shop_id = $1 and upload_id = $2 and outcome = 'waiting' order by line limit $3`,
    [shopId, uploadId, rows],
  );
  const waiting = first.rows.map(waitingOf);
  const keys = [...new Set(waiting.map(({ groupKey }) => groupKey))];
  const sizes = await sql.query<{ group_key: string; count: number }>(
    `select group_key, count(*)::int as count from upload_rows
      where shop_id = $1 and upload_id = $2 and group_key = any($3) and outcome <> 'bad' group by group_key`,
    [shopId, uploadId, keys],
  );
  const groupSizes = new Map(sizes.rows.map(({ group_key: key, count }) => [key, count]));
  const small = keys.filter((key) => (groupSizes.get(key) ?? 0) <= groupRows);
  const others = await sql.query(
    `select line, cells, group_key, reasons from upload_rows
      where shop_id = $1 and upload_id = $2 and group_key = any($3) and outcome = 'waiting'
        and line > $4 order by line`,
    [shopId, uploadId, small, waiting.at(-1)?.line ?? 0],
  );
  return { waiting: [...waiting, ...others.rows.map(waitingOf)], groupSizes };
}

/** Which of these numbers the file gives to more than one group. */
export async function numbersOfSeveralGroups(
  sql: PoolClient,
  shopId: number,
  { uploadId, numberKeys }: { uploadId: string; numberKeys: readonly string[] },
): Promise<Set<string>> {
  const { rows } = await sql.query<{ number_key: string }>(
    `select number_key from upload_rows
      where shop_id = $1 and upload_id = $2 and number_key = any($3) and outcome <> 'bad'
      group by number_key having min(group_key) <> max(group_key)`,
    [shopId, uploadId, numberKeys],
  );
  return new Set(rows.map((row) => row.number_key));
}

/** Writes what rows came out as. */
export async function writeVerdicts(
  sql: PoolClient,
  shopId: number,
  { uploadId, verdicts }: { uploadId: string; verdicts: ReadonlyMap<number, RowVerdict> },
): Promise<void> {
  const rows = [...verdicts].map(([line, { outcome, reasons, candidates, parcel }]) => ({
    line,
    outcome,
    reasons,
    candidates,
    fulfillmentId: parcel?.fulfillmentId ?? null,
    position: parcel?.position ?? null,
  }));
  await sql.query(
    `update upload_rows r set outcome = x.outcome, reasons = x.reasons, candidates = x.candidates,
       fulfillment_id = x."fulfillmentId", position = x.position
     from jsonb_to_recordset($3::jsonb) as x
       (line int, outcome text, reasons jsonb, candidates jsonb, "fulfillmentId" bigint, position smallint)
     where r.shop_id = $1 and r.upload_id = $2 and r.line = x.line`,
    [shopId, uploadId, JSON.stringify(rows)],
  );
}

/** Rows of different groups that were matched to one parcel with different numbers wait for a decision after all. */
export async function doubtContested(
  sql: PoolClient,
  shopId: number,
  uploadId: string,
): Promise<void> {
  await sql.query(
    `update upload_rows r set outcome = 'unsure', fulfillment_id = null, position = null,
       reasons = r.reasons || '[{"code": "parcel_wanted_twice", "detail": ""}]'::jsonb
     from (select fulfillment_id, position from upload_rows
            where shop_id = $1 and upload_id = $2 and outcome = 'matched' and fulfillment_id is not null
            group by fulfillment_id, position having min(number_key) <> max(number_key)) wanted
     where r.shop_id = $1 and r.upload_id = $2 and r.outcome = 'matched'
       and r.fulfillment_id = wanted.fulfillment_id and r.position = wanted.position`,
    [shopId, uploadId],
  );
}

/** One page of rows in the file's order. */
export async function readUploadRows(
  sql: PoolClient,
  shopId: number,
  {
    uploadId,
    outcomes,
    after,
    limit,
  }: { uploadId: string; outcomes: readonly RowOutcome[]; after: number; limit: number },
): Promise<UploadRowView[]> {
  const { rows } = await sql.query(
    `${SELECT} where shop_id = $1 and upload_id = $2 and outcome = any($3) and line > $4 order by line limit $5`,
    [shopId, uploadId, outcomes, after, limit],
  );
  return rows.map(viewOf);
}

/** The line after which the page before this one begins; 0 for the first page, null when there is none before. */
export async function pageBefore(
  sql: PoolClient,
  shopId: number,
  {
    uploadId,
    outcomes,
    after,
    limit,
  }: { uploadId: string; outcomes: readonly RowOutcome[]; after: number; limit: number },
): Promise<number | null> {
  if (after <= 0) return null;
  const { rows } = await sql.query<{ line: number }>(
    `select line from upload_rows where shop_id = $1 and upload_id = $2 and outcome = any($3) and line <= $4
      order by line desc offset $5 limit 1`,
    [shopId, uploadId, outcomes, after, limit],
  );
  return rows[0]?.line ?? 0;
}

/** Rows that are to be applied, in the file's order. */
export async function takeRowsToApply(
  sql: PoolClient,
  shopId: number,
  { uploadId, limit }: { uploadId: string; limit: number },
): Promise<UploadRowView[]> {
  const { rows } = await sql.query(
    `${SELECT} where shop_id = $1 and upload_id = $2 and ${IS_TO_APPLY} order by line limit $3`,
    [shopId, uploadId, limit],
  );
  return rows.map(viewOf);
}

/** Rows that were applied, the last first: links are taken back in the opposite order. */
export async function takeAppliedRows(
  sql: PoolClient,
  shopId: number,
  { uploadId, limit }: { uploadId: string; limit: number },
): Promise<UploadRowView[]> {
  const { rows } = await sql.query(
    `${SELECT} where shop_id = $1 and upload_id = $2 and applied_at is not null
      order by line desc limit $3`,
    [shopId, uploadId, limit],
  );
  return rows.map(viewOf);
}

/** What applying or undoing did to one row; `note` is added to its reasons. */
export async function settleRow(
  sql: PoolClient,
  shopId: number,
  settled: {
    uploadId: string;
    line: number;
    appliedAt: Date | null;
    outcome?: RowOutcome;
    note?: RowReason;
  },
): Promise<void> {
  await sql.query(
    `update upload_rows set applied_at = $4, outcome = coalesce($5, outcome),
       reasons = case when $6::jsonb is null then reasons else reasons || $6::jsonb end
     where shop_id = $1 and upload_id = $2 and line = $3`,
    [
      shopId,
      settled.uploadId,
      settled.line,
      settled.appliedAt,
      settled.outcome ?? null,
      settled.note === undefined ? null : JSON.stringify([settled.note]),
    ],
  );
}

/** Notes that rows are applied, or that they are taken back (`appliedAt` null). */
export async function settleRows(
  sql: PoolClient,
  shopId: number,
  settled: { uploadId: string; lines: readonly number[]; appliedAt: Date | null },
): Promise<void> {
  await sql.query(
    `update upload_rows set applied_at = $4
      where shop_id = $1 and upload_id = $2 and line = any($3::int[])`,
    [shopId, settled.uploadId, settled.lines, settled.appliedAt],
  );
}

const SELECT = `select line, cells, outcome, reasons, candidates, fulfillment_id, position, decision, applied_at
  from upload_rows`;
const viewRow = z.object({
  line: z.number(),
  cells: cellsSchema,
  outcome: outcomeSchema,
  reasons: reasonsSchema,
  candidates: candidatesSchema,
  fulfillment_id: z.string().nullable(),
  position: z.number().nullable(),
  decision: z.enum(['apply', 'skip']).nullable(),
  applied_at: z.date().nullable(),
});

function viewOf(raw: unknown): UploadRowView {
  const row = viewRow.parse(raw);
  return {
    line: row.line,
    cells: row.cells,
    outcome: row.outcome,
    reasons: row.reasons,
    candidates: row.candidates,
    parcelId:
      row.fulfillment_id === null || row.position === null
        ? null
        : `${row.fulfillment_id}-${row.position}`,
    decision: row.decision,
    appliedAt: row.applied_at?.toISOString() ?? null,
  };
}

const waitingRow = z.object({
  line: z.number(),
  cells: cellsSchema,
  group_key: z.string(),
  reasons: reasonsSchema,
});

function waitingOf(raw: unknown): WaitingRow {
  const row = waitingRow.parse(raw);
  return { line: row.line, cells: row.cells, groupKey: row.group_key, notes: row.reasons };
}
