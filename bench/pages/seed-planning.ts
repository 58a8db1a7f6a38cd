import pg from 'pg';
import type { StockedPlan, VariantPlan } from '#app/domain/inventory/variant-plan.ts';

/** How much of each the big shop has, from the number of its parcels. */
export function planningSizes(parcels: number): {
  variants: number;
  suppliers: number;
  purchaseOrders: number;
  recentOrders: number;
  payouts: number;
  transactions: number;
} {
  const part = (perMillion: number, least: number) =>
    Math.max(least, Math.round((parcels * perMillion) / 1_000_000));
  return {
    variants: part(100_000, 2_000),
    suppliers: part(200, 20),
    purchaseOrders: part(2_000, 200),
    recentOrders: part(120_000, 1_000),
    payouts: part(2_000, 100),
    transactions: part(200_000, 2_000),
  };
}

export const CATEGORIES = 40;
/** Orders beside those of the parcels, not shipped yet: their ids begin here. */
const FIRST_RECENT_ORDER = 1_000_000_000;
const RECENT_DAYS = 56;

/**
 * Stock, suppliers, purchase orders, plans and money of a shop of `parcels` parcels, and a few of each of the other shops.
 * Each supplier has a vendor of its own; one variant in ten is assigned by name, and a tenth of the vendors have nobody.
 */
export async function seedPlanning(
  sql: pg.Client,
  { shopId, parcels, now }: { shopId: number; parcels: number; now: Date },
): Promise<void> {
  const big = planningSizes(parcels);
  const recent = Math.max(0, big.recentOrders - Math.round((parcels * RECENT_DAYS) / 730));
  await sql.query(
    `create temporary table sizes as
     select shop_id, shop_id = $1 as is_big,
       case when shop_id = $1 then $2::int else 40 end as variants,
       case when shop_id = $1 then $3::int else 4 end as suppliers,
       case when shop_id = $1 then $4::int else 12 end as purchase_orders,
       case when shop_id = $1 then $5::int else 0 end as recent,
       case when shop_id = $1 then $6::int else 20 end as payouts,
       case when shop_id = $1 then $7::int else 200 end as transactions
     from shops`,
    [
      shopId,
      big.variants,
      big.suppliers,
      big.purchaseOrders,
      recent,
      big.payouts,
      big.transactions,
    ],
  );
  await sql.query(
    `update shops set scopes = 'read_orders,read_products,read_shopify_payments_accounts,read_shopify_payments_disputes'`,
  );
  for (const statement of [...STOCK, ...SALES, ...MONEY])
    await sql.query(statement, statement.includes('$1') ? [now] : []);
  await sql.query(PLANS, [now, JSON.stringify(STOCKED), JSON.stringify(DIRECT)]);
  for (const statement of BEGUN) await sql.query(statement, [now]);
  await sql.query('drop table sizes');
}

