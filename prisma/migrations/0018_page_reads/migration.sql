-- What the pages of Compliance, Inventory and Cash read by: lists walk an index in their order, and what is counted over a
-- whole shop is counted when it is written.

-- Compiling a question takes longer than the longest question of a page.
do $$ begin
  execute format('alter database %I set jit = off', current_database());
exception when insufficient_privilege then
  raise notice 'Set jit = off for this database: its owner may, this role may not.';
end $$;

-- Compliance ------------------------------------------------------------------------------------------------------------

alter table findings
  -- What it is about where findings are put together: its order, else its product, else the subject itself.
  add column subject_key text not null generated always as (
    coalesce('order:' || order_id::text, 'product:' || product_id::text, subject_kind || ':' || subject_id)) stored,
  -- The first of its amounts, and whether there are more, in other currencies.
  add column money_minor bigint generated always as ((exposure -> 0 ->> 'minor')::bigint) stored,
  add column money_currency text generated always as (exposure -> 0 ->> 'currency') stored,
  add column has_more_money boolean not null generated always as ((exposure -> 1) is not null) stored;

-- All that is counted, added up and filtered by, read without the table: tens of thousands of open findings are wide rows.
create index findings_open_facts on findings (shop_id, rule_id, verdict)
  include (subject_key, subject_kind, deadline_at, exposure_minor, money_minor, money_currency, authority, severity, certainty,
    jurisdictions, assignee, suppressed_until, finding_id)
  where cured_at is null;
create index findings_of_subject_key on findings (shop_id, subject_key);
create index findings_with_more_money on findings (shop_id) where has_more_money;
create index findings_undated on findings (shop_id, (-exposure_minor), finding_id) where cured_at is null and deadline_at is null;
create index findings_unknown on findings (shop_id, rule_id) where cured_at is null and verdict = 'unknown';
drop index findings_cured;
create index findings_cured on findings (shop_id, cured_at, finding_id) where cured_at is not null;
create index findings_cured_of_rule on findings (shop_id, rule_id, cured_at, finding_id)
  include (subject_key, subject_kind, verdict, deadline_at, exposure_minor, money_minor, money_currency, authority, severity,
    certainty, jurisdictions, assignee)
  where cured_at is not null;

-- Inventory -------------------------------------------------------------------------------------------------------------

alter table variant_plans
  -- A fact is missing that a person can give (app/contracts/inventory.ts).
  add column is_mendable boolean not null default false,
  -- What each list is sorted by, the least first. As columns, for row-level security lets no index be searched by a
  -- function that does not count as leakproof.
  add column order_key double precision not null generated always as (
    coalesce((order_by_on - date '2000-01-01')::double precision, 1e9)) stored,
  add column out_key double precision generated always as ((stock_out_p50_on - date '2000-01-01')::double precision) stored,
  add column lost_key double precision not null generated always as (-coalesce(lost_minor, 0)::double precision) stored,
  add column preorder_key double precision not null generated always as (-preorder_units::double precision) stored,
  add column tied_key double precision not null generated always as (-coalesce(tied_minor, 0)::double precision) stored,
  add column label_key text not null generated always as (lower(label)) stored;
update variant_plans set is_mendable = gaps && array['cost_missing', 'price_missing', 'currency_mixed', 'no_supplier',
  'no_lead_time', 'stock_negative', 'stock_fractional', 'stock_not_read', 'not_tracked'];

drop index variant_plans_by_order_day;
drop index variant_plans_dead;
create index variant_plans_to_order on variant_plans (shop_id, order_key, variant_id) where kind = 'stocked' and suggested > 0;
create index variant_plans_running_out on variant_plans (shop_id, out_key, variant_id)
  where kind = 'stocked' and stock_out_p50_on is not null;
create index variant_plans_direct on variant_plans (shop_id, lost_key, variant_id) where kind = 'direct';
create index variant_plans_preorder on variant_plans (shop_id, preorder_key, variant_id) where preorder_units > 0;
create index variant_plans_dead on variant_plans (shop_id, tied_key, variant_id) where is_dead;
create index variant_plans_mendable on variant_plans (shop_id, label_key, variant_id) where is_mendable;
create index variant_plans_by_label on variant_plans (shop_id, label_key, variant_id);
create index variant_plans_of_category on variant_plans (shop_id, category);
create index variant_plans_of_any_supplier on variant_plans (shop_id, supplier_id);
create index variant_plans_newest on variant_plans (shop_id, planned_at);
create index variant_plans_search on variant_plans using gin (shop_id, label gin_trgm_ops, sku gin_trgm_ops);

