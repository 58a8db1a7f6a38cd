import pg from 'pg';

export const SHOP = 1;
/** A Friday, before dawn in New York: when the nightly pass runs. */
export const NOW = new Date('2026-11-20T08:00:00Z');
const SALES_PER_VARIANT = 20;
const LINES_PER_ORDER = 2;
const WEEKS = 100;
const SUPPLIERS = 50;
const ORDERS_PER_SUPPLIER = 8;

/** Tables that a plan rests on, and what it writes. */
export const PLAN_TABLES = [
  'orders',
  'order_lines',
  'order_details',
  'fulfillments',
  'products',
  'stock_items',
  'stock_points',
  'suppliers',
  'supplier_items',
  'purchase_orders',
  'purchase_order_lines',
  'purchase_order_events',
  'category_demand',
  'variants_to_plan',
  'variant_plans',
] as const;

/**
 * A shop with so many variants, sold for 60 to 100 weeks, about twenty sales each: a few best sellers, many that hardly sell.
 * Written as a superuser and past every trigger. One variant in six was out of stock for two weeks.
 */
export async function seedShop(adminUrl: string, variants: number): Promise<void> {
  const sql = new pg.Client({ connectionString: adminUrl });
  await sql.connect();
  try {
    await sql.query(
      `set session_replication_role = replica; set synchronous_commit = off; select setseed(0.42)`,
    );
    await seedStock(sql, variants);
    await seedSupply(sql, variants);
    await seedSales(sql, variants);
    await sql.query(`vacuum (analyze) ${PLAN_TABLES.join(', ')}`);
  } finally {
    await sql.end();
  }
}

async function seedStock(sql: pg.Client, variants: number): Promise<void> {
  await sql.query(
    `insert into shops (domain, name, currency, time_zone, country, installed_at, scopes)
     values ('bench.myshopify.com', 'Bench', 'USD', 'America/New_York', 'US', $1::timestamptz - interval '1 year', 'read_all_orders')`,
    [NOW],
  );
  await sql.query(
    `insert into planning_state (shop_id, watching_since, next_stock_at, stock_read_at, next_payments_at, next_plan_at, next_cash_at)
     values (1, $1::timestamptz - interval '1 year', 'infinity', $1, 'infinity', $1, 'infinity')`,
    [NOW],
  );
  await sql.query(
    `insert into products (shop_id, product_id, title, status, created_at, updated_at, read_at, facts, digest)
     select 1, n, 'Desk lamp ' || n, 'ACTIVE', $1::timestamptz - (60 + n % 41) * interval '7 days', $1, $1, '{}', ''
     from generate_series(1, $2::int) n`,
    [NOW, variants],
  );
  await sql.query(
    `insert into stock_items (shop_id, variant_id, product_id, inventory_item_id, label, sku, vendor, category, is_tracked,
       sells_below_zero, available, incoming, cost_minor, cost_currency, price_minor, price_currency, read_at)
     select 1, n, n, n, 'Desk lamp ' || n || ' · White', 'LAMP-' || n, 'Vendor ' || (1 + n % ${SUPPLIERS}), 'Category ' || (n % 40),
       true, n % 29 = 0, n % 60, 0, 800, 'USD', 3000, 'USD', $1 from generate_series(1, $2::int) n`,
    [NOW, variants],
  );
  await sql.query(
    `insert into stock_points (shop_id, variant_id, seen_at, available)
     select 1, n, $1::timestamptz - step * interval '60 days', case when n % 6 = 0 and step = 3 then 0 else 40 end
     from generate_series(1, $2::int) n, generate_series(0, 5) step
     union all select 1, n, $1::timestamptz - interval '166 days', 40 from generate_series(6, $2::int, 6) n`,
    [NOW, variants],
  );
}