const STOCK: readonly string[] = [
  `insert into stock_items (shop_id, variant_id, product_id, inventory_item_id, label, sku, vendor, category, is_tracked,
     sells_below_zero, available, incoming, cost_minor, cost_currency, price_minor, price_currency, is_active, read_at)
   select shop_id, n, 1 + n / 5, n, 'Product ' || md5(n::text) || ' · ' || n % 5, 'SKU-' || lpad(n::text, 7, '0'),
     'Vendor ' || n % (suppliers * 11 / 10), 'Category ' || n % ${CATEGORIES}, n % 12 > 0, n % 50 = 0, n % 90, n % 7 * 5,
     300 + n % 2000, 'USD', 900 + n % 7000, 'USD', n % 33 > 0, $1::timestamptz
   from sizes cross join lateral generate_series(1, variants) n`,
  `insert into products (shop_id, product_id, title, status, created_at, updated_at, read_at, facts, digest)
   select shop_id, n, 'Product ' || n, 'ACTIVE', $1::timestamptz - interval '300 days', $1, $1, '{}', n::text
   from sizes cross join lateral generate_series(1, 1 + variants / 5) n`,
  `insert into stock_points (shop_id, variant_id, seen_at, available)
   select shop_id, n, $1::timestamptz - p * interval '9 days', (n + p * 7) % 40 - 2
   from sizes cross join lateral generate_series(1, variants) n cross join generate_series(1, 8) p`,
  `insert into suppliers (shop_id, supplier_id, name, vendor, ships_direct, lead_days_low, lead_days_likely, lead_days_high,
     minimum_order_minor, currency, deposit_bp, balance_days, archived_at, created_at, updated_at)
   select shop_id, n, 'Supplier ' || n, 'Vendor ' || n % (suppliers * 11 / 10), n % 5 = 0, 10, 20, 35, 50000, 'USD', 3000, 30,
     case when n % 40 = 39 then $1::timestamptz end, $1::timestamptz - interval '1 year', $1
   from sizes cross join lateral generate_series(1, suppliers) n`,
  `insert into supplier_items (shop_id, variant_id, supplier_id, cost_minor, currency, pack_size, minimum_quantity, updated_at)
   select shop_id, n, 1 + n / 10 % suppliers, 280 + n % 1900, 'USD', 6, 12, $1::timestamptz
   from sizes cross join lateral generate_series(10, variants, 10) n`,
  `insert into purchase_orders (shop_id, purchase_order_id, supplier_id, number, status, currency, ordered_at, expected_on,
     closed_at, deposit_bp, balance_days, created_at, updated_at)
   select shop_id, n, 1 + n % suppliers, 'PO-' || (1000 + n), status, 'USD',
     case when status <> 'draft' then made end, (made + interval '25 days')::date,
     case when status in ('received', 'cancelled') then made + interval '24 days' end, 3000, 30, made, made
   from sizes cross join lateral generate_series(1, purchase_orders) n cross join lateral (
     select case when n % 20 = 0 then 'cancelled' when n > purchase_orders * 0.98 then 'draft'
       when n > purchase_orders * 0.95 then 'partly_received' when n > purchase_orders * 0.85 then 'sent' else 'received' end as status,
       $1::timestamptz - (purchase_orders - n) * interval '9 hours' as made
   ) o`,
  `insert into purchase_order_lines (shop_id, purchase_order_id, line, variant_id, label, sku, quantity, received, cost_minor)
   select shop_id, purchase_order_id, l, 1 + (purchase_order_id * 7919 + l * 104729) % variants, 'Product', 'SKU', 60,
     case status when 'received' then 60 when 'partly_received' then 30 else 0 end, 300
   from purchase_orders join sizes using (shop_id) cross join generate_series(1, 8) l`,
  `insert into purchase_order_events (shop_id, purchase_order_id, at, kind, actor, detail)
   select shop_id, purchase_order_id, created_at + e * interval '11 days', case e when 0 then 'made' else 'received' end, 'user:1',
     case e when 0 then '{}' else jsonb_build_object('lines', '[{"line": 1, "quantity": 30}]'::jsonb,
       'arrivedAt', to_char(created_at + e * interval '11 days', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) end
   from purchase_orders cross join generate_series(0, 2) e
   where e = 0 or status = 'received' or (status = 'partly_received' and e = 1)`,
];

/** What an order says beside its own row. Three in four were paid by card, one in ten partly with a gift card. */
const DETAILS = `jsonb_build_object('payments', (select jsonb_agg(jsonb_build_object('kind', 'SALE', 'status', 'SUCCESS',
    'gateway', gateway, 'isManual', gateway = 'manual', 'isStoreCredit', gateway = 'gift_card', 'minor', 1200, 'at', created_at))
  from unnest(case when order_id % 10 = 0 then array['gift_card', 'paypal'] when order_id % 20 = 1 then array['manual']
    when order_id % 4 = 1 then array['paypal'] else array['shopify_payments'] end) gateway),
  'refunds', '[]'::jsonb, 'shippingMinor', 400, 'shippingTitle', 'Standard', 'dutiesIncluded', false, 'dutiesMinor', null,
  'isCompany', false, 'methods', null, 'fulfillBy', null, 'deliverBy', null, 'sourceName', 'web', 'returnStatus', null,
  'fulfillmentLines', null)`;

