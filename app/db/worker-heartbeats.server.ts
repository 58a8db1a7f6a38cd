import { runtimePool } from '#app/db/pool.server.ts';

/** A worker that has not beaten for this long counts as dead, and its jobs run elsewhere. */
export const DEAD_AFTER_MS = 4_000;

/** Says that a worker lives. Runs on the database's clock: workers on two machines need not agree on theirs. */
export async function beat(workerId: string, kind: string): Promise<void> {
  const pool = await runtimePool();
  await pool.query(
    `insert into worker_heartbeats (worker_id, kind, beat_at) values ($1, $2, clock_timestamp())
     on conflict (worker_id) do update set beat_at = excluded.beat_at`,
    [workerId, kind],
  );
}

/** Takes the worker off the list when it ends in good order. */
export async function signOff(workerId: string): Promise<void> {
  const pool = await runtimePool();
  await pool.query(`delete from worker_heartbeats where worker_id = $1`, [workerId]);
}

/** Frees the jobs that dead workers hold; returns the ids of the dead. */
export async function freeDeadWorkers(): Promise<string[]> {
  const pool = await runtimePool();
  const { rows } = await pool.query<{ dead: string[] }>(
    `select free_dead_workers($1 * interval '1 millisecond') as dead`,
    [DEAD_AFTER_MS],
  );
  return rows[0]?.dead ?? [];
}

/** Notes up to which instant (the app's clock) all due work has been done. */
export async function noteTickedThrough(workerId: string, instant: Date): Promise<void> {
  const pool = await runtimePool();
  await pool.query(`update worker_heartbeats set ticked_through = $2 where worker_id = $1`, [
    workerId,
    instant,
  ]);
}

/** Jobs that could run now or are running. */
export async function readyJobs(): Promise<number> {
  const pool = await runtimePool();
  const { rows } = await pool.query<{ ready: string }>(`select ready from queue_pressure()`);
  return Number(rows[0]?.ready ?? 0);
}

/**
 * Keeps failing jobs trying: at least every `soonMs` for the first attempts, so that an outage of the source ends within
 * it, and every `laterMs` afterwards, so that a shop whose token was refused for good costs next to nothing.
 */
export async function capBackOff({
  soonMs,
  laterMs,
}: {
  soonMs: number;
  laterMs: number;
}): Promise<void> {
  const pool = await runtimePool();
  await pool.query(
    `update graphile_worker._private_jobs j
        set run_at = now() + case when j.attempts <= ${QUICK_ATTEMPTS} then $1::float8 else $2::float8 end * interval '1 millisecond'
      where j.locked_at is null and j.attempts > 0 and j.attempts < j.max_attempts
        and j.run_at > now() + case when j.attempts <= ${QUICK_ATTEMPTS} then $1::float8 else $2::float8 end * interval '1 millisecond'`,
    [soonMs, laterMs],
  );
}

const QUICK_ATTEMPTS = 15;

/** Clears what the queue keeps for good: jobs that gave up or were overtaken, and serial queues without a job. */
export async function cleanQueue(): Promise<void> {
  const pool = await runtimePool();
  await pool.query(
    `delete from graphile_worker._private_jobs
      where locked_at is null and attempts >= max_attempts and updated_at < now() - interval '1 hour'`,
  );
  await pool.query(
    `delete from graphile_worker._private_job_queues q
      where q.locked_at is null
        and not exists (select from graphile_worker._private_jobs j where j.job_queue_id = q.id)`,
  );
}
