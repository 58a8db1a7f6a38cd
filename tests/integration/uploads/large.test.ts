import { expect, it } from 'vitest';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { beginUpload } from '#app/services/begin-upload.server.ts';
import { loadUpload } from '#app/services/load-uploads.server.ts';
import { workUploads } from '#app/services/work-uploads.server.ts';
import { shopWith } from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
const now = new Date('2026-11-20T12:00:00Z');
/** `UPLOAD_ROWS=200000` for the largest file there may be. */
const ROWS = Number(process.env['UPLOAD_ROWS'] ?? 10_000);
const MOST_MEMORY_MB = 400;

/** Orders #1 to #n with one parcel each; every other parcel has a number. */
async function shopWithMany(count: number): Promise<number> {
  const shopId = await shopWith([]);
  await withShopSql(shopId, async (sql) => {
    await sql.query(
      `insert into orders (shop_id, order_id, name, created_at, updated_at, currency, total_minor)
       select $1, n, '#' || n, '2026-11-01', '2026-11-01', 'USD', 100 from generate_series(1, $2::int) n`,
      [shopId, count],
    );
    await sql.query(
      `insert into fulfillments (shop_id, fulfillment_id, order_id, name, status, created_at, updated_at)
       select $1, n, n, '#' || n || '-F1', 'SUCCESS', '2026-11-02', '2026-11-02' from generate_series(1, $2::int) n`,
      [shopId, count],
    );
    await sql.query(
      `insert into parcels (shop_id, fulfillment_id, position, order_id, order_name, number, number_key, currency,
         value_minor, shipped_at, verdict, search_text)
       select $1, n, 0, n, '#' || n, k.key, k.key, 'USD', 100, '2026-11-02', 'on_track', '#' || n
         from generate_series(1, $2::int) n,
         lateral (select case when n % 2 = 0 then 'OLD' || lpad(n::text, 12, '0') end as key) k`,
      [shopId, count],
    );
  });
  return shopId;
}

it('the largest file is read and matched in bounded memory', async () => {
  const shopId = await shopWithMany(ROWS / 2);
  const rows = Array.from(
    { length: ROWS },
    (_, n) =>
      `#${n + 1},Some Buyer,YT261${String(n).padStart(11, '0')},YunExpress,SKU-${n % 500},2026/11/3 14:05,"1 Long Street, Town"`,
  );
  const bytes = Buffer.from(
    `订单号,收件人,运单号,物流公司,SKU,发货时间,地址\r\n${rows.join('\r\n')}`,
  );
  rows.length = 0;
  let peak = 0;
  const sampler = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const before = process.memoryUsage().rss;
  const start = performance.now();
  const begun = await beginUpload({
    shopId,
    actor: 'user:7',
    bytes,
    fileName: 'large.csv',
    choices: {},
    now,
  });
  const read = performance.now();
  let slices = 0;
  while ((await workUploads({ shopId, now })).kind === 'again') slices += 1;
  const matched = performance.now();
  clearInterval(sampler);
  const loaded = await loadUpload({
    shopId,
    uploadId: begun.ok ? begun.uploadId : '',
    outcome: null,
    after: 0,
  });
  expect(loaded?.upload).toMatchObject({
    state: 'preview',
    rowsTotal: ROWS,
    counts: { matched: ROWS / 4, unsure: ROWS / 4, unmatched: ROWS / 2, waiting: 0 },
  });
  const grown = (peak - before) / 1_048_576;
  process.stdout.write(
    `${ROWS} rows, ${(bytes.length / 1_048_576).toFixed(1)} MB: read ${seconds(read - start)}, matched ${seconds(matched - read)} in ${slices} slices, memory +${grown.toFixed(0)} MB (${(peak / 1_048_576).toFixed(0)} MB)\n`,
  );
  expect(grown).toBeLessThan(MOST_MEMORY_MB);
}, 600_000);

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