-- How many plans each list holds, by what lists are filtered by. Supplier 0 = nobody. Kept by statement triggers.
create table plan_counts (
  shop_id     integer not null references shops on delete cascade,
  supplier_id integer not null,
  category    text not null,
  plans       integer not null,
  to_order    integer not null,
  running_out integer not null,
  direct      integer not null,
  preorder    integer not null,
  dead        integer not null,
  mendable    integer not null,
  primary key (shop_id, supplier_id, category)
);
-- What is to be ordered, by the day it must go out; 'infinity' = no day can be told.
create table plan_order_days (
  shop_id      integer not null references shops on delete cascade,
  order_by_on  date not null,
  orders       integer not null,
  lost_minor   bigint not null,
  lost_unknown integer not null,
  primary key (shop_id, order_by_on)
);
-- How many of the variants that are sold have each vendor.
create table vendor_counts (
  shop_id  integer not null references shops on delete cascade,
  vendor   text not null,
  variants integer not null,
  primary key (shop_id, vendor)
);


do $$ declare t text; begin
  foreach t in array array['plan_counts', 'plan_order_days', 'vendor_counts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant on %I to lastscan_app
      using (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int))
      with check (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int))$p$, t);
    execute format('grant select, insert, update, delete on %I to lastscan_app', t);
  end loop;
end $$;

-- Rows of a statement that come (1) and go (-1), as text: which of them there are depends on the statement.
create function coming_and_going(op text) returns text language sql immutable as $$
  select case op when 'INSERT' then '(select 1 as sign, n.* from new_rows n)'
    when 'DELETE' then '(select -1 as sign, o.* from old_rows o)'
    else '(select 1 as sign, n.* from new_rows n union all select -1, o.* from old_rows o)' end
$$;

-- Taking away is an update alone: of a shop that is being deleted no row may be made anew.
create function plans_counted() returns trigger language plpgsql as $$
declare
  counted text := format($q$
    select shop_id, coalesce(supplier_id, 0) as supplier_id, category, sum(sign)::int as plans,
      coalesce(sum(sign) filter (where kind = 'stocked' and suggested > 0), 0)::int as to_order,
      coalesce(sum(sign) filter (where kind = 'stocked' and stock_out_p50_on is not null), 0)::int as running_out,
      coalesce(sum(sign) filter (where kind = 'direct'), 0)::int as direct,
      coalesce(sum(sign) filter (where preorder_units > 0), 0)::int as preorder,
      coalesce(sum(sign) filter (where is_dead), 0)::int as dead,
      coalesce(sum(sign) filter (where is_mendable), 0)::int as mendable
    from %s r group by 1, 2, 3 order by 1, 2, 3$q$, coming_and_going(tg_op));
  days text := format($q$
    select shop_id, coalesce(order_by_on, 'infinity') as order_by_on, sum(sign)::int as orders,
      coalesce(sum(sign * lost_minor), 0)::bigint as lost_minor,
      coalesce(sum(sign) filter (where lost_minor is null), 0)::int as lost_unknown
    from %s r where kind = 'stocked' and suggested > 0 group by 1, 2 order by 1, 2$q$, coming_and_going(tg_op));
begin
  if tg_op = 'DELETE' then
    execute 'update plan_counts c set plans = c.plans + d.plans, to_order = c.to_order + d.to_order,
        running_out = c.running_out + d.running_out, direct = c.direct + d.direct, preorder = c.preorder + d.preorder,
        dead = c.dead + d.dead, mendable = c.mendable + d.mendable
      from (' || counted || ') d where (c.shop_id, c.supplier_id, c.category) = (d.shop_id, d.supplier_id, d.category)';
    execute 'update plan_order_days c set orders = c.orders + d.orders, lost_minor = c.lost_minor + d.lost_minor,
        lost_unknown = c.lost_unknown + d.lost_unknown
      from (' || days || ') d where (c.shop_id, c.order_by_on) = (d.shop_id, d.order_by_on)';
  else
    execute 'insert into plan_counts as c (shop_id, supplier_id, category, plans, to_order, running_out, direct, preorder,
        dead, mendable)
      select * from (' || counted || ') d where (plans, to_order, running_out, direct, preorder, dead, mendable)
        is distinct from (0, 0, 0, 0, 0, 0, 0)
      on conflict (shop_id, supplier_id, category) do update set plans = c.plans + excluded.plans,
        to_order = c.to_order + excluded.to_order, running_out = c.running_out + excluded.running_out,
        direct = c.direct + excluded.direct, preorder = c.preorder + excluded.preorder, dead = c.dead + excluded.dead,
        mendable = c.mendable + excluded.mendable';
    execute 'insert into plan_order_days as c (shop_id, order_by_on, orders, lost_minor, lost_unknown)
      select * from (' || days || ') d where (orders, lost_minor, lost_unknown) is distinct from (0, 0, 0)
      on conflict (shop_id, order_by_on) do update set orders = c.orders + excluded.orders,
        lost_minor = c.lost_minor + excluded.lost_minor, lost_unknown = c.lost_unknown + excluded.lost_unknown';
  end if;
  return null;
