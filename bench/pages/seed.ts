import pg from 'pg';
import { seedFindings } from './seed-findings.ts';
import { seedPlanning } from './seed-planning.ts';

/** The big shop is the first; the others surround it so that indexes and statistics are those of many tenants. */
export const BIG_SHOP = 1;
/** The instant at which the bench reads; parcels were shipped in the two years before. */
export const NOW = new Date('2026-11-20T12:00:00Z');
/** A parcel with as many scans as the page shows at most. */
export const LONG_STORY = { fulfillmentId: 77, scans: 500 };

/**
 * Fills an empty, migrated database as a superuser: one shop with `parcels` parcels and `otherShops` with a few hundred
 * each. Deterministic: the same numbers give the same rows. Secondary indexes of the two widest tables are built
 * after their rows, then statistics are taken as autovacuum would.
 */
export async function seed(
  adminUrl: string,
  { parcels, otherShops }: { parcels: number; otherShops: number },
): Promise<void> {
  const sql = new pg.Client({ connectionString: adminUrl });
  await sql.connect();
  try {
    await sql.query(`set maintenance_work_mem = '512MB'`);
    await sql.query(`select setseed(0.42)`);
    await sql.query(
      `insert into shops (domain, name, currency, time_zone, country, installed_at)
       select 'shop-' || n || '.myshopify.com', 'Shop ' || n, 'USD', 'America/New_York', 'US', $1::timestamptz - interval '2 years'
       from generate_series(1, $2::int) n`,
      [NOW, otherShops + 1],
    );
    const indexes = await takeIndexes(sql, ['parcels', 'orders', 'fulfillments']);
    await insertParcels(sql, { first: BIG_SHOP, last: BIG_SHOP, each: parcels });
    await insertParcels(sql, { first: BIG_SHOP + 1, last: BIG_SHOP + otherShops, each: 300 });
    for (const definition of indexes) await sql.query(definition);
    for (const statement of AROUND)
      await sql.query(statement, statement.includes('$1') ? [NOW] : []);
    await sql.query(
      `insert into scans (shop_id, fulfillment_id, source, event_id, occurred_at, recorded_at, received_at,
         milestone, physical, raw_status, place, country)
       select ${BIG_SHOP}, $1, 'shopify', 'long-' || n, $3::timestamptz - n * interval '1 hour',
         $3::timestamptz - n * interval '1 hour', $3, 'domestic_transit', true, 'IN_TRANSIT', 'Memphis', 'US'
       from generate_series(1, $2::int) n`,
      [LONG_STORY.fulfillmentId, LONG_STORY.scans, NOW],
    );
    await seedPlanning(sql, { shopId: BIG_SHOP, parcels, now: NOW });
    await seedFindings(sql, { shopId: BIG_SHOP, parcels, now: NOW });
    await sql.query('vacuum (analyze)');
  } finally {
    await sql.end();
  }
}

/** Fails unless the counters that triggers keep are what counting would give. */
export async function assertCounted(adminUrl: string): Promise<void> {
  const sql = new pg.Client({ connectionString: adminUrl });
  await sql.connect();
  try {
    const { rows } = await sql.query<{ wrong: string }>(
      `select (
         (select count(*) from (
            select shop_id, verdict, muted, currency, count(*), sum(value_minor) from parcels group by 1, 2, 3, 4
            except all
            select shop_id, verdict, muted, currency, count, value_minor from parcel_counts where count > 0) a)
         + (select count(*) from (
            select shop_id, verdict, muted, coalesce(carrier_key, ''), coalesce(destination, ''), count(*)
            from parcels group by 1, 2, 3, 4, 5
            except all
            select shop_id, verdict, muted, carrier_key, destination, count from parcel_facets where count > 0) b)
         + (select count(*) from (
            select shop_id, coalesce(supplier_id, 0), category, count(*), count(*) filter (where suggested > 0)
            from variant_plans group by 1, 2, 3
            except all
            select shop_id, supplier_id, category, plans, to_order from plan_counts where plans > 0) c)
         + (select count(*) from (
            select shop_id, vendor, count(*) from stock_items where is_active and vendor <> '' group by 1, 2
            except all
            select shop_id, vendor, variants from vendor_counts where variants > 0) d)
       )::text as wrong`,
    );
    if (rows[0]?.wrong !== '0') throw new Error(`${rows[0]?.wrong} counters differ from a recount`);
  } finally {
    await sql.end();
  }
}

