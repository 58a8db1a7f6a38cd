import type { PoolClient } from 'pg';
import { z } from 'zod';
import type {
  FileReading,
  OutcomeCounts,
  UploadState,
  UploadSummary,
} from '#app/contracts/uploads.ts';
import { fileReadingSchema, UPLOAD_STATES } from '#app/contracts/uploads.ts';

/** An upload with how its file was read. */
export interface StoredUpload extends UploadSummary {
  createdBy: string;
  reading: FileReading;
}

const COLUMNS = `upload_id, kind, file_name, encoding, columns, state, rows_total, rows_done, created_at, created_by,
  applied_at, undone_at, error`;

const row = z.object({
  upload_id: z.string(),
  kind: z.enum(['numbers', 'scans']),
  file_name: z.string(),
  encoding: z.string(),
  columns: fileReadingSchema,
  state: z.enum(UPLOAD_STATES),
  rows_total: z.number(),
  rows_done: z.number(),
  created_at: z.date(),
  created_by: z.string(),
  applied_at: z.date().nullable(),
  undone_at: z.date().nullable(),
  error: z.string().nullable(),
});

/** Adds an upload in state `matching`, whose rows are then added in the same transaction. Returns its id. */
export async function insertUpload(
  sql: PoolClient,
  shopId: number,
  upload: {
    kind: 'numbers' | 'scans';
    fileName: string;
    encoding: string;
    reading: FileReading;
    createdBy: string;
    now: Date;
  },
): Promise<string> {
  const { rows } = await sql.query<{ upload_id: string }>(
    `insert into uploads (shop_id, kind, file_name, encoding, columns, state, created_at, created_by)
     values ($1, $7, $2, $3, $4, 'matching', $5, $6) returning upload_id`,
    [
      shopId,
      upload.fileName,
      upload.encoding,
      JSON.stringify(upload.reading),
      upload.now,
      upload.createdBy,
      upload.kind,
    ],
  );
  return rows[0]?.upload_id ?? '';
}

/** The newest uploads first. */
export async function listUploads(
  sql: PoolClient,
  shopId: number,
  limit: number,
): Promise<StoredUpload[]> {
  const { rows } = await sql.query(
    `select ${COLUMNS} from uploads where shop_id = $1 order by created_at desc, upload_id limit $2`,
    [shopId, limit],
  );
  return rows.map(uploadOf);
}

/** One upload; null when the shop has none of this id. `lock` keeps others from moving it until the transaction ends. */
export async function readUpload(
  sql: PoolClient,
  shopId: number,
  { uploadId, lock = false }: { uploadId: string; lock?: boolean },
): Promise<StoredUpload | null> {
  if (!z.uuid().safeParse(uploadId).success) return null;
  const { rows } = await sql.query(
    `select ${COLUMNS} from uploads where shop_id = $1 and upload_id = $2${lock ? ' for update' : ''}`,
    [shopId, uploadId],
  );
  return rows[0] === undefined ? null : uploadOf(rows[0]);
}

/** The longest-waiting upload that a job has to work on. */
export async function openUpload(sql: PoolClient, shopId: number): Promise<StoredUpload | null> {
  const { rows } = await sql.query(
    `select ${COLUMNS} from uploads
      where shop_id = $1 and state in ('matching', 'applying', 'undoing')
      order by created_at, upload_id limit 1`,
    [shopId],
  );
  return rows[0] === undefined ? null : uploadOf(rows[0]);
}

