import pg from 'pg';
import { RULES } from '#app/domain/findings/rules/catalogue.ts';

export const SHOP = 1;
export const NOW = new Date('2026-11-20T12:00:00Z');
/** Orders lie between this and now. */
const SPREAD = `interval '300 days'`;
/** One product for so many orders, at most 20,000. */
const ORDERS_PER_PRODUCT = 200;

/**
 * Fills a shop with so many orders of the last 300 days and what rules rest on, as a superuser and past every trigger. Of a
 * hundred orders 2 were cancelled, 1 has a return, 1 in five hundred a dispute; those of the last days are not shipped yet,
 * of the others 4 of a hundred have no scan and 90 have arrived.
 */
export async function seedFacts(adminUrl: string, orders: number): Promise<void> {
  const sql = new pg.Client({ connectionString: adminUrl });
  await sql.connect();
  const products = Math.min(20_000, Math.max(20, Math.round(orders / ORDERS_PER_PRODUCT)));
  try {
    await sql.query(`set session_replication_role = replica; select setseed(0.42)`);
    await seedShop(sql);
    await seedProducts(sql, products);
    await seedOrders(sql, { orders, products });
    await sql.query(
      'vacuum (analyze) orders, order_details, order_lines, fulfillments, parcels, legs, scans, products, variants, price_points, returns, disputes',
    );
  } finally {
    await sql.end();
  }
}

async function seedShop(sql: pg.Client): Promise<void> {
  const scopes = RULES.flatMap(({ requires }) => requires.scopes).join(',');
  await sql.query(
    `insert into shops (domain, name, currency, time_zone, country, installed_at, scopes)
     values ('bench.myshopify.com', 'Bench', 'USD', 'America/New_York', 'US', $1::timestamptz - interval '1 year', $2)`,
    [NOW, scopes],
  );
  await sql.query(
    `insert into sync_runs (shop_id, kind, state, phase, started_at, phase_started_at)
     values ($1, 'import', 'done', 'done', $2, $2)`,
    [SHOP, NOW],
  );
  const sides = {
    markets: [{ id: '1', name: 'All', isActive: true, countries: ['US', 'DE', 'FR', 'GB'] }],
    locales: ['en', 'de'],
    locations: [{ country: 'CN' }],
    privacy: { bannerEnabled: true, bannerAutoManaged: true },
    statements: { times: [], noCustomsFees: null },
  };
  for (const [name, value] of Object.entries(sides))
    await sql.query(
      `insert into shop_side (shop_id, name, value, read_at, changed_at) values ($1, $2, $3, $4, $4)`,
      [SHOP, name, JSON.stringify(value), NOW],
    );
}

async function seedProducts(sql: pg.Client, products: number): Promise<void> {
  await sql.query(
    `insert into products (shop_id, product_id, title, status, created_at, updated_at, read_at, facts, digest)
     select $1, n, 'Desk lamp ' || n, 'ACTIVE', $2::timestamptz - interval '1 year', $2, $2, jsonb_build_object(
       'description', 'A desk lamp of painted steel.', 'vendor', 'Lumen & Oak', 'productType', 'Lamp', 'tags', '[]'::jsonb,
       'category', null, 'mediaCount', 3, 'isPublished', true, 'currency', 'USD', 'metafields', '{}'::jsonb,
       'statedShipTime', null, 'saysNoCustomsFees', null, 'variants', jsonb_build_array(jsonb_build_object(
         'id', (n * 10)::text, 'title', 'White', 'sku', 'LAMP-' || n, 'barcode', null, 'priceMinor', 3000,
         'compareAtMinor', null, 'inventoryPolicy', 'DENY', 'inventoryQuantity', 40, 'isTracked', true,
         'requiresShipping', true, 'hsCode', case when n % 5 > 0 then '940521' end, 'hsByCountry', '{}'::jsonb,
         'originCountry', 'CN', 'weightGrams', 500, 'hasUnitPrice', false, 'sellingPlans', '[]'::jsonb,
         'metafields', '{}'::jsonb))), ''
     from generate_series(1, $3::int) n`,
    [SHOP, NOW, products],
  );
  await sql.query(
    `insert into variants (shop_id, variant_id, product_id, title, sku)
     select $1, n * 10, n, 'White', 'LAMP-' || n from generate_series(1, $2::int) n`,
    [SHOP, products],
  );
  await sql.query(
    `insert into price_points (shop_id, variant_id, country, seen_at, currency, price_minor, compare_at_minor)
     select $1, n * 10, country, $2::timestamptz - step * interval '20 days', 'USD', 3000 - step * 100,
       case when n % 4 = 0 and step = 0 then 4000 end
     from generate_series(1, $3::int) n cross join unnest(array['', 'DE']) country cross join generate_series(0, 3) step`,
    [SHOP, NOW, products],
  );
}