end $$;

create function vendors_counted() returns trigger language plpgsql as $$
declare
  counted text := format($q$
    select shop_id, vendor, sum(sign)::int as variants from %s r where is_active and vendor <> ''
    group by 1, 2 having sum(sign) <> 0 order by 1, 2$q$, coming_and_going(tg_op));
begin
  if tg_op = 'DELETE' then
    execute 'update vendor_counts c set variants = c.variants + d.variants from (' || counted || ') d
      where (c.shop_id, c.vendor) = (d.shop_id, d.vendor)';
  else
    execute 'insert into vendor_counts as c (shop_id, vendor, variants) ' || counted || '
      on conflict (shop_id, vendor) do update set variants = c.variants + excluded.variants';
  end if;
  return null;
end $$;

do $$ declare pair text[]; begin
  foreach pair slice 1 in array array[['variant_plans', 'plans_counted'], ['stock_items', 'vendors_counted']] loop
    execute format('create trigger %I after insert on %I referencing new table as new_rows
      for each statement execute function %I()', pair[1] || '_counted_insert', pair[1], pair[2]);
    execute format('create trigger %I after update on %I referencing old table as old_rows new table as new_rows
      for each statement execute function %I()', pair[1] || '_counted_update', pair[1], pair[2]);
    execute format('create trigger %I after delete on %I referencing old table as old_rows
      for each statement execute function %I()', pair[1] || '_counted_delete', pair[1], pair[2]);
  end loop;
end $$;

insert into plan_counts (shop_id, supplier_id, category, plans, to_order, running_out, direct, preorder, dead, mendable)
  select shop_id, coalesce(supplier_id, 0), category, count(*), count(*) filter (where kind = 'stocked' and suggested > 0),
    count(*) filter (where kind = 'stocked' and stock_out_p50_on is not null), count(*) filter (where kind = 'direct'),
    count(*) filter (where preorder_units > 0), count(*) filter (where is_dead), count(*) filter (where is_mendable)
  from variant_plans group by 1, 2, 3;
insert into plan_order_days (shop_id, order_by_on, orders, lost_minor, lost_unknown)
  select shop_id, coalesce(order_by_on, 'infinity'), count(*), coalesce(sum(lost_minor), 0),
    count(*) filter (where lost_minor is null)
  from variant_plans where kind = 'stocked' and suggested > 0 group by 1, 2;
insert into vendor_counts (shop_id, vendor, variants)
  select shop_id, vendor, count(*) from stock_items where is_active and vendor <> '' group by 1, 2;

-- Variants of the policies' shop whose name or SKU holds a text; as `search_parcel_ids` finds parcels.
create function search_plan_ids(pattern text) returns bigint[] language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_custom_plan set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off as $$
begin
  return array(select p.variant_id from variant_plans p
    where p.shop_id = nullif(current_setting('app.shop_id', true), '')::integer
      and (p.label ilike pattern or p.sku ilike pattern));
end $$;
grant select (shop_id, variant_id, label, sku) on variant_plans to lastscan_system;
create policy system_read on variant_plans for select to lastscan_system using (true);
revoke all on function search_plan_ids(text) from public;
grant execute on function search_plan_ids(text) to lastscan_app;
grant create on schema public to lastscan_system;
alter function search_plan_ids(text) owner to lastscan_system;
revoke create on schema public from lastscan_system;

-- Cash ------------------------------------------------------------------------------------------------------------------

alter table planning_state
  -- As `forecast-cash` last read them of all orders of some weeks: [{gateway, isManual, share}] in the shop's currency.
  add column gateway_sales jsonb not null default '[]',
  -- {itemsByDay: [{on, items}], cardOrdersByDay: [{on, orders}]} of the 30 days before that; null: not read.
  add column dispute_days jsonb;
