import type { PoolClient } from 'pg';

export const IMPORT_PHASES = [
  'bulk_requested',
  'bulk_running',
  'reading_file',
  'reading_events',
  'assessing',
  'done',
] as const;
export type ImportPhase = (typeof IMPORT_PHASES)[number];

export interface SyncRun {
  runId: string;
  kind: 'import' | 'sweep';
  state: 'running' | 'done' | 'failed' | 'stopped';
  phase: ImportPhase;
  bulkOperationId: string | null;
  resultUrl: string | null;
  /** Everything before this byte of the result file is in the tables. */
  byteOffset: number;
  lineNumber: number;
  /** Fulfillments whose events are to be read in this run; null before it has come so far. */
  eventsFulfillmentsTotal: number | null;
  eventsFulfillmentsDone: number;
  startedAt: Date;
  phaseStartedAt: Date;
  finishedAt: Date | null;
  /** How often its bulk operation was started again. */
  attempts: number;
  /** True once Shopify refused the postcode: a denied field fails a whole bulk operation. */
  withoutPostcode: boolean;
}

interface RunRow {
  run_id: string;
  kind: SyncRun['kind'];
  state: SyncRun['state'];
  phase: ImportPhase;
  bulk_operation_id: string | null;
  result_url: string | null;
  byte_offset: string;
  line_number: string;
  events_fulfillments_total: string | null;
  events_fulfillments_done: string;
  started_at: Date;
  phase_started_at: Date;
  finished_at: Date | null;
  attempts: number;
  without_postcode: boolean;
}

const COLUMNS = `run_id, kind, state, phase, bulk_operation_id, result_url, byte_offset, line_number,
  events_fulfillments_total, events_fulfillments_done, started_at, phase_started_at, finished_at, attempts, without_postcode`;

/** The shop's newest import, locked against a second worker until the transaction ends; null when it never had one. */
export async function lockImport(sql: PoolClient, shopId: number): Promise<SyncRun | null> {
  const { rows } = await sql.query<RunRow>(
    `select ${COLUMNS} from sync_runs where shop_id = $1 and kind = 'import'
      order by started_at desc, run_id limit 1 for update`,
    [shopId],
  );
  return rows[0] === undefined ? null : runOf(rows[0]);
}

