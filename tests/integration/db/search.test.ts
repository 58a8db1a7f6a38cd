import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerShop } from '#app/db/shops.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { testDatabase } from '#tests/setup/database.ts';

const database = await testDatabase();
const admin = new Client({ connectionString: database.adminUrl });
const plans: string[] = [];
const now = new Date('2026-11-02T09:00:00Z');
let one = 0;
let two = 0;

beforeAll(async () => {
  await admin.connect();
  admin.on('notice', (notice) => plans.push(notice.message ?? ''));
  one = (await registerShop({ domain: 'one.example', scopes: '', now })).shopId;
  two = (await registerShop({ domain: 'two.example', scopes: '', now })).shopId;
  await admin.query(
    `insert into parcels (shop_id, fulfillment_id, position, order_id, order_name, currency, value_minor, shipped_at, search_text)
     select s, n, 0, n, '#' || n, 'EUR', 1, now(), '#' || n || ' ' || lower(md5(n::text)) from unnest($1::int[]) s, generate_series(1, 20000) n`,
    [[one, two]],
  );
  // New entries wait in the index's pending list until a vacuum.
  await admin.query('vacuum analyze parcels');
});
afterAll(() => admin.end());

const search = (shopId: number, pattern: string, limit = 1000) =>
  withShopSql(shopId, async (sql) => {
    const { rows } = await sql.query('select * from search_parcel_ids($1, $2)', [pattern, limit]);
    return rows;
  });

describe('search_parcel_ids', () => {
  test('finds a part of the text in any case, in the shop of the transaction only', async () => {
    expect(await search(one, '%#12345 %')).toEqual([{ fulfillment_id: '12345', position: 0 }]);
    await admin.query(
      `update parcels set search_text = 'only here lx999' where shop_id = $1 and fulfillment_id = 5`,
      [two],
    );
    expect(await search(one, '%LX999%')).toEqual([]);
    expect(await search(two, '%LX999%')).toEqual([{ fulfillment_id: '5', position: 0 }]);
  });

  test('stops at the limit', async () => {
    expect(await search(one, '%#%', 7)).toHaveLength(7);
  });

  test('finds nothing when no shop is set', async () => {
    const { rows } = await admin.query(`select * from search_parcel_ids('%#1%', 10)`);
    expect(rows).toEqual([]);
  });

  test('reads the trigram index where the runtime role’s own query reads all of the shop’s parcels', async () => {
    await admin.query('begin');
    await admin.query(`load 'auto_explain'`);
    for (const setting of ['log_min_duration = 0', 'log_nested_statements = on'])
      await admin.query(`set local auto_explain.${setting}`);
    await admin.query('set local client_min_messages = log');
    await admin.query('set local role lastscan_app');
    await admin.query(`select set_config('app.shop_id', $1, true)`, [String(one)]);
    plans.length = 0;
    await admin.query(`select * from search_parcel_ids('%#12345 %', 10)`);
    const inside = plans.find((plan) => plan.includes('search_text')) ?? '';
    plans.length = 0;
    await admin.query(
      `select fulfillment_id from parcels where shop_id = ${one} and search_text ilike '%#12345 %'`,
    );
    const direct = plans.find((plan) => plan.includes('search_text')) ?? '';
    await admin.query('rollback');
    expect(inside).toContain('Bitmap Index Scan on parcels_search');
    expect(inside).toMatch(/Index Cond: .*search_text ~~\*/);
    expect(direct).not.toMatch(/Index Cond: .*search_text/);
  });
});