/** Moves an upload on: a new state begins its own count of rows done unless one is given. */
export async function moveUpload(
  sql: PoolClient,
  shopId: number,
  uploadId: string,
  change: {
    state?: UploadState;
    rowsTotal?: number;
    rowsDone?: number;
    appliedAt?: Date | null;
    undoneAt?: Date | null;
    error?: string | null;
  },
): Promise<void> {
  await sql.query(
    `update uploads set
       state = coalesce($3, state), rows_total = coalesce($4, rows_total), rows_done = coalesce($5, rows_done),
       applied_at = case when $6 then $7 else applied_at end, undone_at = case when $8 then $9 else undone_at end,
       error = case when $10 then $11 else error end
     where shop_id = $1 and upload_id = $2`,
    [
      shopId,
      uploadId,
      change.state ?? null,
      change.rowsTotal ?? null,
      change.rowsDone ?? null,
      change.appliedAt !== undefined,
      change.appliedAt ?? null,
      change.undoneAt !== undefined,
      change.undoneAt ?? null,
      change.error !== undefined,
      change.error ?? null,
    ],
  );
}

/** Forgets an upload with all its rows. Its links, if it has any, keep standing on their own. */
export async function deleteUpload(
  sql: PoolClient,
  shopId: number,
  uploadId: string,
): Promise<void> {
  await sql.query(`delete from upload_rows where shop_id = $1 and upload_id = $2`, [
    shopId,
    uploadId,
  ]);
  await sql.query(`delete from uploads where shop_id = $1 and upload_id = $2`, [shopId, uploadId]);
}

const countsRow = z.object({
  outcome: z.string(),
  count: z.number(),
  chosen: z.number(),
  skipped: z.number(),
  applied: z.number(),
  to_apply: z.number(),
});

/** How many rows came out how. */
export async function countOutcomes(
  sql: PoolClient,
  shopId: number,
  uploadId: string,
): Promise<OutcomeCounts> {
  const { rows } = await sql.query(
    `select outcome, count(*)::int as count,
       count(*) filter (where decision = 'apply' and outcome <> 'matched')::int as chosen,
       count(*) filter (where decision = 'skip')::int as skipped,
       count(*) filter (where applied_at is not null)::int as applied,
       count(*) filter (where ${IS_TO_APPLY})::int as to_apply
     from upload_rows where shop_id = $1 and upload_id = $2 group by outcome`,
    [shopId, uploadId],
  );
  const counts: OutcomeCounts = {
    waiting: 0,
    matched: 0,
    unsure: 0,
    unmatched: 0,
    duplicate: 0,
    already: 0,
    bad: 0,
    chosen: 0,
    skipped: 0,
    applied: 0,
    toApply: 0,
  };
  const byOutcome = new Map(
    z
      .array(countsRow)
      .parse(rows)
      .map((each) => [each.outcome, each]),
  );
  for (const each of byOutcome.values()) {
    counts.chosen += each.chosen;
    counts.skipped += each.skipped;
    counts.applied += each.applied;
    counts.toApply += each.to_apply;
  }
  const of = (outcome: string) => byOutcome.get(outcome)?.count ?? 0;
  return {
    ...counts,
    waiting: of('waiting'),
    matched: of('matched'),
    unsure: of('unsure'),
    unmatched: of('unmatched'),
    duplicate: of('duplicate'),
    already: of('already'),
    bad: of('bad'),
  };
}

/** Rows whose numbers go to their parcels: matched ones unless left out, others once a person chose a parcel. */
export const IS_TO_APPLY = `applied_at is null and fulfillment_id is not null and (
  outcome = 'matched' and decision is distinct from 'skip'
  or outcome in ('unsure', 'unmatched') and decision = 'apply')`;

function uploadOf(raw: unknown): StoredUpload {
  const stored = row.parse(raw);
  return {
    uploadId: stored.upload_id,
    kind: stored.kind,
    fileName: stored.file_name,
    encoding: stored.encoding,
    reading: stored.columns,
    state: stored.state,
    rowsTotal: stored.rows_total,
    rowsDone: stored.rows_done,
    createdAt: stored.created_at.toISOString(),
    createdBy: stored.created_by,
    appliedAt: stored.applied_at?.toISOString() ?? null,
    undoneAt: stored.undone_at?.toISOString() ?? null,
    error: stored.error,
  };
}