/** Opens an import unless one runs; the unique index on running imports decides a race. */
export async function openImport(sql: PoolClient, shopId: number, now: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into sync_runs (shop_id, kind, state, phase, started_at, phase_started_at)
     values ($1, 'import', 'running', 'bulk_requested', $2, $2)
     on conflict (shop_id) where kind = 'import' and state = 'running' do nothing`,
    [shopId, now],
  );
  return rowCount === 1;
}

/** Takes a stopped import up again where its checkpoint stands. */
export async function resumeImport(sql: PoolClient, shopId: number, runId: string): Promise<void> {
  await sql.query(
    `update sync_runs set state = 'running', finished_at = null, error = null where shop_id = $1 and run_id = $2`,
    [shopId, runId],
  );
}

/** What a step of the import changes; numbers are added to the run's totals. */
export interface ImportStep {
  phase?: ImportPhase;
  bulkOperationId?: string | null;
  resultUrl?: string | null;
  byteOffset?: number;
  lineNumber?: number;
  totalBytes?: number;
  ordersTotal?: number;
  ordersDone?: number;
  addOrders?: number;
  addFulfillments?: number;
  addEvents?: number;
  addQuarantined?: number;
  eventsFulfillmentsTotal?: number;
  addEventsFulfillments?: number;
}

/** Writes a step. The phase's start is noted when the phase changes. */
export async function stepImport(
  sql: PoolClient,
  shopId: number,
  run: Pick<SyncRun, 'runId' | 'phase'>,
  step: ImportStep & { now: Date },
): Promise<void> {
  const changesPhase = step.phase !== undefined && step.phase !== run.phase;
  await sql.query(
    `update sync_runs set
       phase = coalesce($3, phase),
       phase_started_at = case when $4 then $5 else phase_started_at end,
       bulk_operation_id = case when $6 then $7 else bulk_operation_id end,
       result_url = case when $8 then $9 else result_url end,
       byte_offset = coalesce($10, byte_offset),
       line_number = coalesce($11, line_number),
       total_bytes = coalesce($12, total_bytes),
       orders_total = coalesce($13, orders_total),
       orders_done = coalesce($14, orders_done) + $15,
       fulfillments_done = fulfillments_done + $16,
       events_done = events_done + $17,
       quarantined = quarantined + $18,
       events_fulfillments_total = coalesce($19, events_fulfillments_total),
       events_fulfillments_done = events_fulfillments_done + $20
     where shop_id = $1 and run_id = $2`,
    [
      shopId,
      run.runId,
      step.phase ?? null,
      changesPhase,
      step.now,
      step.bulkOperationId !== undefined,
      step.bulkOperationId ?? null,
      step.resultUrl !== undefined,
      step.resultUrl ?? null,
      step.byteOffset ?? null,
      step.lineNumber ?? null,
      step.totalBytes ?? null,
      step.ordersTotal ?? null,
      step.ordersDone ?? null,
      step.addOrders ?? 0,
      step.addFulfillments ?? 0,
      step.addEvents ?? 0,
      step.addQuarantined ?? 0,
      step.eventsFulfillmentsTotal ?? null,
      step.addEventsFulfillments ?? 0,
    ],
  );
}

/** Sends the run back to its beginning: its bulk operation is gone or failed. What was written stays and is met again. */
export async function restartImport(
  sql: PoolClient,
  shopId: number,
  runId: string,
  { withoutPostcode, now }: { withoutPostcode: boolean; now: Date },
): Promise<void> {
  await sql.query(
    `update sync_runs set phase = 'bulk_requested', phase_started_at = $4, bulk_operation_id = null,
       result_url = null, byte_offset = 0, line_number = 0, orders_done = 0, fulfillments_done = 0, quarantined = 0,
       attempts = attempts + 1, without_postcode = without_postcode or $3
     where shop_id = $1 and run_id = $2`,
    [shopId, runId, withoutPostcode, now],
  );
  await sql.query(`delete from quarantined_lines where shop_id = $1 and run_id = $2`, [
    shopId,
    runId,
  ]);
}

/** Ends a run. */
export async function endRun(
  sql: PoolClient,
  shopId: number,
  runId: string,
  end: { state: 'done' | 'failed' | 'stopped'; error: string | null; now: Date },
): Promise<void> {
  await sql.query(
    `update sync_runs set state = $3, error = $4, finished_at = $5,
       phase = case when $3 = 'done' then 'done' else phase end
      where shop_id = $1 and run_id = $2`,
    [shopId, runId, end.state, end.error, end.now],
  );
}

/** Stops every running run of the shop (uninstall). */
export async function stopRuns(sql: PoolClient, shopId: number, now: Date): Promise<void> {
  await sql.query(
    `update sync_runs set state = 'stopped', finished_at = $2 where shop_id = $1 and state = 'running'`,
    [shopId, now],
  );
}

/** Notes a finished sweep: `repaired` orders had changed without a webhook having told us. */
export async function noteSweepRun(
  sql: PoolClient,
  shopId: number,
  sweep: { startedAt: Date; finishedAt: Date; orders: number; repaired: number },
): Promise<void> {
  await sql.query(
    `insert into sync_runs
       (shop_id, kind, state, phase, started_at, phase_started_at, finished_at, orders_done, orders_repaired)
     values ($1, 'sweep', 'done', 'done', $2, $2, $3, $4, $5)`,
    [shopId, sweep.startedAt, sweep.finishedAt, sweep.orders, sweep.repaired],
  );
}

/** Keeps lines that could not be read, with the reason; writing one twice changes nothing. */
export async function quarantine(
  sql: PoolClient,
  shopId: number,
  runId: string,
  lines: readonly { lineNumber: number; reason: string; raw: string }[],
  now: Date,
): Promise<void> {
  if (lines.length === 0) return;
  await sql.query(
    `insert into quarantined_lines (shop_id, run_id, line_number, reason, raw, at)
     select $1, $2, n, reason, raw, $6 from unnest($3::bigint[], $4::text[], $5::text[]) as x(n, reason, raw)
     on conflict do nothing`,
    [
      shopId,
      runId,
      lines.map((line) => line.lineNumber),
      lines.map((line) => line.reason.slice(0, 300)),
      lines.map((line) => line.raw.slice(0, 2_000)),
      now,
    ],
  );
}

function runOf(row: RunRow): SyncRun {
  return {
    runId: row.run_id,
    kind: row.kind,
    state: row.state,
    phase: row.phase,
    bulkOperationId: row.bulk_operation_id,
    resultUrl: row.result_url,
    byteOffset: Number(row.byte_offset),
    lineNumber: Number(row.line_number),
    eventsFulfillmentsTotal:
      row.events_fulfillments_total === null ? null : Number(row.events_fulfillments_total),
    eventsFulfillmentsDone: Number(row.events_fulfillments_done),
    startedAt: row.started_at,
    phaseStartedAt: row.phase_started_at,
    attempts: row.attempts,
    withoutPostcode: row.without_postcode,
    finishedAt: row.finished_at,
  };
}
