import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { migrate, migrationFiles } from '#app/db/migrate.server.ts';
import { testDatabase } from '#tests/setup/database.ts';

const database = await testDatabase();
const names = migrationFiles().map(({ name }) => name);

async function fresh(name: string): Promise<{ ownerUrl: string; drop: () => Promise<void> }> {
  const run = async (statement: string) => {
    const admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
    await admin.query(statement);
    await admin.end();
  };
  await run(`create database ${name} owner lastscan_owner`);
  const url = new URL(database.ownerUrl);
  url.pathname = `/${name}`;
  return { ownerUrl: url.toString(), drop: () => run(`drop database ${name} with (force)`) };
}

async function ask(ownerUrl: string, text: string, values: unknown[] = []) {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

describe('migrate', () => {
  test('applies every migration once, as an owner who is no superuser, also when several run at once', async () => {
    const { ownerUrl, drop } = await fresh(`${database.name}_m1`);
    const reports = await Promise.all([migrate(ownerUrl), migrate(ownerUrl), migrate(ownerUrl)]);
    expect(reports.flatMap(({ applied }) => applied)).toEqual(names);
    expect(await migrate(ownerUrl)).toEqual({ applied: [] });
    const rows = await ask(
      ownerUrl,
      'select migration_name, applied_steps_count from _prisma_migrations order by 1',
    );
    expect(rows).toEqual(names.map((name) => ({ migration_name: name, applied_steps_count: 1 })));
    expect(
      await ask(ownerUrl, 'select rolsuper from pg_roles where rolname = current_user'),
    ).toEqual([{ rolsuper: false }]);
    await drop();
  });

  test('refuses a database in which an applied migration differs from the file', async () => {
    const { ownerUrl, drop } = await fresh(`${database.name}_m2`);
    await migrate(ownerUrl);
    await ask(
      ownerUrl,
      `update _prisma_migrations set checksum = 'other' where migration_name = $1`,
      [names[0]],
    );
    await expect(migrate(ownerUrl)).rejects.toThrow(`${names[0]} was edited after it was applied`);
    await drop();
  });

  test('refuses a database that is newer than the release', async () => {
    const { ownerUrl, drop } = await fresh(`${database.name}_m3`);
    await migrate(ownerUrl);
    await ask(
      ownerUrl,
      `insert into _prisma_migrations (id, checksum, finished_at, migration_name) values ('x', 'x', now(), '9999_future')`,
    );
    await expect(migrate(ownerUrl)).rejects.toThrow(
      '9999_future is applied but not in this release',
    );
    await drop();
  });
});
