import { connectionStrings } from '#app/db/database-urls.server.ts';

// `npm run db:start`: the development database in the foreground, with its addresses; Ctrl-C ends it when no other
// process uses it.
const { runtimeUrl, ownerUrl } = await connectionStrings();
console.log(`DATABASE_URL=${runtimeUrl}\nDATABASE_MIGRATION_URL=${ownerUrl}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));
setInterval(() => {}, 2 ** 30);
