import { env } from '#app/env.server.ts';
import { ensureDatabase, startEmbeddedServer } from '#app/db/embedded-server.server.ts';
import { migrate } from '#app/db/migrate.server.ts';

const DEVELOPMENT_DATABASE = 'lastscan';

export interface ConnectionStrings {
  /** Role lastscan_app, under row-level security: what web and worker use. */
  runtimeUrl: string;
  /** The schema's owner, for migrations. */
  ownerUrl: string;
}

let development: Promise<ConnectionStrings> | undefined;

/**
 * Where the database is: DATABASE_URL (and DATABASE_MIGRATION_URL, which defaults to it), or else the embedded
 * development server, started or adopted and brought to the newest schema.
 * Reads the environment at each call, because every test file points it at a database of its own.
 */
export async function connectionStrings(): Promise<ConnectionStrings> {
  const { DATABASE_URL: runtimeUrl, DATABASE_MIGRATION_URL: ownerUrl } = process.env;
  if (runtimeUrl !== undefined) return { runtimeUrl, ownerUrl: ownerUrl ?? runtimeUrl };
  // Refuses a production environment without DATABASE_URL.
  env();
  development ??= startDevelopmentDatabase();
  return development;
}

async function startDevelopmentDatabase(): Promise<ConnectionStrings> {
  const server = await startEmbeddedServer();
  const urls = await ensureDatabase(server, DEVELOPMENT_DATABASE);
  await migrate(urls.ownerUrl);
  return urls;
}
