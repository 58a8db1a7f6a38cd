-- The ground: tenants, Shopify's facts, parcels, verdicts, the webhook inbox and sync state.
-- Every tenant table's primary key begins with shop_id; row-level security is enabled and forced on each
-- (see the loop at the end), and the runtime role is neither owner nor superuser.

create extension if not exists pg_trgm;
create extension if not exists btree_gin;

do $$ begin
  if not exists (select from pg_roles where rolname = 'lastscan_app') then
    create role lastscan_app nologin nosuperuser nobypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'lastscan_system') then
    create role lastscan_system nologin nosuperuser nobypassrls;
  end if;
end $$;

create table shops (
  shop_id        integer generated always as identity primary key,
  domain         text not null unique,
  name           text,
  currency       char(3),
  time_zone      text,
  country        char(2),
  status         text not null default 'installed' check (status in ('installed', 'uninstalled')),
  installed_at   timestamptz not null,
  uninstalled_at timestamptz,
  scopes         text not null default ''
);

-- Shopify sessions, encrypted (AES-256-GCM envelope; AAD = shop id and column).
create table shop_sessions (
  shop_id      integer not null references shops on delete cascade,
  session_id   text not null,
  ciphertext   bytea not null,
  key_id       text not null,
  -- When the access token expires, in plain so that the keep-warm job finds it without decrypting.
  expires_at   timestamptz,
  refresh_expires_at timestamptz,
  updated_at   timestamptz not null,
  primary key (shop_id, session_id)
);

create table shop_settings (
  shop_id    integer primary key references shops on delete cascade,
  settings   jsonb not null,
  version    integer not null default 1,
  updated_at timestamptz not null
);

create table saved_views (
  shop_id    integer not null references shops on delete cascade,
  view_id    uuid not null default gen_random_uuid(),
  name       text not null,
  query      jsonb not null,
  created_at timestamptz not null,
  primary key (shop_id, view_id),
  unique (shop_id, name)
);

create table orders (
  shop_id             integer not null references shops on delete cascade,
  order_id            bigint not null,
  name                text not null,
  created_at          timestamptz not null,
  processed_at        timestamptz,
  updated_at          timestamptz not null,
  cancelled_at        timestamptz,
  closed_at           timestamptz,
  currency            char(3) not null,
  total_minor         bigint not null,
  financial_status    text,
  fulfillment_status  text,
  destination_country char(2),
  -- HMAC of the postcode under a per-shop key: comparable within the shop, unreadable outside it.
  postcode_hash       text,
  primary key (shop_id, order_id)
);
create index orders_updated on orders (shop_id, updated_at, order_id);

create table fulfillments (
  shop_id               integer not null references shops on delete cascade,
  fulfillment_id        bigint not null,
  order_id              bigint not null,
  name                  text not null,
  status                text not null,
  -- Exactly as Shopify wrote it; a value we do not know is kept as it is.
  display_status        text,
  created_at            timestamptz not null,
  updated_at            timestamptz not null,
  in_transit_at         timestamptz,
  delivered_at          timestamptz,
  estimated_delivery_at timestamptz,
  origin_country        char(2),
  requires_shipping     boolean not null default true,
  -- When its events were last read to the end; null = not yet polled.
  events_read_at        timestamptz,
  primary key (shop_id, fulfillment_id)
);
create index fulfillments_order on fulfillments (shop_id, order_id);
create index fulfillments_unread on fulfillments (shop_id, fulfillment_id) where events_read_at is null;

