import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { afterAll, inject } from 'vitest';
import type { DatabaseUrls } from '#app/db/embedded-server.server.ts';
import { closePool } from '#app/db/pool.server.ts';

/**
 * A database of this test file's own, with the whole schema and no rows: DATABASE_URL and DATABASE_MIGRATION_URL
 * point at it from here on, and it is dropped after the file's tests.
 *
 * Call it at the top level of the test file: `const database = await testDatabase()`.
 */
export async function testDatabase(): Promise<DatabaseUrls & { name: string }> {
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await asAdmin(
    `create database ${escapeIdentifier(name)} template ${escapeIdentifier(inject('testTemplate'))} owner lastscan_owner`,
  );
  const server = inject('testServerUrls');
  const urls = {
    runtimeUrl: withDatabase(server.runtimeUrl, name),
    ownerUrl: withDatabase(server.ownerUrl, name),
    adminUrl: withDatabase(server.adminUrl, name),
  };
  await closePool();
  process.env.DATABASE_URL = urls.runtimeUrl;
  process.env.DATABASE_MIGRATION_URL = urls.ownerUrl;
  afterAll(async () => {
    await closePool();
    await asAdmin(`drop database ${escapeIdentifier(name)} with (force)`);
  });
  return { name, ...urls };
}

async function asAdmin(statement: string): Promise<void> {
  const admin = new Client({ connectionString: inject('testServerUrls').adminUrl });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
