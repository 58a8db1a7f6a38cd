import type { PoolClient } from 'pg';
import type { AskedSource } from '#app/domain/scans/source-name.ts';

/** How fresh what an asked source answers is, over the numbers it follows; and how far behind the plan we are ourselves. */
export interface SyncShare {
  /** Answered within the last day, and the source told when it last heard from the carrier. */
  answered: number;
  /** Of those: its last attempt failed, or its last success was over twelve hours before the answer. */
  stale: number;
  /** When all but a tenth of the stale ones had been synced for the last time; null = none is stale. */
  staleSince: Date | null;
  planned: number;
  /** Of the planned ones: due for over three hours. */
  overdue: number;
}

/** A number that was due so long ago has not been asked in time. */
export const OVERDUE_MS = 3 * 3_600_000;

export async function readSyncShare(
  sql: PoolClient,
  shopId: number,
  { source, now }: { source: AskedSource; now: Date },
): Promise<SyncShare> {
  const { rows } = await sql.query<SyncShare>(
    `select count(*) filter (where is_answered)::int as answered,
       count(*) filter (where is_answered and is_stale)::int as stale,
       to_timestamp(percentile_cont(0.9) within group (order by extract(epoch from synced_at))
         filter (where is_answered and is_stale)) as "staleSince",
       count(*)::int as planned,
       count(*) filter (where next_poll_at < $4)::int as overdue
     from (
       select synced_at, next_poll_at, state = 'tracking' and synced_at is not null
           and answered_at > $3::timestamptz - interval '1 day' as is_answered,
         sync_failing or synced_at < answered_at - interval '12 hours' as is_stale
       from source_numbers where shop_id = $1 and source = $2 and next_poll_at is not null
     ) n`,
    [shopId, source, now, new Date(now.getTime() - OVERDUE_MS)],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('An aggregate has one row');
  return row;
}

/** Keeps what the watch found out about a connection. */
export async function writeWatched(
  sql: PoolClient,
  shopId: number,
  {
    source,
    stretch,
    usualStale,
  }: { source: AskedSource; stretch: number; usualStale: number | null },
): Promise<void> {
  await sql.query(
    `update source_connections set stretch = $3, usual_stale = $4 where shop_id = $1 and source = $2`,
    [shopId, source, stretch, usualStale],
  );
}

/** What a watch needs of a connection to an asked source. */
export interface WatchedConnection {
  source: AskedSource;
  state: 'connected' | 'paused' | 'refused';
  failingSince: Date | null;
  usualStale: number | null;
  dailyCalls: number | null;
  /** Numbers registered on an average day of the last two weeks. */
  newPerDay: number;
}

export async function watchedConnections(
  sql: PoolClient,
  shopId: number,
  now: Date,
): Promise<WatchedConnection[]> {
  const { rows } = await sql.query<WatchedConnection>(
    `select c.source, c.state, c.failing_since as "failingSince", c.usual_stale as "usualStale",
       c.daily_calls as "dailyCalls", (select coalesce(sum(d.registered), 0)::float / 14 from source_days d
         where d.shop_id = $1 and d.source = c.source and d.day_on > ($2::timestamptz - interval '14 days')::date)
         as "newPerDay"
     from source_connections c where c.shop_id = $1 and c.source in ('seventeen_track', 'aftership')`,
    [shopId, now],
  );
  return rows;
}

/** Says when the shop's sources are looked at next. */
export async function scheduleWatch(sql: PoolClient, shopId: number, at: Date): Promise<void> {
  await sql.query(
    `insert into sync_state (shop_id, next_watch_at) values ($1, $2)
     on conflict (shop_id) do update set next_watch_at = excluded.next_watch_at`,
    [shopId, at],
  );
}
