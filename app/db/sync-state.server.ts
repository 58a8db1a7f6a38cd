import type { PoolClient } from 'pg';

export interface SyncState {
  sweptUntil: Date | null;
  nextSweepAt: Date | null;
  lastSweepAt: Date | null;
  /** When Shopify last answered a query of ours successfully: the source clock. Null = never. */
  sourceAnsweredAt: Date | null;
  /** ISO date (shop's zone) up to which daily counts are written. */
  countsDayOn: string | null;
}

/** The shop's sync state; a shop without one gets an empty one. */
export async function readSyncState(sql: PoolClient, shopId: number): Promise<SyncState> {
  await sql.query(`insert into sync_state (shop_id) values ($1) on conflict do nothing`, [shopId]);
  const { rows } = await sql.query<{
    swept_until: Date | null;
    next_sweep_at: Date | null;
    last_sweep_at: Date | null;
    source_answered_at: Date | null;
    counts_day_on: string | null;
  }>(
    `select swept_until, next_sweep_at, last_sweep_at, source_answered_at, counts_day_on::text
       from sync_state where shop_id = $1`,
    [shopId],
  );
  const row = rows[0];
  return {
    sweptUntil: row?.swept_until ?? null,
    nextSweepAt: row?.next_sweep_at ?? null,
    lastSweepAt: row?.last_sweep_at ?? null,
    sourceAnsweredAt: row?.source_answered_at ?? null,
    countsDayOn: row?.counts_day_on ?? null,
  };
}

/**
 * Notes that a webhook came, at most once a second per shop. A delivery never waits for it: while a sync holds the row,
 * the next delivery notes it.
 */
export async function noteWebhook(sql: PoolClient, shopId: number, now: Date): Promise<void> {
  await sql.query(
    `update sync_state set last_webhook_at = $2 where shop_id = (
       select shop_id from sync_state
        where shop_id = $1 and coalesce(last_webhook_at, '-infinity') < $2::timestamptz - interval '1 second'
          for update skip locked)`,
    [shopId, now],
  );
}

/** What a successful answer of Shopify tells. */
export interface Answer {
  answeredAt: Date;
  servedVersion: string | null;
  throttle: { available: number; maximum: number; restorePerSecond: number } | null;
}

/**
 * Notes a successful answer and clears the last error. Returns true when the source had been silent so long that
 * parcels are marked `source_blind`: their silence can be judged again, so they are made due for review.
 */
export async function noteAnswer(
  sql: PoolClient,
  shopId: number,
  answer: Answer,
): Promise<boolean> {
  await sql.query(
    `insert into sync_state as s (shop_id, source_answered_at, api_version_served, throttle)
     values ($1, $2, $3, $4)
     on conflict (shop_id) do update set
       source_answered_at = greatest(s.source_answered_at, excluded.source_answered_at),
       api_version_served = coalesce(excluded.api_version_served, s.api_version_served),
       throttle = coalesce(excluded.throttle, s.throttle),
       last_error = null, last_error_at = null`,
    [
      shopId,
      answer.answeredAt,
      answer.servedVersion,
      answer.throttle === null ? null : JSON.stringify(answer.throttle),
    ],
  );
  const { rowCount } = await sql.query(
    `update parcels set review_at = $2
      where shop_id = $1 and verdict = 'source_blind' and (review_at is null or review_at > $2)`,
    [shopId, answer.answeredAt],
  );
  const { rowCount: blind } = await sql.query(
    `select 1 from parcels where shop_id = $1 and verdict = 'source_blind' limit 1`,
    [shopId],
  );
  return (rowCount ?? 0) > 0 || (blind ?? 0) > 0;
}

/** Notes why the last step failed; the message is ours or Shopify's and holds no personal data. */
export async function noteError(
  sql: PoolClient,
  shopId: number,
  error: { message: string; now: Date },
): Promise<void> {
  await sql.query(
    `insert into sync_state (shop_id, last_error, last_error_at) values ($1, $2, $3)
     on conflict (shop_id) do update set last_error = excluded.last_error, last_error_at = excluded.last_error_at`,
    [shopId, error.message.slice(0, 500), error.now],
  );
}

/** Moves the sweep's mark forward and says when the next is due. */
export async function noteSweep(
  sql: PoolClient,
  shopId: number,
  sweep: { sweptUntil: Date; lastSweepAt: Date | null; nextSweepAt: Date },
): Promise<void> {
  await sql.query(
    `insert into sync_state as s (shop_id, swept_until, last_sweep_at, next_sweep_at) values ($1, $2, $3, $4)
     on conflict (shop_id) do update set
       swept_until = greatest(s.swept_until, excluded.swept_until),
       last_sweep_at = coalesce(excluded.last_sweep_at, s.last_sweep_at),
       next_sweep_at = excluded.next_sweep_at`,
    [shopId, sweep.sweptUntil, sweep.lastSweepAt, sweep.nextSweepAt],
  );
}

/** Makes the next sweep due at `at`. */
export async function askForSweep(sql: PoolClient, shopId: number, at: Date): Promise<void> {
  await sql.query(
    `insert into sync_state (shop_id, next_sweep_at) values ($1, $2)
     on conflict (shop_id) do update set next_sweep_at = excluded.next_sweep_at`,
    [shopId, at],
  );
}

/** Fields Shopify withheld, or values it sent that we do not know: counted once per path and message. */
export async function noteGaps(
  sql: PoolClient,
  shopId: number,
  gaps: readonly { path: string; message: string }[],
  now: Date,
): Promise<void> {
  if (gaps.length === 0) return;
  await sql.query(
    `insert into sync_gaps as g (shop_id, path, message, count, first_at, last_at)
     select $1, path, message, count(*), $4, $4 from unnest($2::text[], $3::text[]) as x(path, message)
      group by path, message order by path, message
     on conflict (shop_id, path, message) do update set count = g.count + excluded.count, last_at = excluded.last_at`,
    [
      shopId,
      gaps.map((gap) => gap.path.replaceAll(/\b\d+\b/g, '*')),
      gaps.map((gap) => gap.message.slice(0, 300)),
      now,
    ],
  );
}
