import { Client } from 'pg';
import { connectionStrings } from '#app/db/database-urls.server.ts';
import { startEmbeddedServer } from '#app/db/embedded-server.server.ts';

// `npm run db:reset`: throws the development database away and makes a new one. Never touches DATABASE_URL.
if (process.env.DATABASE_URL !== undefined)
  throw new Error('db:reset is for the embedded development database: unset DATABASE_URL.');
const server = await startEmbeddedServer();
const admin = new Client({ connectionString: server.urlsOf('postgres').adminUrl });
await admin.connect();
await admin.query('drop database if exists lastscan with (force)');
await admin.end();
await connectionStrings();
console.log('A new, empty database is ready.');
