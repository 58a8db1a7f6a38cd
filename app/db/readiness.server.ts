import { z } from 'zod';
import { migrationFiles } from '#app/db/migrate.server.ts';
import { queueStats } from '#app/db/cross-shop.server.ts';
import { runtimePool } from '#app/db/pool.server.ts';

export interface WorkerState {
  id: string;
  /** Milliseconds since its last sign of life, on the database's clock. */
  beatAgeMs: number;
  /** The app's clock at its last finished tick; null = none yet. */
  tickedThrough: Date | null;
}

export interface Readiness {
  queue: Awaited<ReturnType<typeof queueStats>>;
  workers: WorkerState[];
  /** Migrations of this release that the database does not have. */
  pendingMigrations: string[];
}

/** What waits, who works and what is missing, for /readyz and the metrics. Throws when the database cannot be asked. */
export async function readReadiness(): Promise<Readiness> {
  const pool = await runtimePool();
  const { rows } = await pool.query(
    `select worker_id, ticked_through, extract(epoch from clock_timestamp() - beat_at) * 1000 as beat_age_ms
       from worker_heartbeats order by worker_id limit 200`,
  );
  const workers = workersSchema.parse(rows).map((row) => ({
    id: row.worker_id,
    beatAgeMs: Math.max(0, Math.round(row.beat_age_ms)),
    tickedThrough: row.ticked_through,
  }));
  return { queue: await queueStats(), workers, pendingMigrations: await pendingMigrations() };
}

async function pendingMigrations(): Promise<string[]> {
  const pool = await runtimePool();
  const { rows } = await pool.query(
    `select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null`,
  );
  const applied = new Set(appliedSchema.parse(rows).map((row) => row.migration_name));
  return migrationFiles()
    .map(({ name }) => name)
    .filter((name) => !applied.has(name));
}

const appliedSchema = z.array(z.object({ migration_name: z.string() }));

const workersSchema = z.array(
  z.object({
    worker_id: z.string(),
    ticked_through: z.date().nullable(),
    beat_age_ms: z.coerce.number(),
  }),
);