const COUNTRY = `(array['US', 'US', 'US', 'DE', 'DE', 'FR', 'GB', 'CA'])[1 + n % 8]`;
/** The nearer an order's age in days is to nothing, the less has happened to it. */
const IS_SHIPPED = `age > 3 and n % 97 > 1`;

async function seedOrders(
  sql: pg.Client,
  { orders, products }: { orders: number; products: number },
): Promise<void> {
  await sql.query(
    `create temp table drawn as select n, ${COUNTRY} as country, $1::timestamptz - ${SPREAD} * (1 - n::float / $2) as at,
       300 * (1 - n::float / $2) as age, 1 + n::bigint * 7919 % $3 as product, random() as u
     from generate_series(1, $2::int) n`,
    [NOW, orders, products],
  );
  await sql.query(
    `insert into orders (shop_id, order_id, name, created_at, processed_at, updated_at, cancelled_at, currency, total_minor,
       financial_status, fulfillment_status, destination_country, postcode_hash)
     select ${SHOP}, n, '#' || n, at, at, at, case when u < 0.02 then at + interval '1 day' end, 'USD', 6500, 'PAID',
       case when ${IS_SHIPPED} then 'FULFILLED' else 'UNFULFILLED' end, country, (n % 90000)::text from drawn order by n;
     insert into order_details (shop_id, order_id, read_at, details)
     select ${SHOP}, n, at, jsonb_build_object('payments', jsonb_build_array(jsonb_build_object('kind', 'SALE', 'status',
         'SUCCESS', 'gateway', 'shopify_payments', 'isManual', false, 'isStoreCredit', false, 'minor', 6500, 'at',
         to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))),
       'refunds', '[]'::jsonb, 'shippingMinor', 500, 'shippingTitle', 'Standard', 'dutiesIncluded', false, 'dutiesMinor',
       null, 'isCompany', false, 'methods', '["SHIPPING"]'::jsonb, 'fulfillBy', null, 'deliverBy', null, 'sourceName', 'web',
       'returnStatus', null, 'fulfillmentLines', null) from drawn order by n;
     insert into order_lines (shop_id, order_id, line_id, product_id, variant_id, title, sku, quantity,
       unfulfilled_quantity, requires_shipping, currency, total_minor, ordered_at)
     select ${SHOP}, n, n * 10 + line, product, product * 10, 'Desk lamp', 'LAMP-' || product, 1,
       case when ${IS_SHIPPED} then 0 else 1 end, true, 'USD', 3000, at
     from drawn cross join generate_series(1, 2) line order by n, line;
     insert into fulfillments (shop_id, fulfillment_id, order_id, name, status, created_at, updated_at, origin_country,
       requires_shipping)
     select ${SHOP}, n, n, '#' || n || '-F1', 'SUCCESS', at + interval '2 days', at + interval '2 days', 'CN', true
     from drawn where ${IS_SHIPPED} order by n;
     insert into parcels (shop_id, fulfillment_id, position, order_id, order_name, number, number_key, carrier, carrier_key,
       origin, destination, currency, value_minor, shipped_at, number_seen_at, first_scan_at, last_physical_at, delivered_at,
       scan_count, verdict, search_text)
     select ${SHOP}, n, 0, n, '#' || n, key, key, 'YunExpress', 'yunexpress', 'CN', country, 'USD', 6500,
       at + interval '2 days', at + interval '2 days', scanned, scanned, delivered, 2, 'on_track', ''
     from (select *, 'YT' || lpad(n::text, 16, '0') as key, case when u < 0.96 then at + interval '3 days' end as scanned,
       case when u < 0.9 and age > 15 then at + interval '12 days' end as delivered from drawn) d
     where ${IS_SHIPPED} order by n;
     insert into legs (shop_id, fulfillment_id, position, seq, kind, number, number_key, carrier, carrier_key, started_at,
       started_basis, linked_by)
     select shop_id, fulfillment_id, 0, 0, 'unknown', number, number_key, carrier, carrier_key, number_seen_at,
       'fulfillment_created', 'shopify' from parcels order by fulfillment_id;
     insert into scans (shop_id, fulfillment_id, source, event_id, position, leg_seq, occurred_at, recorded_at, received_at,
       milestone, physical, raw_status, country)
     select p.shop_id, p.fulfillment_id, 'shopify', kind, 0, 0, at, at, at, kind, true, kind, country
     from parcels p cross join lateral (values ('accepted', first_scan_at, 'CN'), ('delivered', delivered_at, destination))
       scan(kind, at, country)
     where at is not null order by p.fulfillment_id;
     insert into returns (shop_id, return_id, order_id, read_at, facts)
     select ${SHOP}, n, n, at, jsonb_build_object('name', '#' || n || '-R1', 'status', 'OPEN', 'requestedAt',
       to_char((at + interval '14 days') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'approvedAt', null, 'closedAt',
       null, 'reasons', '["UNWANTED"]'::jsonb, 'quantity', 1, 'goodsMinor', 3000, 'goodsBackAt', null, 'refundIds', '[]'::jsonb)
     from drawn where n % 100 = 0 and age > 20;
     insert into disputes (shop_id, dispute_id, order_id, status, initiated_at, read_at, facts)
     select ${SHOP}, n, n, 'NEEDS_RESPONSE', at + interval '20 days', at, jsonb_build_object('type', 'CHARGEBACK', 'reason',
       'PRODUCT_NOT_RECEIVED', 'networkReasonCode', null, 'minor', 6500, 'currency', 'USD', 'evidenceDueBy',
       to_char((at + interval '30 days') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'evidenceSentOn', null,
       'finalizedOn', null)
     from drawn where n % 500 = 0 and age > 20;
     insert into parcel_counts (shop_id, verdict, muted, currency, count, value_minor)
     select shop_id, verdict, muted, currency, count(*), sum(value_minor) from parcels group by 1, 2, 3, 4;
     drop table drawn`,
  );
}

/** Changes so many orders as webhooks would, each in one way: a third cancelled, a third paid back, a third delivered. */
export async function changeOrders(
  adminUrl: string,
  { orders, changes }: { orders: number; changes: number },
): Promise<void> {
  const sql = new pg.Client({ connectionString: adminUrl });
  await sql.connect();
  const step = Math.max(1, Math.floor(orders / changes));
  const chosen = `select (i * $1)::bigint from generate_series(1, $2::int) i where i % 3 =`;
  try {
    await sql.query(
      `update orders set cancelled_at = $3, updated_at = $3 where shop_id = ${SHOP} and order_id = any(array(${chosen} 0))`,
      [step, changes, NOW],
    );
    await sql.query(
      `update order_details set details = jsonb_set(details, '{shippingMinor}', '700')
       where shop_id = ${SHOP} and order_id = any(array(${chosen} 1))`,
      [step, changes],
    );
    await sql.query(
      `update parcels set delivered_at = $3, scan_count = scan_count + 1
       where shop_id = ${SHOP} and order_id = any(array(${chosen} 2))`,
      [step, changes, NOW],
    );
  } finally {
    await sql.end();
  }
}
