import { Client, escapeIdentifier } from 'pg';
import { ensureDatabase, startEmbeddedServer } from '#app/db/embedded-server.server.ts';
import type { DatabaseUrls } from '#app/db/embedded-server.server.ts';
import { migrate } from '#app/db/migrate.server.ts';
import { closePool } from '#app/db/pool.server.ts';

/**
 * A database of a benchmark's own, made anew with the whole schema and no rows: DATABASE_URL and DATABASE_MIGRATION_URL
 * point at it from here on, until `drop`.
 */
export async function ownDatabase(
  name: string,
): Promise<{ urls: DatabaseUrls; drop: () => Promise<void> }> {
  const server = await startEmbeddedServer();
  const urls = server.urlsOf(name);
  process.env.DATABASE_URL = urls.runtimeUrl;
  process.env.DATABASE_MIGRATION_URL = urls.ownerUrl;
  const drop = async () => {
    await closePool();
    const admin = new Client({ connectionString: server.urlsOf('postgres').adminUrl });
    await admin.connect();
    try {
      await admin.query(`drop database if exists ${escapeIdentifier(name)} with (force)`);
    } finally {
      await admin.end();
    }
  };
  await drop();
  await ensureDatabase(server, name);
  await migrate(urls.ownerUrl);
  return { urls, drop };
}
