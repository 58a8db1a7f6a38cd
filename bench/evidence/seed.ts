import pg from 'pg';
import type { NewLeaf } from '#app/db/evidence-leaves.server.ts';

export const SHOP = 1;
/** Where the same rows are written without a log. */
export const PLAIN_SHOP = 2;
/** Morning of the day on which the first records come. */
export const FIRST_DAY = new Date('2026-11-02T09:00:00Z');
/** Records of an order: the number, then scans, told over so many days. */
export const RECORDS_OF_ORDER = 60;
export const DAYS = 10;
export const SCANS_A_DAY = RECORDS_OF_ORDER / DAYS;

/** Two shops with the same shipped orders, as a superuser and past every trigger: nothing of this waits for a log. */
export async function seedOrders(adminUrl: string, orders: number): Promise<void> {
  await asAdmin(adminUrl, async (sql) => {
    await sql.query(`set session_replication_role = replica`);
    await sql.query(
      `insert into shops (domain, name, currency, time_zone, country, installed_at, scopes)
       select shop || '.myshopify.com', 'Bench', 'USD', 'UTC', 'US', $1, '' from unnest(array['bench', 'plain']) shop`,
      [FIRST_DAY],
    );
    await sql.query(
      `insert into orders (shop_id, order_id, name, created_at, processed_at, updated_at, currency, total_minor,
         financial_status, fulfillment_status, destination_country)
       select shop, n, '#' || n, $1, $1, $1, 'USD', 6500, 'PAID', 'FULFILLED', 'DE'
       from generate_series(${SHOP}, ${PLAIN_SHOP}) shop, generate_series(1, $2::int) n`,
      [FIRST_DAY, orders],
    );
    await sql.query(
      `insert into fulfillments (shop_id, fulfillment_id, order_id, name, status, created_at, updated_at, origin_country,
         requires_shipping)
       select shop_id, order_id, order_id, name || '-F1', 'SUCCESS', created_at, created_at, 'CN', true from orders`,
    );
    await sql.query(
      `insert into parcels (shop_id, fulfillment_id, position, order_id, order_name, number, number_key, carrier, carrier_key,
         origin, destination, currency, value_minor, shipped_at, number_seen_at, scan_count, verdict, search_text)
       select shop_id, order_id, 0, order_id, name, key, key, 'YunExpress', 'yunexpress', 'CN', 'DE', 'USD', 6500, created_at,
         created_at, 0, 'on_track', ''
       from orders, lateral (select 'YT' || lpad(order_id::text, 16, '0') as key) number`,
    );
    await sql.query('vacuum (analyze) orders, fulfillments, parcels');
  });
}

/**
 * What a day brings of every order: on the first its number, then scans, one order after the other as a source tells them.
 * Returns the seconds that the database took.
 */
export async function hearDay(
  adminUrl: string,
  { shopId, day }: { shopId: number; day: number },
): Promise<number> {
  return asAdmin(adminUrl, async (sql) => {
    const started = performance.now();
    if (day === 0) {
      await sql.query(
        `insert into legs (shop_id, fulfillment_id, position, seq, kind, number, number_key, carrier, carrier_key, started_at,
           started_basis, linked_by)
         select shop_id, fulfillment_id, 0, 0, 'unknown', number, number_key, carrier, carrier_key, number_seen_at,
           'fulfillment_created', 'shopify' from parcels where shop_id = $1 order by fulfillment_id`,
        [shopId],
      );
    }
    await sql.query(
      `insert into scans (shop_id, fulfillment_id, source, event_id, position, leg_seq, occurred_at, recorded_at, received_at,
         milestone, physical, raw_status, message, place, country)
       select p.shop_id, p.fulfillment_id, 'aftership', 'event-' || place, 0, 0, at - interval '2 hours', at - interval '1 hour',
         at, 'arrived_facility', true, 'InTransit_Arrival', 'Arrived at the sorting centre ' || place, 'Shenzhen', 'CN'
       from parcels p, generate_series($3::int, $4::int) place,
         lateral (select $2::timestamptz + $5::int * interval '1 day' + place * interval '10 minutes' as at) told
       where p.shop_id = $1 order by p.fulfillment_id, place`,
      [
        shopId,
        FIRST_DAY,
        day * SCANS_A_DAY + (day === 0 ? 1 : 0),
        (day + 1) * SCANS_A_DAY - 1,
        day,
      ],
    );
    return (performance.now() - started) / 1_000;
  });
}

/** What happens meanwhile is put into no queue. */
export async function withoutLog<T>(adminUrl: string, work: () => Promise<T>): Promise<T> {
  const turn = (how: 'disable' | 'enable') =>
    asAdmin(adminUrl, async (sql) => {
      for (const table of ['scans', 'legs'])
        await sql.query(`alter table ${table} ${how} trigger ${table}_logged_insert`);
    });
  await turn('disable');
  try {
    return await work();
  } finally {
    await turn('enable');
  }
}

/** Leaves of the log as they were written, from one index on to before another. */
export async function readPlainLeaves(
  adminUrl: string,
  { from, until }: { from: number; until: number },
): Promise<NewLeaf[]> {
  return asAdmin(adminUrl, async (sql) => {
    const { rows } = await sql.query<Omit<NewLeaf, 'content'> & { record: string }>(
      `select kind, order_id as "orderId", fulfillment_id as "fulfillmentId", position, commitment, salt, record
         from evidence_leaves where shop_id = $1 and leaf_index >= $2 and leaf_index < $3 order by leaf_index`,
      [SHOP, from, until],
    );
    return rows.map(({ record, ...leaf }) => ({ ...leaf, content: { record } }));
  });
}

/** Bytes that one shop's log takes on disk: leaves with their contents, tiles and checkpoints, indexes included. */
export async function bytesOfLog(adminUrl: string): Promise<Record<string, number>> {
  return asAdmin(adminUrl, async (sql) => {
    const { rows } = await sql.query<{ name: string; bytes: string }>(
      `select case when relname ~ '^evidence_leaves' then 'leaves' else replace(relname, 'evidence_', '') end as name,
         pg_total_relation_size(oid) as bytes
       from pg_class where oid = (select tableoid from evidence_leaves where shop_id = $1 limit 1)
         or oid in ('evidence_tiles'::regclass, 'evidence_checkpoints'::regclass) order by 1`,
      [SHOP],
    );
    return Object.fromEntries(rows.map(({ name, bytes }) => [name, Number(bytes)]));
  });
}

async function asAdmin<T>(adminUrl: string, work: (sql: pg.Client) => Promise<T>): Promise<T> {
  const sql = new pg.Client({ connectionString: adminUrl });
  await sql.connect();
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
