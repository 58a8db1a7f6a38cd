import { registerShop } from '#app/db/shops.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { closePool, runtimePool } from '#app/db/pool.server.ts';
import { importShop } from '#app/services/import-shop.server.ts';
import { BACKENDS, processorSeconds } from './processor-seconds.ts';

// The importing process of the ingest benchmark, alone, so that its memory is its own. Prints one JSON object a line.
const SAMPLE_EVERY_MS = 20;
const [resultUrl = '', step = '50000'] = process.argv.slice(2);
const now = new Date('2026-11-02T09:00:00Z');
const { shopId } = await registerShop({ domain: 'bench.myshopify.com', scopes: '', now });
await withShopSql(shopId, (sql) =>
  sql.query(
    `insert into sync_runs (shop_id, kind, state, phase, bulk_operation_id, result_url, started_at, phase_started_at)
     values ($1, 'import', 'running', 'reading_file', 'gid://shopify/BulkOperation/1', $2, $3, $3)`,
    [shopId, resultUrl, now],
  ),
);

let peakBytes = 0;
const sampling = setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
}, SAMPLE_EVERY_MS);
const startedAt = performance.now();
const atStart = process.cpuUsage();
let nextMark = Number(step);
for (;;) {
  await importShop({ shopId, now });
  const { phase, done } = await progress();
  while (done >= nextMark) {
    console.log(JSON.stringify({ orders: nextMark, rssBytes: process.memoryUsage.rss() }));
    nextMark += Number(step);
  }
  if (phase !== 'reading_file') break;
}
const seconds = (performance.now() - startedAt) / 1000;
clearInterval(sampling);
const cpu = process.cpuUsage(atStart);
// Seen by the runtime role because the connections are its own.
const { rows: backends } = await (await runtimePool()).query(BACKENDS);
const databaseSeconds = backends
  .map((row) => processorSeconds(Number(row.pid)) ?? 0)
  .reduce((sum, used) => sum + used, 0);
console.log(
  JSON.stringify({
    seconds,
    peakBytes,
    cpuSeconds: (cpu.user + cpu.system) / 1_000_000,
    databaseSeconds,
  }),
);
await closePool();

async function progress(): Promise<{ phase: string; done: number }> {
  const { rows } = await withShopSql(shopId, (sql) =>
    sql.query('select phase, orders_done from sync_runs where shop_id = $1', [shopId]),
  );
  return { phase: String(rows[0]?.phase), done: Number(rows[0]?.orders_done) };
}
