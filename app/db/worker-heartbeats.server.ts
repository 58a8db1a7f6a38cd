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

/** No failing job backs off longer than this. */
export async function capBackOff(boundMs: number): Promise<void> {
  const pool = await runtimePool();
  await pool.query(`select cap_back_off($1 * interval '1 millisecond')`, [boundMs]);
}
