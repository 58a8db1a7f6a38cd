/** A process of its own that asks for one shop's token so many times at once and prints the answers as JSON. */
import { offlineToken } from '#app/services/offline-token.server.ts';
import { closePool } from '#app/db/pool.server.ts';

const [domain = '', times = '1'] = process.argv.slice(2);
const tokens = await Promise.all(Array.from({ length: Number(times) }, () => offlineToken(domain)));
console.log(JSON.stringify(tokens));
await closePool();