async function takeIndexes(sql: pg.Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await sql.query<{ name: string; definition: string }>(
    `select i.indexname as name, i.indexdef as definition from pg_indexes i
     where i.schemaname = 'public' and i.tablename = any($1)
       and not exists (select from pg_constraint c where c.conname = i.indexname)`,
    [tables],
  );
  for (const { name } of rows) await sql.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

/** Two draws of 0..999 per parcel decide its verdict and its lane; Correios delivers in Brazil only. */
const VERDICT = `case when r1 < 3 then 'lost' when r1 < 6 then 'returning' when r1 < 11 then 'customs_hold'
  when r1 < 18 then 'missing_number' when r1 < 28 then 'never_scanned' when r1 < 40 then 'late'
  when r1 < 57 then 'stalled' when r1 < 59 then 'source_blind' when r1 < 190 then 'on_track' else 'delivered' end`;
const DESTINATION = `case when r2 < 480 then 'US' when r2 < 640 then 'DE' when r2 < 760 then 'BR' when r2 < 850 then 'AU'
  when r2 < 910 then 'GB' when r2 < 950 then 'FR' when r2 < 975 then 'CA' when r2 < 990 then 'JP'
  when r2 < 997 then 'NZ' when r2 < 999 then 'IS' end`;
const CARRIER = `case when r2 between 640 and 759 and r3 < 500 then 'Correios' when r3 < 550 then 'YunExpress' when r3 < 700 then '4PX'
  when r3 < 800 then 'USPS' when r3 < 880 then 'Yanwen' when r3 < 940 then 'DHL eCommerce' when r3 < 985 then 'China Post'
  when r3 < 999 then 'UBI Smart Parcel' else 'Chit Chats' end`;

async function insertParcels(
  sql: pg.Client,
  { first, last, each }: { first: number; last: number; each: number },
): Promise<void> {
  const shops = `generate_series(${first}, ${last}) s cross join generate_series(1, ${each}) n`;
  const shippedAt = `$1::timestamptz - (${each} - n) * (interval '730 days' / ${each}) - interval '1 minute'`;
  await sql.query(
    `insert into orders (shop_id, order_id, name, created_at, updated_at, currency, total_minor, destination_country)
     select s, n, '#' || (1000 + n), ${shippedAt}, ${shippedAt}, 'USD', 2500, 'US' from ${shops}`,
    [NOW],
  );
  await sql.query(
    `insert into fulfillments (shop_id, fulfillment_id, order_id, name, status, created_at, updated_at)
     select s, n, n, '#' || (1000 + n) || '-F1', 'SUCCESS', ${shippedAt}, ${shippedAt} from ${shops}`,
    [NOW],
  );
  await sql.query(
    `insert into parcels (shop_id, fulfillment_id, position, order_id, order_name, number, number_key, carrier, carrier_key,
       origin, destination, currency, value_minor, shipped_at, number_seen_at, milestone, first_scan_at, last_scan_at,
       last_physical_at, scan_count, verdict, cause, verdict_since, evidence, next_step, silence_from, silence_limit_days,
       silence_limit_at, review_at, assessed_at, muted, muted_until, search_text)
     select s, n, 0, n, name, number, number, carrier, lower(carrier), 'CN', destination, 'USD', value_minor, shipped_at, shipped_at,
       case when has_scans then 'domestic_transit' end, since, since, since, case when has_scans then 8 else 0 end,
       verdict, 'moving', since, '[{"code": "within_limit", "params": {"limitDays": 5}}]', 'wait',
       case when verdict <> 'delivered' then since end, case when verdict <> 'delivered' then 5 end,
       case when verdict <> 'delivered' then since + interval '7 days' end,
       case when verdict = 'on_track' then $1::timestamptz + (n % 10000) * interval '1 minute' end, $1,
       muted, case when muted then $1::timestamptz + interval '9 days' end, lower(name || ' ' || coalesce(number, ''))
     from (
       select *, shipped_at + r3 * interval '20 minutes' as since, verdict <> 'delivered' and r3 < 20 as muted,
         verdict not in ('missing_number', 'never_scanned') as has_scans,
         case when verdict <> 'missing_number' then
           case when carrier = 'USPS' then '9400' || lpad((n * 7919::bigint % 100000000)::text, 12, '0')
           else 'YT' || lpad((n * 104729::bigint % 10000000000)::text, 12, '0') || 'CN' end end as number
       from (
         select s, n, '#' || (1000 + n) as name, ${shippedAt} as shipped_at, r3,
           ${VERDICT} as verdict, (${DESTINATION})::char(2) as destination, ${CARRIER} as carrier,
           (500 + 40000 * r4 * r4 * r4)::bigint as value_minor
         from (
           select s, n, floor(random() * 1000)::int r1, floor(random() * 1000)::int r2, floor(random() * 1000)::int r3,
             random() r4
           from ${shops}
         ) drawn
       ) lane
     ) parcel`,
    [NOW],
  );
}

/** What else a shop has after two years: scans of its recent parcels, history, sync runs, webhooks. `$1` is the instant. */
const AROUND: readonly string[] = [
  `insert into legs (shop_id, fulfillment_id, position, seq, kind, number, number_key, carrier, started_at,
     started_basis, linked_by)
   select shop_id, fulfillment_id, position, 1, 'unknown', number, number, carrier, shipped_at, 'fulfillment_created',
     'shopify'
   from parcels where number is not null`,
  `insert into scans (shop_id, fulfillment_id, source, event_id, position, leg_seq, occurred_at, recorded_at, received_at,
     milestone, physical, raw_status, place, country)
   select shop_id, fulfillment_id, 'shopify', 'e' || fulfillment_id || '-' || n, 0, 1, shipped_at + n * interval '1 day',
     shipped_at + n * interval '1 day', shipped_at + n * interval '1 day', 'domestic_transit', true, 'IN_TRANSIT',
     'Shenzhen', 'CN'
   from parcels cross join generate_series(1, 8) n
   where scan_count > 0 and (fulfillment_id % 10 = 0 or shipped_at > $1::timestamptz - interval '30 days')`,
  `insert into verdict_changes (shop_id, fulfillment_id, position, changed_at, from_verdict, to_verdict, cause, trigger)
   select shop_id, fulfillment_id, position, shipped_at + n * interval '2 days', 'on_track', 'stalled', 'moving', 'time'
   from parcels cross join generate_series(1, 3) n where fulfillment_id % 10 = 0`,
  `insert into daily_counts (shop_id, day_on, verdict, count, value_minor, entered, cleared)
   select s, $1::date - d, v, 10, 1000, 2, 1
   from generate_series(1, (select count(*) from shops)::int) s, generate_series(0, 364) d,
     unnest(array['missing_number', 'never_scanned', 'stalled', 'customs_hold', 'late', 'returning']) v`,
  `insert into sync_state (shop_id, swept_until, next_sweep_at, last_sweep_at, last_webhook_at, source_answered_at,
     api_version_served)
   select shop_id, $1, $1::timestamptz + interval '1 hour', $1, $1, $1, '2026-10' from shops`,
  `insert into shop_settings (shop_id, settings, updated_at)
   select shop_id, '{"language": "auto"}', $1::timestamptz from shops where shop_id > 1`,
  `insert into sync_runs (shop_id, kind, state, phase, started_at, phase_started_at, finished_at, orders_done,
     orders_total, fulfillments_done)
   select shop_id, case n when 0 then 'import' else 'sweep' end, 'done', 'done', $1::timestamptz - interval '2 years' + n * interval '1 hour',
     $1::timestamptz - interval '2 years' + n * interval '1 hour', $1, 100, 100, 100
   from shops cross join generate_series(0, 500) n`,
  `insert into parity_reports (shop_id, taken_at, shopify_orders, our_orders, shopify_fulfillments, our_fulfillments,
     polled_fulfillments)
   select shop_id, $1::timestamptz - n * interval '1 day', 100, 100, 100, 100, 100 from shops cross join generate_series(0, 99) n`,
  `insert into webhook_inbox (shop_id, webhook_id, topic, received_at, payload, state)
   select shop_id, 'w' || n, 'orders/updated', $1::timestamptz - n * interval '1 minute', '{}', case when n < 20 then 'stored' else 'done' end
   from shops cross join generate_series(1, 500) n`,
  `insert into sync_gaps (shop_id, path, message, first_at, last_at)
   select shop_id, 'orders.' || n, 'ACCESS_DENIED', $1, $1::timestamptz - n * interval '1 minute' from shops cross join generate_series(1, 30) n`,
  `insert into quarantined_lines (shop_id, run_id, line_number, reason, raw, at)
   select shop_id, gen_random_uuid(), n, 'not JSON', '{', $1 from shops cross join generate_series(1, 60) n`,
  `insert into source_connections (shop_id, source, state, connected_at, answered_at)
   select shop_id, unnest(array['seventeen_track', 'aftership']), 'connected', $1, $1::timestamptz from shops`,
  `insert into source_numbers (shop_id, source, number_key, number, carrier, destination, state, pace, next_poll_at,
     registered_at, asked_at, answered_at)
   select distinct on (shop_id, number_key) shop_id, 'seventeen_track', number_key, number, null, destination,
     case when verdict = 'delivered' then 'ended' else 'tracking' end,
     case when verdict = 'delivered' then 'ended' else 'moving' end,
     case when verdict <> 'delivered' then $1::timestamptz + (fulfillment_id % 120) * interval '1 minute' end,
     shipped_at, $1::timestamptz, $1::timestamptz
   from parcels where number_key is not null order by shop_id, number_key`,
  `insert into source_days (shop_id, source, day_on, calls, registered, answered, scans)
   select shop_id, s, $1::date - d, 100, 10, 900, 300
   from shops cross join generate_series(0, 120) d, unnest(array['seventeen_track', 'aftership']) s`,
  `insert into source_incidents (shop_id, kind, carrier, began_at, noticed_at, ended_at, parcels)
   select shop_id, 'carrier', 'yunexpress', $1::timestamptz - n * interval '9 days', $1::timestamptz - n * interval '9 days',
     $1::timestamptz - n * interval '9 days' + interval '2 days', 40 from shops cross join generate_series(1, 40) n`,
  `insert into carrier_hours (shop_id, carrier, source, hour_at, scans)
   select shop_id, c, 'shopify', date_trunc('hour', $1::timestamptz) - h * interval '1 hour', 4
   from shops cross join generate_series(0, 1000) h, unnest(array['yunexpress', '4px', 'usps']) c where h % 5 = 0`,
  `insert into leg_links (shop_id, fulfillment_id, position, from_number_key, number, number_key, kind, state, basis, source,
     proposed_at, decided_at)
   select shop_id, fulfillment_id, position, number_key, 'N' || number, 'N' || number_key, 'last_mile',
     case when verdict = 'delivered' then 'confirmed' else 'proposed' end, 'source', 'seventeen_track', shipped_at,
     case when verdict = 'delivered' then shipped_at end
   from parcels where number_key is not null and fulfillment_id % 7 = 0`,
  `insert into leg_link_events (shop_id, link_id, at, action, actor)
   select shop_id, link_id, proposed_at, 'proposed', 'seventeen_track' from leg_links`,
  `insert into proof_dismissals (shop_id, fulfillment_id, position, number_key, code, reason, dismissed_by, dismissed_at)
   select shop_id, fulfillment_id, position, number_key, 'too_fast', 'local stock', 'user:1', shipped_at
   from parcels where number_key is not null and fulfillment_id % 97 = 0`,
  `insert into messages (shop_id, fulfillment_id, position, kind, to_name, language, channel, subject, body, state, created_at,
     created_by)
   select shop_id, fulfillment_id, position, 'carrier', 'Yanwen', 'en', 'copied', 's', 'b', 'logged', shipped_at, 'user:1'
   from parcels where fulfillment_id % 50 = 0`,
  `insert into source_settings (shop_id, confirm_stated, write_back, updated_at)
   select shop_id, false, false, $1::timestamptz from shops`,
  `insert into uploads (shop_id, kind, file_name, encoding, state, created_at, created_by, applied_at)
   select shop_id, 'scans', n || '.csv', 'utf-8', 'applied', $1::timestamptz - n * interval '1 day', 'user:1',
     $1::timestamptz - n * interval '1 day'
   from shops cross join generate_series(1, 60) n`,
  // Addresses that do not open: the measured shop has none.
  `insert into contacts (shop_id, kind, name, language, email_ciphertext, email_key_id, updated_at)
   select shop_id, 'supplier', 'Supplier ' || n, 'en', '\\x00', 'none', $1::timestamptz
   from shops cross join generate_series(1, 60) n where shop_id > 1`,
  // Every cell with all steps spread over sixty bins, as a busy week of a big shop has them; over all lanes and lane by lane.
  `with dense as (
     select '{"problem_carrier": 3, "problem_supplier": 3, "silent": 4, "moved_again": 2, "number_late": 2, "number_early": 2,
       "promise_kept": 30, "promise_broken": 9, "outcome:delivered": 40, "outcome:on_way": 9, "trouble:USD": 90000,
       "lost:USD": 20000}'::jsonb as counts, (select jsonb_object_agg(bin, 3) from generate_series(60, 119) bin) as step
   ), named as (
     select shop_id, 'carrier' as who, coalesce(carrier_key, '') as key, carrier as name, destination, shipped_at
     from parcels
     union all
     select shop_id, 'supplier', 'supplier ' || fulfillment_id % 8, 'Supplier ' || fulfillment_id % 8, destination,
       shipped_at
     from parcels
   ), by_lane as (
     select shop_id, who, grain, 'CN' as origin, coalesce(destination, '') as destination,
       date_trunc(grain, shipped_at, 'UTC')::date as begins_on, key, coalesce(max(name), '') as name, count(*)::int as n
     from named, unnest(array['week', 'month']) grain group by 1, 2, 3, 5, 6, 7
   ), counted as (
     select * from by_lane
     union all
     select shop_id, who, grain, '*', '*', begins_on, key, max(name), sum(n)::int from by_lane
     group by shop_id, who, grain, begins_on, key
   )
   insert into score_cells (shop_id, who, grain, origin, destination, begins_on, name_key, name, parcels, counts,
     paid_number, number_scan, scan_handoff, handoff_delivered, scan_delivered, paid_delivered)
   select shop_id, who, grain, origin, destination, begins_on, key, name, n, dense.counts || jsonb_build_object('parcels', n),
     step, step, step, step, step, step
   from counted, dense`,
  `insert into parcels_to_score (shop_id, fulfillment_id, position)
   select shop_id, n, 0 from shops cross join generate_series(1, 50) n where shop_id > 1`,
  `insert into saved_views (shop_id, name, query, created_at)
   select shop_id, 'View ' || n, to_jsonb('verdict=stalled'::text), $1::timestamptz from shops cross join generate_series(1, 20) n`,
  // A model a day, and the newest one's counts on some hundred lanes.
  `insert into lane_models (shop_id, version, made_at, budget, patience, flagged_share, is_met, basis, parcels, business_days, replay)
   select shop_id, n, $1::timestamptz - (60 - n) * interval '1 day', 0.1, 3, 0.1, true, 'history', 20000, true,
     '{"basis": "history", "fromOn": "2026-08-04", "untilOn": "2026-11-02", "good": 0, "stuck": 0, "leastOf100": null, "results": []}'
   from shops cross join generate_series(1, 60) n`,
  `insert into lane_model_cells (shop_id, version, kind, key, bins, stuck, open)
   select shop_id, 60, 'silence', stage || 'yunexpress|CN|' || chr(65 + n / 26) || chr(65 + n % 26), array_fill(1.5, array[40]), 0.5, '{1}'
   from shops cross join generate_series(1, 100) n
   cross join unnest(array['first_scan|supplier|', 'origin|supplier|', 'linehaul|linehaul|', 'destination|last_mile|']) stage
   where $1::timestamptz is not null`,
];
