import { Client, escapeIdentifier } from 'pg';
import { ensureDatabase, startEmbeddedServer } from '#app/db/embedded-server.server.ts';
import { migrate } from '#app/db/migrate.server.ts';

// `node app/db/commands/temporary.server.ts NAME`: a new, empty database of that name on the embedded server, dropped
// again when this process is told to stop. Prints one line of JSON with its addresses, then waits.
const [name] = process.argv.slice(2);
if (name === undefined || !/^[a-z][a-z0-9_]*$/.test(name))
  throw new Error('Name the database: lower-case letters, digits and underscores.');

const server = await startEmbeddedServer();
const admin = new Client({ connectionString: server.urlsOf('postgres').adminUrl });
await admin.connect();
const drop = () => admin.query(`drop database if exists ${escapeIdentifier(name)} with (force)`);
await drop();
const urls = await ensureDatabase(server, name);
await migrate(urls.ownerUrl);
console.log(JSON.stringify(urls));

const stop = async () => {
  await drop();
  await admin.end();
  process.exit(0);
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
// The parent holds our standard input; when it dies, however it dies, so do we.
process.stdin.on('end', () => void stop()).resume();
