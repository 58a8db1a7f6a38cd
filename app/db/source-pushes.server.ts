import type { PoolClient } from 'pg';
import { z } from 'zod';

/** A push that waits to be worked off, oldest first. `reports` is still to be parsed. */
export interface OpenPush {
  source: string;
  pushId: string;
  reports: unknown;
}

/** Stores a push; false when the same one is there already. */
export async function storePush(
  sql: PoolClient,
  shopId: number,
  push: { source: string; pushId: string; receivedAt: Date; reports: unknown },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into source_pushes (shop_id, source, push_id, received_at, reports) values ($1, $2, $3, $4, $5::jsonb)
     on conflict do nothing`,
    [shopId, push.source, push.pushId, push.receivedAt, JSON.stringify(push.reports)],
  );
  return rowCount === 1;
}

/** The oldest pushes that wait, in the order they came. */
export async function openPushes(
  sql: PoolClient,
  shopId: number,
  limit: number,
): Promise<OpenPush[]> {
  const { rows } = await sql.query(
    `select source, push_id as "pushId", reports from source_pushes where shop_id = $1 and state = 'stored'
      order by received_at, source, push_id limit $2`,
    [shopId, limit],
  );
  return openSchema.parse(rows);
}

/** Marks a push as worked off, or as one that cannot be. What it said is kept no longer than it is needed. */
export async function finishPush(
  sql: PoolClient,
  shopId: number,
  {
    push,
    error,
    now,
  }: { push: Pick<OpenPush, 'source' | 'pushId'>; error: string | null; now: Date },
): Promise<void> {
  await sql.query(
    `update source_pushes set state = $4, processed_at = $5, error = $6,
       reports = case when $6::text is null then '[]' else reports end
      where shop_id = $1 and source = $2 and push_id = $3`,
    [shopId, push.source, push.pushId, error === null ? 'done' : 'failed', now, error],
  );
}

/** Deletes pushes that were worked off before the instant: a repeat of one so old only says again what is known. */
export async function dropOldPushes(
  sql: PoolClient,
  shopId: number,
  { before, limit }: { before: Date; limit: number },
): Promise<void> {
  await sql.query(
    `delete from source_pushes where shop_id = $1 and (source, push_id) in (
       select source, push_id from source_pushes where shop_id = $1 and state <> 'stored' and processed_at < $2
        limit $3)`,
    [shopId, before, limit],
  );
}

const openSchema = z.array(
  z.object({ source: z.string(), pushId: z.string(), reports: z.unknown() }),
);