create table parcels (
  shop_id               integer not null references shops on delete cascade,
  fulfillment_id        bigint not null,
  -- 0-based place among the fulfillment's parcels; stays with its number.
  position              smallint not null,
  order_id              bigint not null,
  order_name            text not null,
  number                text,
  number_key            text,
  carrier               text,
  carrier_key           text,
  tracking_url          text,
  origin                char(2),
  destination           char(2),
  currency              char(3) not null,
  -- This parcel's share of the order's total; shares add up to the total exactly.
  value_minor           bigint not null,
  shipped_at            timestamptz not null,
  number_seen_at        timestamptz,
  cancelled             boolean not null default false,
  shared_stream         boolean not null default false,
  estimated_delivery_at timestamptz,
  -- Latest state, from this number's scans.
  milestone             text,
  first_scan_at         timestamptz,
  last_scan_at          timestamptz,
  last_physical_at      timestamptz,
  delivered_at          timestamptz,
  scan_count            integer not null default 0,
  -- The verdict as last assessed; 'unassessed' until the first assessment of a freshly imported row.
  verdict               text not null default 'unassessed',
  cause                 text,
  verdict_since         timestamptz,
  evidence              jsonb not null default '[]',
  population            jsonb,
  probability           double precision,
  next_step             text,
  silence_from          timestamptz,
  silence_limit_days    double precision,
  silence_limit_at      timestamptz,
  review_at             timestamptz,
  assessed_at           timestamptz,
  muted_until           timestamptz,
  -- A muted parcel keeps its verdict but leaves its queue.
  muted                 boolean not null default false,
  search_text           text not null,
  primary key (shop_id, fulfillment_id, position)
);
create index parcels_order on parcels (shop_id, order_id);
create index parcels_number on parcels (shop_id, number_key) where number_key is not null;
create index parcels_review on parcels (shop_id, review_at) where review_at is not null;
create index parcels_unassessed on parcels (shop_id, fulfillment_id, position) where verdict = 'unassessed';
create index parcels_by_shipped on parcels (shop_id, shipped_at desc, fulfillment_id desc, position desc);
create index parcels_by_verdict_shipped on parcels (shop_id, verdict, shipped_at desc, fulfillment_id desc, position desc);
create index parcels_by_verdict_since on parcels (shop_id, verdict, verdict_since, fulfillment_id, position);
create index parcels_by_destination on parcels (shop_id, destination, shipped_at desc, fulfillment_id desc, position desc);
create index parcels_search on parcels using gin (shop_id, search_text gin_trgm_ops);

-- Tracking numbers a parcel has had. A replaced number keeps its row and its scans.
create table legs (
  shop_id        integer not null references shops on delete cascade,
  fulfillment_id bigint not null,
  position       smallint not null,
  seq            smallint not null,
  kind           text not null check (kind in ('supplier', 'linehaul', 'last_mile', 'unknown')),
  number         text not null,
  number_key     text not null,
  carrier        text,
  carrier_key    text,
  tracking_url   text,
  started_at     timestamptz not null,
  -- 'fulfillment_created' (number was there when we first saw the fulfillment) or 'number_changed'.
  started_basis  text not null,
  replaced_at    timestamptz,
  linked_by      text not null,
  evidence       jsonb not null default '{}',
  primary key (shop_id, fulfillment_id, position, seq)
);
create index legs_number on legs (shop_id, number_key);

create table scans (
  shop_id               integer not null,
  fulfillment_id        bigint not null,
  source                text not null,
  event_id              text not null,
  -- The parcel and leg it speaks of; null when the fulfillment's parcels share one stream.
  position              smallint,
  leg_seq               smallint,
  occurred_at           timestamptz not null,
  recorded_at           timestamptz not null,
  received_at           timestamptz not null,
  milestone             text not null,
  physical              boolean not null,
  raw_status            text not null,
  message               text,
  place                 text,
  country               char(2),
  estimated_delivery_at timestamptz,
  primary key (shop_id, fulfillment_id, source, event_id)
) partition by hash (shop_id);
do $$ begin
  for i in 0..15 loop
    execute format('create table scans_p%s partition of scans for values with (modulus 16, remainder %s)', i, i);
  end loop;
end $$;

-- Each change of a verdict and why: "the flag cleared because …".
create table verdict_changes (
  shop_id        integer not null references shops on delete cascade,
  fulfillment_id bigint not null,
  position       smallint not null,
  changed_at     timestamptz not null,
  seq            bigint generated always as identity,
  from_verdict   text not null,
  to_verdict     text not null,
  cause          text not null,
  -- 'scan' | 'time' | 'number' | 'settings' | 'source' | 'first'
  trigger        text not null,
  detail         jsonb not null default '{}',
  primary key (shop_id, fulfillment_id, position, changed_at, seq)
);

