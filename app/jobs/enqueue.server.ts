import type { PoolClient } from 'pg';
import { JOBS, jobKey, jobPayload, shopQueue } from '#app/jobs/contracts.ts';
import type { JobName } from '#app/jobs/contracts.ts';

/**
 * Adds a job inside the caller's transaction (`withShopSql`): it exists exactly when the write that caused it does.
 * While a job of the same kind waits for the shop, it keeps its place; while one runs, a second is queued behind it,
 * because what caused this call may be newer than what the running one has read.
 * `delayMs` is on the machine's clock: it is about pauses between attempts, never about a shop's time. `sooner` lets
 * this call move a waiting job to now.
 */
export async function enqueue(
  sql: PoolClient,
  name: JobName,
  { shopId }: { shopId: number },
  options: { delayMs?: number; sooner?: boolean } = {},
): Promise<void> {
  await sql.query(
    `select enqueue_job($1, $2::json, $3, now() + $4 * interval '1 millisecond', $5, $6, $7, $8)`,
    [
      name,
      JSON.stringify(jobPayload.parse({ shopId })),
      shopQueue(shopId),
      options.delayMs ?? 0,
      JOBS[name].maxAttempts,
      jobKey(name, shopId),
      JOBS[name].priority,
      options.sooner === true ? 'replace' : 'preserve_run_at',
    ],
  );
}

/** The arguments of `enqueue_job` for statements that do more than add a job; in its order. */
export function enqueueArguments(name: JobName, { shopId }: { shopId: number }) {
  return {
    name,
    payload: JSON.stringify(jobPayload.parse({ shopId })),
    queue: shopQueue(shopId),
    maxAttempts: JOBS[name].maxAttempts,
    key: jobKey(name, shopId),
    priority: JOBS[name].priority,
  };
}

/** Adds a job unless one of its kind waits, runs or backs off; true when it was added. The tick's safety net. */
export async function ensureJob(
  sql: PoolClient,
  name: JobName,
  { shopId }: { shopId: number },
): Promise<boolean> {
  const { rows } = await sql.query<{ added: boolean }>(
    `select ensure_job($1, $2::json, $3, now(), $4, $5, $6) as added`,
    [
      name,
      JSON.stringify(jobPayload.parse({ shopId })),
      shopQueue(shopId),
      JOBS[name].maxAttempts,
      jobKey(name, shopId),
      JOBS[name].priority,
    ],
  );
  return rows[0]?.added === true;
}

/** Takes the shop's waiting jobs away. A running one ends by itself at its next step. */
export async function removeShopJobs(sql: PoolClient, shopId: number): Promise<void> {
  await sql.query(`select remove_shop_jobs($1)`, [shopId]);
}