const SALES: readonly string[] = [
  `insert into orders (shop_id, order_id, name, created_at, updated_at, currency, total_minor, destination_country, financial_status)
   select shop_id, ${FIRST_RECENT_ORDER} + n, '#R' || n, $1::timestamptz - n * (interval '${RECENT_DAYS} days' / recent), $1, 'USD',
     2500, 'US', 'PAID'
   from sizes cross join lateral generate_series(1, recent) n`,
  `insert into order_details (shop_id, order_id, read_at, details)
   select shop_id, order_id, $1, ${DETAILS} from orders where created_at > $1::timestamptz - interval '90 days'`,
  // A few variants sell most.
  `insert into order_lines (shop_id, order_id, line_id, product_id, variant_id, title, sku, quantity, unfulfilled_quantity,
     requires_shipping, currency, total_minor, ordered_at)
   select shop_id, order_id, 1, 1 + v / 5, v, 'Product', 'SKU', 1, 0, true, 'USD', 2500, created_at
   from orders join sizes using (shop_id) cross join lateral (
     select 1 + floor(variants * power((order_id * 7919::bigint % 10007) / 10007.0, 3))::bigint % variants as v
   ) sold`,
  `insert into disputes (shop_id, dispute_id, order_id, status, initiated_at, read_at, facts)
   select shop_id, order_id, order_id, 'NEEDS_RESPONSE', created_at + interval '9 days', $1,
     '{"type": "CHARGEBACK", "reason": "PRODUCT_NOT_RECEIVED", "networkReasonCode": "13.1", "minor": 2500, "currency": "USD",
       "evidenceDueBy": null, "evidenceSentOn": null, "finalizedOn": null}'
   from orders where order_id % 300 = 0 and created_at between $1::timestamptz - interval '90 days' and $1::timestamptz - interval '9 days'`,
];

const MONEY: readonly string[] = [
  `insert into payouts (shop_id, payout_id, issued_at, status, currency, net_minor, summary, read_at)
   select shop_id, n, $1::timestamptz - (n - 2) * interval '8 hours', case when n < 4 then 'SCHEDULED' else 'PAID' end, 'USD',
     100000 + n, '{"reservedFundsGrossMinor": 0}', $1
   from sizes cross join lateral generate_series(1, payouts) n`,
  `insert into balance_transactions (shop_id, transaction_id, at, type, currency, amount_minor, fee_minor, net_minor, order_id,
     payout_id, payout_status, read_at)
   select shop_id, n, $1::timestamptz - interval '2 days' - n * (payouts * interval '8 hours' / transactions), 'CHARGE', 'USD', 2500, 100,
     2400, n, case when n > transactions / 400 then 1 + n::bigint * payouts / (transactions + 1) end,
     case when n > transactions / 400 then 'PAID' else 'PENDING' end, $1
   from sizes cross join lateral generate_series(1, transactions) n`,
  `insert into gateway_rules (shop_id, gateway, lag_days, fee_bp, fixed_fee_minor, currency, updated_at)
   select shop_id, 'paypal', 3, 349, 49, 'USD', $1::timestamptz from shops`,
  `insert into cash_items (shop_id, name, kind, amount_minor, currency, every, starts_on, created_at)
   select shop_id, 'Item ' || n, case n % 4 when 0 then 'recurring' when 1 then 'ads' when 2 then 'one_off' else 'receipt' end,
     1000 * n, 'USD', case n % 4 when 2 then 'once' else 'month' end, $1::date + n % 28, $1
   from sizes cross join lateral generate_series(1, case when is_big then 200 else 5 end) n`,
  `insert into bank_lines (shop_id, booked_on, amount_minor, currency, gateway, batch, digest, created_at)
   select shop_id, $1::date - n, 5000 + n, 'USD', case when n % 2 = 0 then 'paypal' end,
     '00000000-0000-4000-8000-000000000001', n::text, $1
   from sizes cross join lateral generate_series(1, case when is_big then 500 else 20 end) n`,
  `insert into cash_settings (shop_id, settings, updated_at)
   select shop_id, '{"opening": {"minor": 900000, "currency": "USD", "on": "2026-11-20"}, "threshold": {"minor": 500000, "currency": "USD"}}',
     $1::timestamptz from shops`,
];

const STOCKED = {
  kind: 'stocked',
  onHand: 40,
  owed: 0,
  incoming: [
    {
      purchaseOrderId: 7,
      quantity: 60,
      expectedOn: '2026-12-10',
      arrivesOn: { p10: '2026-12-08', p50: '2026-12-14', p90: '2026-12-29' },
    },
  ],
  weeklyDemand: 7.4,
  method: 'tsb',
  pooled: null,
  coverDays: 38,
  stockOutOn: { p10: '2026-12-20', p50: '2026-12-29', p90: '2027-01-14' },
  leadTime: { p10: 14, p50: 21, p90: 37, deliveries: 9, from: 'shrunk' },
  orderByOn: '2026-12-02',
  suggestedQuantity: 120,
  lostIfIgnored: { minor: 24_000, currency: 'USD' },
  serviceLevel: 0.94,
  tiedUp: { minor: 40_000, currency: 'USD' },
  sellThrough: 0.97,
  sellThroughDays: 180,
  isDead: false,
  preorder: null,
} satisfies StockedPlan;

