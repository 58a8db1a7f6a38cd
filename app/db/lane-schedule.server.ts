import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { WaitingShop } from '#app/db/cross-shop.server.ts';
import { runtimePool } from '#app/db/pool.server.ts';

const waitingSchema = z.array(z.object({ shop_id: z.number(), since: z.date() }));

/** Installed shops with parcels that have changed since they were last learned. */
export async function shopsWithParcelsToLearn(limit: number): Promise<WaitingShop[]> {
  return ask('select shop_id, since from shops_with_parcels_to_learn($1)', [limit]);
}

/** Installed shops whose next model is due. */
export async function shopsWithDueLaneModels(now: Date, limit: number): Promise<WaitingShop[]> {
  return ask('select shop_id, since from shops_with_due_lane_models($1, $2)', [now, limit]);
}

/** When the shop's next model is due (null = nothing was learned since the newest), and where learning anew stands. */
export async function readLaneSchedule(
  sql: PoolClient,
  shopId: number,
): Promise<{ nextModelAt: Date | null; relearnAfter: string | null; isImporting: boolean }> {
  const { rows } = await sql.query<{ nextModelAt: Date | null; relearnAfter: string | null }>(
    `select next_lane_model_at as "nextModelAt", relearn_after as "relearnAfter" from sync_state where shop_id = $1`,
    [shopId],
  );
  const { rowCount } = await sql.query(
    `select from sync_runs where shop_id = $1 and kind = 'import' and state = 'running'`,
    [shopId],
  );
  const { nextModelAt = null, relearnAfter = null } = rows[0] ?? {};
  return { nextModelAt, relearnAfter, isImporting: rowCount !== 0 };
}

/** Plans the shop's next model; null = none is wanted. */
export async function planLaneModel(
  sql: PoolClient,
  shopId: number,
  at: Date | null,
): Promise<void> {
  await sql.query(
    `insert into sync_state (shop_id, next_lane_model_at) values ($1, $2)
     on conflict (shop_id) do update set next_lane_model_at = excluded.next_lane_model_at`,
    [shopId, at],
  );
}

/** Notes the last fulfillment learned anew; '0' begins, null = it is over. */
export async function continueRelearning(
  sql: PoolClient,
  shopId: number,
  after: string | null,
): Promise<void> {
  await sql.query(
    `insert into sync_state (shop_id, relearn_after) values ($1, $2)
     on conflict (shop_id) do update set relearn_after = excluded.relearn_after`,
    [shopId, after],
  );
}

/**
 * One learner of a shop at a time, until the transaction ends. The queue serialises a shop's jobs already; this holds when
 * a worker was taken for dead and lives.
 */
export async function lockLearning(sql: PoolClient, shopId: number): Promise<void> {
  await sql.query(`select pg_advisory_xact_lock($1, $2)`, [LEARNING_LOCK, shopId]);
}

/** First key of the advisory locks of learning; the second is the shop. */
const LEARNING_LOCK = 5_247_320;

async function ask(text: string, values: unknown[]): Promise<WaitingShop[]> {
  const pool = await runtimePool();
  const { rows } = await pool.query(text, values);
  return waitingSchema.parse(rows).map((row) => ({ shopId: row.shop_id, since: row.since }));
}