async function seedSupply(sql: pg.Client, variants: number): Promise<void> {
  await sql.query(
    `insert into suppliers (shop_id, supplier_id, name, vendor, lead_days_low, lead_days_likely, lead_days_high, currency, created_at, updated_at)
     select 1, n, 'Supplier ' || n, 'Vendor ' || n, 14, 20, 40, 'USD', $1, $1 from generate_series(1, ${SUPPLIERS}) n`,
    [NOW],
  );
  await sql.query(
    `insert into purchase_orders (shop_id, purchase_order_id, supplier_id, number, status, currency, ordered_at, expected_on, created_at, updated_at)
     select 1, n, 1 + n % ${SUPPLIERS}, 'PO-' || (1000 + n), case when n % 8 = 0 then 'sent' else 'received' end, 'USD',
       $1::timestamptz - (10 + n) * interval '1 day', ($1::timestamptz + interval '10 days' - n * interval '1 day')::date, $1, $1
     from generate_series(1, ${SUPPLIERS * ORDERS_PER_SUPPLIER}) n`,
    [NOW],
  );
  await sql.query(
    `insert into purchase_order_lines (shop_id, purchase_order_id, line, variant_id, label, quantity, received)
     select 1, o, line, 1 + (o * 211 + line) % $1::int, 'Desk lamp', 20, case when o % 8 = 0 then 0 else 20 end
     from generate_series(1, ${SUPPLIERS * ORDERS_PER_SUPPLIER}) o, generate_series(1, 20) line`,
    [variants],
  );
  await sql.query(
    `insert into purchase_order_events (shop_id, purchase_order_id, at, kind, actor, detail)
     select 1, n, $1, 'received', 'bench', jsonb_build_object('arrivedAt',
       to_char(($1::timestamptz - n * interval '1 day' + (n % 20) * interval '1 day') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
     from generate_series(1, ${SUPPLIERS * ORDERS_PER_SUPPLIER}) n where n % 8 > 0 and n > 20`,
    [NOW],
  );
}

async function seedSales(sql: pg.Client, variants: number): Promise<void> {
  const orders = Math.round((variants * SALES_PER_VARIANT) / LINES_PER_ORDER);
  await sql.query(
    `create temp table drawn as select n, $1::timestamptz - ${WEEKS} * interval '7 days' * (1 - n::float / $2) as at,
       power(random(), 2) as first, random() as second, random() as u from generate_series(1, $2::int) n`,
    [NOW, orders],
  );
  await sql.query(
    `insert into orders (shop_id, order_id, name, created_at, processed_at, updated_at, cancelled_at, currency, total_minor,
       financial_status, fulfillment_status)
     select 1, n, '#' || n, at, at, at, case when u < 0.02 then at end, 'USD', 6000, 'PAID', 'FULFILLED' from drawn order by n`,
  );
  await sql.query(
    `insert into order_lines (shop_id, order_id, line_id, product_id, variant_id, title, quantity, unfulfilled_quantity,
       requires_shipping, currency, total_minor, ordered_at)
     select 1, n, n * 10 + line, variant, variant, 'Desk lamp', 1 + (n % 7 = 0)::int, case when at > $2::timestamptz - interval '2 days'
       then 1 + (n % 7 = 0)::int else 0 end, true, 'USD', 3000, at
     from drawn cross join generate_series(1, ${LINES_PER_ORDER}) line
       cross join lateral (select 1 + floor($1::int * case line when 1 then first else second end)::bigint as variant) v
     order by n, line`,
    [variants, NOW],
  );
  await sql.query(
    `insert into fulfillments (shop_id, fulfillment_id, order_id, name, status, created_at, updated_at)
     select 1, n, n, '#' || n || '.1', 'SUCCESS', at + interval '1 day', at + interval '1 day' from drawn
      where at <= $1::timestamptz - interval '2 days' order by n`,
    [NOW],
  );
  await sql.query(
    `insert into order_details (shop_id, order_id, read_at, details)
     select 1, n, at, '{"fulfillmentLines": null, "deliverBy": null, "fulfillBy": null}' from drawn order by n`,
  );
}

/** New orders of one line each, as they come in: every trigger fires. Half an hour after `NOW`. */
export async function sellMore(
  adminUrl: string,
  { variants, sales }: { variants: number; sales: number },
): Promise<void> {
  const sql = new pg.Client({ connectionString: adminUrl });
  await sql.connect();
  const at = new Date(NOW.getTime() - 12 * 3_600_000);
  try {
    await sql.query(
      `insert into orders (shop_id, order_id, name, created_at, processed_at, updated_at, currency, total_minor, financial_status)
       select 1, 900000000 + n, '#N' || n, $1, $1, $1, 'USD', 3000, 'PAID' from generate_series(1, $2::int) n`,
      [at, sales],
    );
    await sql.query(
      `insert into order_lines (shop_id, order_id, line_id, product_id, variant_id, title, quantity, unfulfilled_quantity,
         requires_shipping, currency, total_minor, ordered_at)
       select 1, 900000000 + n, n, v, v, 'Desk lamp', 1, 1, true, 'USD', 3000, $1
         from generate_series(1, $2::int) n cross join lateral (select 1 + (n::bigint * 7919) % $3::int as v) variant`,
      [at, sales, variants],
    );
  } finally {
    await sql.end();
  }
}