-- Open parcels per verdict; kept by statement triggers on parcels, so Home never counts.
create table parcel_counts (
  shop_id     integer not null,
  verdict     text not null,
  muted       boolean not null,
  currency    char(3) not null,
  count       bigint not null,
  value_minor bigint not null,
  primary key (shop_id, verdict, muted, currency)
);

-- One row a day (shop's zone) and verdict: the thirty-day chart and "since yesterday".
create table daily_counts (
  shop_id     integer not null references shops on delete cascade,
  day_on      date not null,
  verdict     text not null,
  count       bigint not null default 0,
  value_minor bigint not null default 0,
  entered     bigint not null default 0,
  cleared     bigint not null default 0,
  primary key (shop_id, day_on, verdict)
);

create table webhook_inbox (
  shop_id      integer not null references shops on delete cascade,
  webhook_id   text not null,
  event_id     text,
  topic        text not null,
  api_version  text,
  triggered_at timestamptz,
  received_at  timestamptz not null,
  -- Whitelisted ids and times only; never names, addresses or mail.
  payload      jsonb not null,
  state        text not null default 'stored' check (state in ('stored', 'done', 'failed')),
  processed_at timestamptz,
  error        text,
  primary key (shop_id, webhook_id)
);
create index webhook_inbox_open on webhook_inbox (shop_id, received_at) where state = 'stored';

-- Orders that something said have changed; drained in batches by the sync job.
create table dirty_orders (
  shop_id    integer not null references shops on delete cascade,
  order_id   bigint not null,
  marked_at  timestamptz not null,
  reason     text not null,
  primary key (shop_id, order_id)
);

create table sync_state (
  shop_id               integer primary key references shops on delete cascade,
  -- Orders updated before this instant are known to be here.
  swept_until           timestamptz,
  next_sweep_at         timestamptz,
  last_sweep_at         timestamptz,
  last_webhook_at       timestamptz,
  -- When Shopify last answered a query of ours successfully: the source clock.
  source_answered_at    timestamptz,
  last_error            text,
  last_error_at         timestamptz,
  api_version_served    text,
  throttle              jsonb,
  counts_day_on         date
);

create table sync_runs (
  shop_id        integer not null references shops on delete cascade,
  run_id         uuid not null default gen_random_uuid(),
  kind           text not null check (kind in ('import', 'sweep')),
  state          text not null check (state in ('running', 'done', 'failed', 'stopped')),
  -- import: 'bulk_requested' | 'bulk_running' | 'reading_file' | 'reading_events' | 'assessing' | 'done'
  phase          text not null,
  bulk_operation_id text,
  result_url     text,
  byte_offset    bigint not null default 0,
  line_number    bigint not null default 0,
  total_bytes    bigint,
  orders_total   bigint,
  orders_done    bigint not null default 0,
  fulfillments_done bigint not null default 0,
  events_done    bigint not null default 0,
  events_fulfillments_total bigint,
  events_fulfillments_done bigint not null default 0,
  quarantined    bigint not null default 0,
  started_at     timestamptz not null,
  phase_started_at timestamptz not null,
  finished_at    timestamptz,
  error          text,
  primary key (shop_id, run_id)
);
create unique index sync_runs_one_import on sync_runs (shop_id) where kind = 'import' and state = 'running';
create index sync_runs_recent on sync_runs (shop_id, started_at desc);

-- Lines and rows we could not read: kept, counted, shown; the rest goes on.
create table quarantined_lines (
  shop_id     integer not null references shops on delete cascade,
  run_id      uuid not null,
  line_number bigint not null,
  reason      text not null,
  raw         text not null,
  at          timestamptz not null,
  primary key (shop_id, run_id, line_number)
);

-- Fields Shopify withheld or values it sent that we do not know.
create table sync_gaps (
  shop_id  integer not null references shops on delete cascade,
  path     text not null,
  message  text not null,
  count    bigint not null default 1,
  first_at timestamptz not null,
  last_at  timestamptz not null,
  primary key (shop_id, path, message)
);

create table parity_reports (
  shop_id              integer not null references shops on delete cascade,
  taken_at             timestamptz not null,
  shopify_orders       bigint,
  our_orders           bigint not null,
  shopify_fulfillments bigint,
  our_fulfillments     bigint not null,
  polled_fulfillments  bigint not null,
  -- [{kind, id, name}] at most 200
  differences          jsonb not null default '[]',
  primary key (shop_id, taken_at)
);

create table privacy_requests (
  shop_id      integer not null references shops on delete cascade,
  request_id   text not null,
  topic        text not null,
  received_at  timestamptz not null,
  due_at       timestamptz not null,
  completed_at timestamptz,
  result       jsonb not null default '{}',
  primary key (shop_id, request_id)
);

-- Not tenant data: what was erased (hashed domain) so that a restored backup can be erased again, and who is alive.
create table redaction_ledger (
  domain_hash text not null,
  topic       text not null,
  subject_hash text not null,
  redacted_at timestamptz not null,
  primary key (domain_hash, topic, subject_hash)
);
create table worker_heartbeats (
  worker_id text primary key,
  kind      text not null,
  beat_at   timestamptz not null,
  -- The app's clock at the last finished tick: how far review times have been honoured.
  ticked_through timestamptz
);

-- Counters ---------------------------------------------------------------------------------------------------
create function parcel_counts_apply() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into parcel_counts as c (shop_id, verdict, muted, currency, count, value_minor)
      select shop_id, verdict, muted, currency, count(*), sum(value_minor) from new_rows group by 1, 2, 3, 4
      order by 1, 2, 3, 4
      on conflict (shop_id, verdict, muted, currency)
      do update set count = c.count + excluded.count, value_minor = c.value_minor + excluded.value_minor;
  elsif tg_op = 'DELETE' then
    update parcel_counts c set count = c.count - d.n, value_minor = c.value_minor - d.v
      from (select shop_id, verdict, muted, currency, count(*) n, sum(value_minor) v from old_rows group by 1, 2, 3, 4) d
      where (c.shop_id, c.verdict, c.muted, c.currency) = (d.shop_id, d.verdict, d.muted, d.currency);
  else
    insert into parcel_counts as c (shop_id, verdict, muted, currency, count, value_minor)
      select shop_id, verdict, muted, currency, sum(n), sum(v) from (
        select shop_id, verdict, muted, currency, count(*) n, sum(value_minor) v from new_rows group by 1, 2, 3, 4
        union all
        select shop_id, verdict, muted, currency, -count(*), -sum(value_minor) from old_rows group by 1, 2, 3, 4
      ) d group by 1, 2, 3, 4 having sum(n) <> 0 or sum(v) <> 0
      order by 1, 2, 3, 4
      on conflict (shop_id, verdict, muted, currency)
      do update set count = c.count + excluded.count, value_minor = c.value_minor + excluded.value_minor;
  end if;
  return null;
end $$;
create trigger parcels_counted_insert after insert on parcels referencing new table as new_rows
  for each statement execute function parcel_counts_apply();
create trigger parcels_counted_delete after delete on parcels referencing old table as old_rows
  for each statement execute function parcel_counts_apply();
create trigger parcels_counted_update after update on parcels referencing old table as old_rows new table as new_rows
  for each statement execute function parcel_counts_apply();

-- Row-level security on every table that has a shop_id ------------------------------------------------------------
do $$ declare t text; begin
  for t in
    select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'shop_id'
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant on %I to lastscan_app
      using (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int))
      with check (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int))$p$, t);
    execute format('grant select, insert, update, delete on %I to lastscan_app', t);
  end loop;
end $$;
grant usage on all sequences in schema public to lastscan_app;
grant select, insert, update, delete on worker_heartbeats, redaction_ledger to lastscan_app;
