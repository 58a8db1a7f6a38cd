-- Inventory and cash: stock and its record, suppliers and purchase orders, plans of variants, payouts, and the forecast of cash.

-- Stock -----------------------------------------------------------------------------------------------------------------

-- What Shopify counts of each variant now.
create table stock_items (
  shop_id           integer not null references shops on delete cascade,
  variant_id        bigint not null,
  product_id        bigint not null,
  inventory_item_id bigint not null,
  -- `product title · variant title`
  label             text not null,
  sku               text,
  vendor            text not null default '',
  -- Shopify's category, else the product type; '' = none. What histories are pooled over.
  category          text not null default '',
  -- False: Shopify does not count it.
  is_tracked        boolean not null,
  -- Goes on selling below zero.
  sells_below_zero  boolean not null,
  -- Available and on its way (Shopify's `incoming`) over all locations of the shop; null: not counted. May be negative.
  available         integer,
  incoming          integer,
  cost_minor        bigint,
  cost_currency     char(3),
  price_minor       bigint,
  price_currency    char(3),
  is_active         boolean not null default true,
  read_at           timestamptz not null,
  primary key (shop_id, variant_id)
);
create index stock_items_of_item on stock_items (shop_id, inventory_item_id);
create index stock_items_of_category on stock_items (shop_id, category, variant_id);

-- Stock since install; a row only when it changed. Shopify keeps no history an app may read without customers' data.
create table stock_points (
  shop_id    integer not null references shops on delete cascade,
  variant_id bigint not null,
  seen_at    timestamptz not null,
  available  integer not null,
  primary key (shop_id, variant_id, seen_at)
);

-- Suppliers and purchase orders -----------------------------------------------------------------------------------------

-- Who the shop buys from.
create table suppliers (
  shop_id             integer not null references shops on delete cascade,
  supplier_id         integer not null,
  name                text not null,
  -- Shopify's vendor whose variants it supplies unless `supplier_items` says otherwise; null: none.
  vendor              text,
  -- Who it is on the scorecards, as compared there; null: not linked.
  score_key           text,
  -- Ships to the buyer itself: its variants have no reorder point.
  ships_direct        boolean not null default false,
  -- Days from order to shelf as the merchant knows them: shortest, usual, longest. All or none.
  lead_days_low       smallint,
  lead_days_likely    smallint,
  lead_days_high      smallint,
  minimum_order_minor bigint,
  currency            char(3),
  -- How often one orders there; null: as needed.
  review_days         smallint,
  -- Payment: this part (basis points) when ordering, the rest so many days after `balance_from`.
  deposit_bp          integer not null default 0,
  balance_days        smallint not null default 0,
  balance_from        text not null default 'ordered' check (balance_from in ('ordered', 'arrived')),
  note                text not null default '',
  archived_at         timestamptz,
  created_at          timestamptz not null,
  updated_at          timestamptz not null,
  primary key (shop_id, supplier_id),
  check ((lead_days_low is null) = (lead_days_high is null) and (lead_days_low is null) = (lead_days_likely is null)),
  check (lead_days_low is null or (0 <= lead_days_low and lead_days_low <= lead_days_likely and lead_days_likely <= lead_days_high)),
  check (deposit_bp between 0 and 10000)
);
create unique index suppliers_by_name on suppliers (shop_id, lower(name));

-- What a supplier asks for a variant. A variant has one supplier.
create table supplier_items (
  shop_id          integer not null references shops on delete cascade,
  variant_id       bigint not null,
  supplier_id      integer not null,
  cost_minor       bigint,
  currency         char(3),
  pack_size        integer not null default 1 check (pack_size >= 1),
  minimum_quantity integer not null default 1 check (minimum_quantity >= 1),
  supplier_sku     text,
  updated_at       timestamptz not null,
  primary key (shop_id, variant_id),
  foreign key (shop_id, supplier_id) references suppliers on delete cascade
);
create index supplier_items_of_supplier on supplier_items (shop_id, supplier_id);

create table purchase_orders (
  shop_id           integer not null references shops on delete cascade,
  purchase_order_id integer not null,
  supplier_id       integer not null,
  -- `PO-1001`, or as the uploaded file calls it. Unique.
  number            text not null,
  status            text not null check (status in ('draft', 'sent', 'partly_received', 'received', 'cancelled')),
  currency          char(3) not null,
  -- When it was sent: a supplier's lead time runs from here. Null: a draft.
  ordered_at        timestamptz,
  -- The day the supplier named for its arrival; null: none.
  expected_on       date,
  -- When the last piece arrived, or it was closed short or cancelled.
  closed_at         timestamptz,
  -- As agreed when it was made, so that a supplier's new terms change no order that is underway.
  deposit_bp        integer not null default 0,
  balance_days      smallint not null default 0,
  balance_from      text not null default 'ordered' check (balance_from in ('ordered', 'arrived')),
  note              text not null default '',
  origin            text not null default 'app' check (origin in ('app', 'plan', 'csv')),
  version           integer not null default 1,
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  primary key (shop_id, purchase_order_id),
  foreign key (shop_id, supplier_id) references suppliers on delete cascade
);
create unique index purchase_orders_by_number on purchase_orders (shop_id, lower(number));
create index purchase_orders_open on purchase_orders (shop_id, expected_on) where status in ('sent', 'partly_received');
create index purchase_orders_of_supplier on purchase_orders (shop_id, supplier_id, ordered_at);

create table purchase_order_lines (
  shop_id           integer not null references shops on delete cascade,
  purchase_order_id integer not null,
  line              integer not null,
  -- Null: a thing Shopify does not know (any more).
  variant_id        bigint,
  label             text not null,
  sku               text,
  quantity          integer not null check (quantity > 0),
  received          integer not null default 0 check (received >= 0),
  -- Of one piece; null: not known.
  cost_minor        bigint,
  primary key (shop_id, purchase_order_id, line),
  foreign key (shop_id, purchase_order_id) references purchase_orders on delete cascade
);
create index purchase_order_lines_of_variant on purchase_order_lines (shop_id, variant_id) where variant_id is not null;

-- What became of a purchase order: made, changed, sent, received (with what), closed, cancelled, undone.
create table purchase_order_events (
  shop_id           integer not null references shops on delete cascade,
  purchase_order_id integer not null,
  at                timestamptz not null,
  seq               bigint generated always as identity,
  kind              text not null,
  actor             text not null,
  -- received: {"lines": [{"line": 1, "quantity": 20}], "arrivedAt": "…"}
  detail            jsonb not null default '{}',
  primary key (shop_id, purchase_order_id, at, seq),
  foreign key (shop_id, purchase_order_id) references purchase_orders on delete cascade
);

-- Plans -----------------------------------------------------------------------------------------------------------------

-- What is planned for each variant: app/domain/inventory/variant-plan.ts. Columns beside `plan` are what lists sort by.
create table variant_plans (
  shop_id          integer not null references shops on delete cascade,
  variant_id       bigint not null,
  product_id       bigint not null,
  kind             text not null check (kind in ('stocked', 'direct')),
  label            text not null,
  sku              text,
  category         text not null,
  supplier_id      integer,
  order_by_on      date,
  stock_out_p10_on date,
  stock_out_p50_on date,
  stock_out_p90_on date,
  cover_days       double precision,
  on_hand          integer not null default 0,
  incoming         integer not null default 0,
  suggested        integer not null default 0,
  -- In the shop's currency; null: not known.
  lost_minor       bigint,
  tied_minor       bigint,
  preorder_units   integer not null default 0,
  is_dead          boolean not null default false,
  gaps             text[] not null default '{}',
  plan             jsonb not null,
  digest           text not null,
  planned_at       timestamptz not null,
  -- The day the plan speaks of, in the shop's zone.
  planned_on       date not null,
  primary key (shop_id, variant_id)
);
create index variant_plans_by_order_day on variant_plans (shop_id, kind, order_by_on, variant_id);
create index variant_plans_of_supplier on variant_plans (shop_id, supplier_id, order_by_on) where suggested > 0;
create index variant_plans_dead on variant_plans (shop_id, tied_minor) where is_dead;

-- Variants of which a sale, the stock, a supplier or a purchase order has changed since they were planned.
create table variants_to_plan (
  shop_id    integer not null references shops on delete cascade,
  variant_id bigint not null,
  marked_at  timestamptz not null default now(),
  primary key (shop_id, variant_id)
);

-- What all variants of a category say together: season, level, spread, and which order quantile costs least.
create table category_demand (
  shop_id    integer not null references shops on delete cascade,
  category   text not null,
  learned_on date not null,
  demand     jsonb not null,
  primary key (shop_id, category)
);

-- Money -----------------------------------------------------------------------------------------------------------------

create table payouts (
  shop_id   integer not null references shops on delete cascade,
  payout_id bigint not null,
  issued_at timestamptz not null,
  status    text not null,
  currency  char(3) not null,
  -- Negative: taken from the shop's bank account.
  net_minor bigint not null,
  -- Gross and fee of charges, refunds, adjustments, reserved funds, retried payouts.
  summary   jsonb not null,
  read_at   timestamptz not null,
  primary key (shop_id, payout_id)
);
create index payouts_by_time on payouts (shop_id, issued_at);

create table balance_transactions (
  shop_id        integer not null references shops on delete cascade,
  transaction_id bigint not null,
  at             timestamptz not null,
  type           text not null,
  currency       char(3) not null,
  amount_minor   bigint not null,
  fee_minor      bigint not null,
  net_minor      bigint not null,
  order_id       bigint,
  payout_id      bigint,
  payout_status  text,
  read_at        timestamptz not null,
  primary key (shop_id, transaction_id)
);
create index balance_transactions_by_time on balance_transactions (shop_id, at);
create index balance_transactions_of_payout on balance_transactions (shop_id, payout_id) where payout_id is not null;
create index balance_transactions_of_order on balance_transactions (shop_id, order_id) where order_id is not null;

-- How a gateway other than Shopify Payments pays, as the merchant typed it or a bank statement taught.
create table gateway_rules (
  shop_id         integer not null references shops on delete cascade,
  gateway         text not null,
  lag_days        smallint not null check (lag_days between 0 and 365),
  fee_bp          integer not null check (fee_bp between 0 and 10000),
  fixed_fee_minor bigint not null default 0 check (fixed_fee_minor >= 0),
  currency        char(3) not null,
  reserve_bp      integer not null default 0 check (reserve_bp between 0 and 10000),
  reserve_days    smallint not null default 0 check (reserve_days between 0 and 365),
  -- ISO weekday (1 = Monday) on which it pays; null: any business day.
  weekday         smallint check (weekday between 1 and 7),
  -- {"lines": 14, "on": "2026-11-20", "lagDays": {"p10": 2, "p50": 3, "p90": 5}}; null: as typed alone.
  calibration     jsonb,
  version         integer not null default 1,
  updated_at      timestamptz not null,
  primary key (shop_id, gateway)
);

-- Costs and receipts typed by hand or read from a file.
create table cash_items (
  shop_id      integer not null references shops on delete cascade,
  item_id      uuid not null default gen_random_uuid(),
  name         text not null,
  kind         text not null check (kind in ('recurring', 'ads', 'one_off', 'receipt')),
  -- Of one occurrence; positive. A receipt comes in, all else goes out.
  amount_minor bigint not null check (amount_minor > 0),
  currency     char(3) not null,
  every        text not null check (every in ('once', 'day', 'week', 'month', 'quarter', 'year')),
  -- First occurrence; later ones follow by `every`, on the month's last day where it has no such day.
  starts_on    date not null,
  ends_on      date,
  -- Upload it came with, so that it can be taken back as a whole; null: typed.
  batch        uuid,
  created_at   timestamptz not null,
  removed_at   timestamptz,
  primary key (shop_id, item_id)
);

-- Money seen on a bank account: date and amount alone, never its text, which may name people.
create table bank_lines (
  shop_id      integer not null references shops on delete cascade,
  line_id      uuid not null default gen_random_uuid(),
  booked_on    date not null,
  amount_minor bigint not null,
  currency     char(3) not null,
  -- Which gateway's payment it was taken for; null: none.
  gateway      text,
  batch        uuid not null,
  -- Of date, amount and text: a line uploaded twice is one.
  digest       text not null,
  created_at   timestamptz not null,
  primary key (shop_id, line_id),
  unique (shop_id, digest)
);
create index bank_lines_by_day on bank_lines (shop_id, booked_on);

-- What the merchant said of cash: {opening, threshold, reserve, …}; app/domain/cash/cash-settings.ts
create table cash_settings (
  shop_id    integer primary key references shops on delete cascade,
  settings   jsonb not null,
  version    integer not null default 1,
  updated_at timestamptz not null
);

-- The forecast as last made, one a currency: app/domain/cash/cash-forecast.ts
create table cash_forecasts (
  shop_id  integer not null references shops on delete cascade,
  currency char(3) not null,
  made_at  timestamptz not null,
  made_on  date not null,
  forecast jsonb not null,
  primary key (shop_id, currency)
);

-- How often parcels of a verdict ended in a refund or a dispute, in this shop: counts, no rates. The prior is in the domain.
create table outcome_counts (
  shop_id    integer not null references shops on delete cascade,
  verdict    text not null,
  parcels    integer not null,
  refunded   integer not null,
  disputed   integer not null,
  counted_on date not null,
  primary key (shop_id, verdict)
);

-- When stock, payments, plans and the forecast are to be looked at again. Its row is made with the first import's end.
create table planning_state (
  shop_id          integer primary key references shops on delete cascade,
  -- When the record of stock began.
  watching_since   timestamptz not null,
  next_stock_at    timestamptz not null,
  -- {cursor, startedAt, since}; null: no pass runs.
  stock_pass       jsonb,
  stock_read_at    timestamptz,
  next_payments_at timestamptz not null,
  payments_pass    jsonb,
  payments_read_at timestamptz,
  -- Balance, schedule, default currency, as last read: {balance: [{minor, currency}], schedule, …}; null: not read.
  payments_account jsonb,
  -- Why payments cannot be read; app/domain/findings/fact.ts
  payments_missing jsonb,
  next_plan_at     timestamptz not null,
  -- {on, after, …}; null: no nightly pass runs.
  plan_pass        jsonb,
  planned_on       date,
  next_cash_at     timestamptz not null,
  cash_made_at     timestamptz
);

do $$ declare t text; begin
  foreach t in array array['stock_items', 'stock_points', 'suppliers', 'supplier_items', 'purchase_orders',
    'purchase_order_lines', 'purchase_order_events', 'variant_plans', 'variants_to_plan', 'category_demand', 'payouts',
    'balance_transactions', 'gateway_rules', 'cash_items', 'bank_lines', 'cash_settings', 'cash_forecasts',
    'outcome_counts', 'planning_state'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant on %I to lastscan_app
      using (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int))
      with check (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int))$p$, t);
    execute format('grant select, insert, update, delete on %I to lastscan_app', t);
  end loop;
