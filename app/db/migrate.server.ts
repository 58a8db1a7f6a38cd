import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { z } from 'zod';
import { installQueue } from '#app/db/install-queue.server.ts';

const MIGRATIONS = path.resolve(import.meta.dirname, '..', '..', 'prisma', 'migrations');
/** Any number, as long as every release uses the same one: one migration run at a time per database. */
const MIGRATION_LOCK = 5_247_301;
/** A migration that cannot have its locks soon fails instead of stopping every page behind it. */
const LOCK_TIMEOUT_MS = 10_000;

export interface MigrationReport {
  /** Names of the migrations applied by this run, in order; empty when the database was up to date. */
  applied: string[];
}

/**
 * Brings a database to the newest schema: applies `prisma/migrations/*` in order, each in one transaction, under an
 * advisory lock, and notes them in `_prisma_migrations` as Prisma would; then installs the job queue.
 * Needs the owner's connection, directly to the server (a transaction-mode pooler cannot hold the lock).
 * Throws when a migration that was already applied has been edited since, or is missing from the folder.
 */
export async function migrate(ownerUrl: string): Promise<MigrationReport> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(`set lock_timeout = ${LOCK_TIMEOUT_MS}`);
    const known = await appliedMigrations(client);
    const files = migrationFiles();
    assertUnedited(files, known);
    const pending = files.filter(({ name }) => !known.has(name));
    for (const file of pending) await apply(client, file);
    await installQueue(ownerUrl);
    return { applied: pending.map(({ name }) => name) };
  } finally {
    await client.end();
  }
}

interface MigrationFile {
  name: string;
  sql: string;
  checksum: string;
}

/** The migrations of this release, oldest first. */
export function migrationFiles(): MigrationFile[] {
  return readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(MIGRATIONS, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

async function appliedMigrations(client: Client): Promise<Map<string, string>> {
  // Prisma's own table, so that `prisma migrate status` reads the same history.
  await client.query(`create table if not exists _prisma_migrations (
    id                  varchar(36) primary key,
    checksum            varchar(64) not null,
    finished_at         timestamptz,
    migration_name      varchar(255) not null,
    logs                text,
    rolled_back_at      timestamptz,
    started_at          timestamptz not null default now(),
    applied_steps_count integer not null default 0)`);
  const { rows } = await client.query(
    'select migration_name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  );
  const parsed = z
    .array(z.object({ migration_name: z.string(), checksum: z.string() }))
    .parse(rows);
  return new Map(parsed.map((row) => [row.migration_name, row.checksum]));
}

function assertUnedited(files: MigrationFile[], known: ReadonlyMap<string, string>): void {
  for (const [name, checksum] of known) {
    const file = files.find((candidate) => candidate.name === name);
    if (file === undefined)
      throw new Error(
        `Migration ${name} is applied but not in this release: deploy a newer release (or, in development, npm run db:reset).`,
      );
    if (file.checksum !== checksum)
      throw new Error(
        `Migration ${name} was edited after it was applied: restore it and write a new migration (or, in development, npm run db:reset).`,
      );
  }
}

async function apply(client: Client, { name, sql, checksum }: MigrationFile): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       values (gen_random_uuid()::text, $1, now(), $2, 1)`,
      [checksum, name],
    );
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new Error(`Migration ${name} failed and left nothing behind`, { cause });
  }
}
