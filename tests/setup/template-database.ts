import { createHash } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { startEmbeddedServer, type EmbeddedServer } from '#app/db/embedded-server.server.ts';
import { migrate, migrationFiles } from '#app/db/migrate.server.ts';

const OLD_TEMPLATES = 'lastscan_template_%';

/**
 * Makes sure that the server has a database with every migration applied, to be cloned per test file.
 * Its name holds a hash of the migrations, so an edited migration makes a new one and drops the old.
 */
export async function ensureTemplate(): Promise<{ server: EmbeddedServer; template: string }> {
  const server = await startEmbeddedServer();
  const hash = createHash('sha256');
  for (const { name, checksum } of migrationFiles()) hash.update(`${name}:${checksum}\n`);
  const template = `lastscan_template_${hash.digest('hex').slice(0, 12)}`;
  const admin = new Client({ connectionString: server.urlsOf('postgres').adminUrl });
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock(5247302)');
    const { rows } = await admin.query('select datname from pg_database where datname like $1', [
      OLD_TEMPLATES,
    ]);
    const names = rows.map((row) => String(row.datname));
    if (!names.includes(template)) await build(admin, server, template);
    for (const old of names.filter((name) => name !== template))
      await admin.query(`drop database if exists ${escapeIdentifier(old)} with (force)`);
  } finally {
    await admin.end();
  }
  return { server, template };
}

async function build(admin: Client, server: EmbeddedServer, template: string): Promise<void> {
  // Under another name until it is whole: a run that is killed here leaves no half template.
  const draft = `${template}_draft`;
  await admin.query(`drop database if exists ${escapeIdentifier(draft)} with (force)`);
  await admin.query(`create database ${escapeIdentifier(draft)} owner lastscan_owner`);
  await migrate(server.urlsOf(draft).ownerUrl);
  await admin.query(
    `alter database ${escapeIdentifier(draft)} rename to ${escapeIdentifier(template)}`,
  );
}
