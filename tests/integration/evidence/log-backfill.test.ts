import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrationFiles } from '#app/db/migrate.server.ts';
import { testDatabase } from '#tests/setup/database.ts';

const LOG = '0020_shopper_evidence';
const database = await testDatabase();
const name = `${database.name}_before`;
const admin = new Client({ connectionString: database.adminUrl });
await admin.connect();

async function inOld<T>(url: string, work: (sql: Client) => Promise<T>): Promise<T> {
  const old = new URL(url);
  old.pathname = `/${name}`;
  const sql = new Client({ connectionString: old.toString() });
  await sql.connect();
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

beforeAll(async () => {
  await admin.query(`create database ${name} owner lastscan_owner`);
});
afterAll(async () => {
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();
});

test('what was recorded before there was a log waits for it: numbers, scans, links, messages and notices, each with its order', async () => {
  const files = migrationFiles();
  await inOld(database.ownerUrl, async (sql) => {
    for (const file of files.filter((each) => each.name < LOG)) await sql.query(file.sql);
  });
  await inOld(database.adminUrl, (sql) =>
    sql.query(
      `insert into shops (domain, installed_at, scopes) values ('old.myshopify.com', now(), '');
       insert into fulfillments (shop_id, fulfillment_id, order_id, name, status, created_at, updated_at)
         values (1, 2001, 1001, '#1001-F1', 'SUCCESS', now(), now());
       insert into legs (shop_id, fulfillment_id, position, seq, kind, number, number_key, started_at, started_basis, linked_by)
         values (1, 2001, 0, 0, 'unknown', 'LX1', 'LX1', now(), 'fulfillment_created', 'shopify');
       insert into scans (shop_id, fulfillment_id, source, event_id, occurred_at, recorded_at, received_at, milestone, physical,
         raw_status) select 1, 2001, 'shopify', n, now(), now(), now() + n * interval '1 second', 'accepted', true, 'X'
         from generate_series(2, 1, -1) n;
       insert into leg_links (shop_id, link_id, fulfillment_id, position, number, number_key, kind, state, basis, proposed_at)
         values (1, gen_random_uuid(), 2001, 0, '94', '94', 'last_mile', 'proposed', 'source', now());
       insert into leg_link_events (shop_id, link_id, at, action, actor) select 1, link_id, now(), 'proposed', 'x' from leg_links;
       insert into messages (shop_id, fulfillment_id, position, kind, to_name, language, channel, subject, body, state, created_at,
         created_by) values (1, 2001, 0, 'carrier', 'YunExpress', 'en', 'mail', 's', 'b', 'sent', now(), 'user:7');
       insert into delay_notices (shop_id, order_id, sent_at, recorded_by, recorded_at) values (1, 1001, now(), 'user:7', now())`,
    ),
  );
  await inOld(database.ownerUrl, async (sql) => {
    for (const file of files.filter((each) => each.name === LOG)) await sql.query(file.sql);
  });
  const queued = await inOld(database.adminUrl, (sql) =>
    sql.query(
      `select kind, order_id, record->>'event_id' as event from evidence_queue where shop_id = 1 order by seq`,
    ),
  );
  expect(queued.rows).toEqual(
    [
      ['number', null],
      ['scan', '1'],
      ['scan', '2'],
      ['link', null],
      ['message', null],
      ['notice', null],
    ].map(([kind, event]) => ({ kind, order_id: '1001', event })),
  );
  const open = await inOld(database.adminUrl, (sql) =>
    sql.query(
      `select relname from pg_class where relkind in ('r', 'p') and relrowsecurity and not relforcerowsecurity`,
    ),
  );
  expect(open.rows).toEqual([]);
});