end $$;

-- Marks: what changes wakes the variants it belongs to, once the shop is planned at all ----------------------------------

create function planning_begun(shops integer[]) returns setof integer language sql stable as $$
  select shop_id from planning_state where shop_id = any(shops)
$$;

create function mark_variants() returns trigger language plpgsql as $$
declare shop integer;
begin
  if tg_op in ('INSERT', 'UPDATE') then
    for shop in select planning_begun(array(select distinct shop_id from new_rows)) loop
      insert into variants_to_plan (shop_id, variant_id)
        select distinct shop, variant_id from new_rows where shop_id = shop and variant_id is not null
        order by variant_id on conflict do nothing;
    end loop;
  end if;
  if tg_op in ('DELETE', 'UPDATE') then
    for shop in select planning_begun(array(select distinct shop_id from old_rows)) loop
      insert into variants_to_plan (shop_id, variant_id)
        select distinct shop, variant_id from old_rows where shop_id = shop and variant_id is not null
        order by variant_id on conflict do nothing;
    end loop;
  end if;
  return null;
end $$;

do $$ declare t text; begin
  foreach t in array array['order_lines', 'stock_points', 'supplier_items', 'purchase_order_lines'] loop
    execute format('create trigger mark_variants_inserted after insert on %I referencing new table as new_rows
      for each statement execute function mark_variants()', t);
    execute format('create trigger mark_variants_updated after update on %I referencing old table as old_rows new table as new_rows
      for each statement execute function mark_variants()', t);
    execute format('create trigger mark_variants_deleted after delete on %I referencing old table as old_rows
      for each statement execute function mark_variants()', t);
  end loop;
end $$;

-- A cancelled order's lines are no demand.
create function mark_variants_of_cancelled() returns trigger language plpgsql as $$
declare shop integer;
begin
  for shop in select planning_begun(array(select distinct n.shop_id from new_rows n join old_rows o using (shop_id, order_id)
      where n.cancelled_at is distinct from o.cancelled_at)) loop
    insert into variants_to_plan (shop_id, variant_id)
      select distinct shop, l.variant_id from new_rows n join old_rows o using (shop_id, order_id)
        join order_lines l using (shop_id, order_id)
       where n.shop_id = shop and n.cancelled_at is distinct from o.cancelled_at and l.variant_id is not null
       order by l.variant_id on conflict do nothing;
  end loop;
  return null;
end $$;
create trigger mark_variants_cancelled after update on orders
  referencing old table as old_rows new table as new_rows for each statement execute function mark_variants_of_cancelled();

-- What is asked across shops ---------------------------------------------------------------------------------------------

grant select (shop_id, next_stock_at, stock_pass, next_payments_at, payments_pass, next_plan_at, plan_pass, next_cash_at)
  on planning_state to lastscan_system;
grant select (shop_id, variant_id, marked_at) on variants_to_plan to lastscan_system;
create policy system_read on planning_state for select to lastscan_system using (true);
create policy system_read on variants_to_plan for select to lastscan_system using (true);

-- `what`: stock, payments, plan, cash. A pass that runs is due.
create function shops_with_due_planning(what text, until timestamptz, at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select s.shop_id, due.at from shops s join planning_state p on p.shop_id = s.shop_id cross join lateral (
    select case what
      when 'stock' then case when p.stock_pass is null then p.next_stock_at else least(p.next_stock_at, until) end
      when 'payments' then case when p.payments_pass is null then p.next_payments_at else least(p.next_payments_at, until) end
      when 'plan' then case when p.plan_pass is null then p.next_plan_at else least(p.next_plan_at, until) end
      when 'cash' then p.next_cash_at
    end as at
  ) due where s.status = 'installed' and due.at <= until order by due.at, s.shop_id limit at_most;
end;

create function shops_with_variants_to_plan(at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select s.shop_id, waiting.marked_at from shops s cross join lateral (
    select v.marked_at from variants_to_plan v where v.shop_id = s.shop_id order by v.variant_id limit 1
  ) waiting where s.status = 'installed' order by waiting.marked_at, s.shop_id limit at_most;
end;

do $$ declare f text; begin
  grant usage, create on schema public to lastscan_system;
  foreach f in array array['shops_with_due_planning(text, timestamptz, integer)', 'shops_with_variants_to_plan(integer)'] loop
    execute format('alter function %s security definer', f);
    execute format('alter function %s set search_path = pg_catalog, public, pg_temp', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to lastscan_app', f);
    execute format('alter function %s owner to lastscan_system', f);
  end loop;
  revoke create on schema public from lastscan_system;
end $$;
