import pg from 'pg';
import { closePool } from '#app/db/pool.server.ts';
import { assessDue } from '#app/services/assess-due.server.ts';
import { ownDatabase } from '../own-database.ts';
import { watchPlans } from '../pages/plans.ts';
import { NOW, seedParcels, seedShops } from '../polling/seed.ts';

const DATABASE = 'lastscan_bench_assess';
const DUE_SHARE = 0.01;
const DAY_MS = 86_400_000;

/**
 * One tick in PostgreSQL over open parcels of which one in a hundred is due: how many a second are judged, and whether any
 * other was looked at. True when exactly the due ones were judged and no tenant's table was read from end to end.
 */
export async function measureTick({
  parcels,
  shops,
}: {
  parcels: number;
  shops: number;
}): Promise<boolean> {
  const { urls, drop } = await ownDatabase(DATABASE);
  try {
    await seedShops(urls.adminUrl, shops);
    await seedParcels(urls.adminUrl, { from: 0, until: parcels, shops });
    const due = await makeDue(urls.adminUrl, Math.round(parcels * DUE_SHARE));
    const started = performance.now();
    const later = new Date(NOW.getTime() + DAY_MS);
    await assessAll(shops, NOW);
    const seconds = (performance.now() - started) / 1_000;
    const judged = await count(urls.adminUrl, `assessed_at = '${NOW.toISOString()}'`);
    await closePool();
    await makeDue(urls.adminUrl, Math.round(parcels * DUE_SHARE));
    const { plans, scans } = await watchPlans(urls.adminUrl, () => assessAll(shops, later));
    await closePool();
    const peakMib = process.resourceUsage().maxRSS / 1_024;
    console.log(
      `A tick over ${parcels.toLocaleString('en')} open parcels of ${shops} shops, ${due.toLocaleString('en')} of them due: ` +
        `${judged.toLocaleString('en')} judged and written in ${seconds.toFixed(1)} s, ` +
        `${Math.round(judged / seconds).toLocaleString('en')}/s on this machine as it was; peak RSS of this process ${peakMib.toFixed(0)} MiB`,
    );
    console.log(`${plans} plans, ${scans.length} of them reading a tenant's table from end to end`);
    for (const { table, query } of scans) console.log(`  ${table}: ${query.slice(0, 160)}`);
    return judged === due && scans.length === 0;
  } finally {
    await drop();
  }
}

async function assessAll(shops: number, now: Date): Promise<void> {
  for (let shopId = 1; shopId <= shops; shopId += 1) {
    let step = await assessDue({ shopId, now });
    while (step.kind === 'again') step = await assessDue({ shopId, now });
  }
}

/** Makes some parcels due and leaves every other a review of tomorrow and later; returns how many are due. */
async function makeDue(adminUrl: string, due: number): Promise<number> {
  await asAdmin(
    adminUrl,
    `update parcels p set review_at = case when d.place <= ${due} then '${NOW.toISOString()}'::timestamptz - interval '1 hour'
         else '${NOW.toISOString()}'::timestamptz + interval '3 days' end
       from (select shop_id, fulfillment_id, row_number() over (order by md5(shop_id || '-' || fulfillment_id)) as place
         from parcels) d
       where p.shop_id = d.shop_id and p.fulfillment_id = d.fulfillment_id
         and (d.place <= ${due} or p.review_at is null or p.review_at < '${NOW.toISOString()}'::timestamptz + interval '2 days')`,
  );
  await asAdmin(adminUrl, 'vacuum (analyze) parcels');
  return count(adminUrl, `review_at <= '${NOW.toISOString()}'`);
}

async function count(adminUrl: string, condition: string): Promise<number> {
  const [row] = await asAdmin<{ n: number }>(
    adminUrl,
    `select count(*)::int as n from parcels where ${condition}`,
  );
  return row?.n ?? 0;
}

async function asAdmin<R extends pg.QueryResultRow>(url: string, sql: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<R>(sql);
    return rows;
  } finally {
    await client.end();
  }
}
