import pg from 'pg';

/** The big shop is the first: two of five parcels are its own. */
export const BIG_SHOP = 1;
export const NOW = new Date('2026-11-20T12:00:00Z');

/** How many parcels the big shop and each of the others have when there are `parcels` in all. */
export function shares({ parcels, shops }: { parcels: number; shops: number }) {
  const big = Math.round(parcels * 0.4);
  return { big, each: Math.floor((parcels - big) / (shops - 1)) };
}

/** Shops that are connected to a source, without parcels. */
export async function seedShops(adminUrl: string, shops: number): Promise<void> {
  await asAdmin(adminUrl, async (sql) => {
    await sql.query(
      `insert into shops (domain, name, currency, time_zone, country, installed_at)
       select 'shop-' || n || '.myshopify.com', 'Shop ' || n, 'USD', 'America/New_York', 'US', $1::timestamptz - interval '1 year'
       from generate_series(1, $2::int) n`,
      [NOW, shops],
    );
    await sql.query(
      `insert into source_connections (shop_id, source, state, connected_at)
       select shop_id, 'seventeen_track', 'connected', $1 from shops`,
      [NOW],
    );
  });
}

/**
 * Fills every shop up to its share of `parcels` open parcels, as a superuser. What they are doing is drawn as it is in a
 * cross-border shop: of a hundred 2 are on the van, 3 wait for their buyer, 38 were scanned within two days, 5 are in
 * customs, 25 not handed over yet, 19 silent for up to ten days and 8 for longer.
 */
export async function seedParcels(
  adminUrl: string,
  { from, until, shops }: { from: number; until: number; shops: number },
): Promise<void> {
  await asAdmin(adminUrl, async (sql) => {
    await sql.query(`select setseed(0.42)`);
    const [had, has] = [shares({ parcels: from, shops }), shares({ parcels: until, shops })];
    await insertParcels(sql, { first: 1, last: 1, had: had.big, has: has.big });
    await insertParcels(sql, { first: 2, last: shops, had: had.each, has: has.each });
    await sql.query(
      `insert into legs (shop_id, fulfillment_id, position, seq, kind, number, number_key, carrier, carrier_key, started_at,
         started_basis, linked_by)
       select shop_id, fulfillment_id, 0, 0, 'unknown', number, number_key, carrier, carrier_key, number_seen_at,
         'fulfillment_created', 'shopify'
       from parcels p where not exists (select from legs l where l.shop_id = p.shop_id
         and l.fulfillment_id = p.fulfillment_id)`,
    );
    await sql.query('vacuum (analyze) parcels, legs');
  });
}

const MILESTONE = `case when r < 20 then 'out_for_delivery' when r < 50 then 'available_pickup' when r < 430 then 'domestic_transit'
  when r < 480 then 'import_customs' when r < 730 then 'announced' else 'departed_origin' end`;
/** Hours since the last scan or notice. */
const SILENT = `case when r < 20 then u * 20 when r < 50 then u * 48 when r < 430 then u * 48 when r < 480 then u * 96
  when r < 730 then u * 150 when r < 920 then 48 + u * 192 else 240 + u * 1500 end`;

async function insertParcels(
  sql: pg.Client,
  { first, last, had, has }: { first: number; last: number; had: number; has: number },
): Promise<void> {
  await sql.query(
    `insert into parcels (shop_id, fulfillment_id, position, order_id, order_name, number, number_key, carrier, carrier_key,
       origin, destination, currency, value_minor, shipped_at, number_seen_at, milestone, last_scan_at, last_physical_at,
       verdict, cause, search_text)
     select s, n, 0, n, '#' || n, key, key, 'YunExpress', 'yunexpress', 'CN', 'US', 'USD', 2500, scanned - interval '3 days', scanned,
       milestone, scanned, case when milestone <> 'announced' then scanned end, 'on_track', 'moving', ''
     from (
       select s, n, 'YT' || s || lpad((n * 104729::bigint % 10000000000)::text, 12, '0') as key, ${MILESTONE} as milestone,
         $1::timestamptz - (${SILENT}) * interval '1 hour' as scanned
       from (select s, n, floor(random() * 1000)::int as r, random() as u
         from generate_series(${first}, ${last}) s cross join generate_series(${had + 1}, ${has}) n) drawn
     ) parcel`,
    [NOW],
  );
}

/** Every number has been answered some time within the last hours, as a plan that has been running leaves them. */
export async function answerAll(adminUrl: string): Promise<void> {
  await asAdmin(adminUrl, async (sql) => {
    await sql.query(
      `update source_numbers set state = 'tracking', registered_at = $1, asked_at = answered, answered_at = answered,
         synced_at = answered, next_poll_at = $1::timestamptz + interval '1 hour'
       from (select shop_id as s, number_key as k, $1::timestamptz - random() * interval '20 minutes' as answered
         from source_numbers) a where shop_id = s and number_key = k`,
      [NOW],
    );
    await sql.query('vacuum (analyze) source_numbers');
  });
}

/** Makes exactly `due` numbers of the big shop due, spread over its paces; everything else lies ahead. */
export async function makeDue(adminUrl: string, due: number): Promise<void> {
  await asAdmin(adminUrl, async (sql) => {
    await sql.query(
      `update source_numbers n set next_poll_at = case when drawn.place <= $2 then $1::timestamptz - random() * interval '2 hours'
           else $1::timestamptz + interval '1 hour' + random() * interval '1 day' end
       from (select number_key as k, row_number() over (order by md5(number_key)) as place
         from source_numbers where shop_id = ${BIG_SHOP}) drawn
       where n.shop_id = ${BIG_SHOP} and n.number_key = drawn.k
         and (drawn.place <= $2 or n.next_poll_at <= $1::timestamptz + interval '1 hour')`,
      [NOW, due],
    );
    await sql.query('vacuum (analyze) source_numbers');
  });
}

async function asAdmin(adminUrl: string, work: (sql: pg.Client) => Promise<void>): Promise<void> {
  const sql = new pg.Client({ connectionString: adminUrl });
  await sql.connect();
  try {
    await sql.query(`set work_mem = '128MB'`);
    await work(sql);
  } finally {
    await sql.end();
  }
}