const DIRECT = {
  kind: 'direct',
  toDoor: { p10: 8, p50: 13, p90: 24, parcels: 60 },
  delayDays: 2.5,
  open: { units: 4, value: { minor: 10_000, currency: 'USD' }, lateRisk: 0.2 },
  weeklyDemand: 3.1,
} satisfies VariantPlan['plan'];

/** `$1` the instant, `$2` and `$3` the two kinds of plan. One variant in five has something to order, one in twenty is dead. */
const PLANS = `
  insert into variant_plans (shop_id, variant_id, product_id, kind, label, sku, category, supplier_id, order_by_on,
    stock_out_p10_on, stock_out_p50_on, stock_out_p90_on, cover_days, on_hand, incoming, suggested, lost_minor, tied_minor,
    preorder_units, is_dead, gaps, is_mendable, plan, digest, planned_at, planned_on)
  select shop_id, variant_id, product_id, kind, label, sku, category, supplier_id,
    case when suggested > 0 and variant_id % 9 > 0 then $1::date + day % 60 - 9 end, out_on - 9, out_on, out_on + 16,
    case when out_on is not null then 38 end, greatest(available, 0), 60, suggested,
    case when kind = 'direct' then minor when variant_id % 7 > 0 then minor end, case when kind = 'stocked' then minor * 2 end,
    case when variant_id % 45 = 0 then 1 + variant_id % 30 else 0 end, is_dead, gaps, gaps && '{no_lead_time}',
    jsonb_build_object('variantId', variant_id::text, 'productId', product_id::text, 'label', label, 'sku', sku,
      'category', category, 'supplierId', supplier_id, 'supplierName', 'Supplier ' || supplier_id, 'gaps', to_jsonb(gaps),
      'plan', case kind when 'direct' then $3::jsonb else $2::jsonb end,
      'why', (select jsonb_agg(jsonb_build_object('code', 'step_' || w, 'values', jsonb_build_object('units', variant_id % 90 + w,
        'weeks', 52, 'text', md5((variant_id + w)::text)))) from generate_series(1, 9) w)),
    variant_id::text, $1::timestamptz - variant_id % 900 * interval '1 minute', $1::date
  from (
    select k.*, coalesce(i.supplier_id, v.supplier_id) as supplier_id, hashint8(k.variant_id) & 1023 as day,
      case when v.ships_direct then 'direct' else 'stocked' end as kind,
      case when not coalesce(v.ships_direct, false) and k.variant_id % 5 = 2 then 120 else 0 end as suggested,
      case when not coalesce(v.ships_direct, false) and k.variant_id % 5 between 2 and 3
        then $1::date + (hashint8(k.variant_id) & 127) end as out_on,
      (500 + hashint8(k.variant_id * 31) & 65535)::bigint as minor, k.variant_id % 20 = 4 as is_dead,
      case when k.variant_id % 8 = 0 then array['no_lead_time'] when k.variant_id % 8 = 1 then array['short_history']
        else '{}'::text[] end as gaps
    from stock_items k
    left join supplier_items i on i.shop_id = k.shop_id and i.variant_id = k.variant_id
    left join suppliers v on v.shop_id = k.shop_id and v.vendor = k.vendor and v.archived_at is null
    where k.is_active
  ) planned`;

/** Last, for writes of a shop that is planned mark what rests on them. */
const BEGUN: readonly string[] = [
  `insert into planning_state (shop_id, watching_since, next_stock_at, stock_read_at, next_payments_at, payments_read_at,
     payments_account, next_plan_at, planned_on, next_cash_at)
   select shop_id, $1::timestamptz - interval '200 days', $1::timestamptz + interval '1 hour', $1, $1::timestamptz + interval '1 hour', $1,
     '{"balance": [{"minor": 480000, "currency": "USD"}],
       "schedule": {"interval": "DAILY", "weeklyAnchor": null, "monthlyAnchor": null}}',
     $1::timestamptz + interval '9 hours', $1::date, $1 from shops`,
];
