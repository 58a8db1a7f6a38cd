-- Scorecards of carriers and suppliers: who fulfills, what each parcel says of both, and counters that add up.

-- Who fulfills at Shopify: a third-party service or a location by name; null = Shopify does not say.
alter table fulfillments add column supplier text;
alter table parcels add column supplier text;

-- What a parcel has added to the counters, so that a later word takes exactly that away again.
create table parcel_scores (
  shop_id        integer not null references shops on delete cascade,
  fulfillment_id bigint not null,
  position       smallint not null,
  -- app/domain/scorecards/parcel-score.ts
  score          jsonb not null,
  primary key (shop_id, fulfillment_id, position)
);

-- Parcels of which something that counts has changed since they were last counted.
create table parcels_to_score (
  shop_id        integer not null references shops on delete cascade,
  fulfillment_id bigint not null,
  position       smallint not null,
  marked_at      timestamptz not null default now(),
  primary key (shop_id, fulfillment_id, position)
);

-- What is here already is counted too: forced row-level security would hide it from the schema's owner.
alter table parcels no force row level security;
insert into parcels_to_score (shop_id, fulfillment_id, position)
  select shop_id, fulfillment_id, position from parcels where verdict <> 'unassessed';
alter table parcels force row level security;

create function mark_parcel_to_score() returns trigger language plpgsql as $$
begin
  insert into parcels_to_score (shop_id, fulfillment_id, position)
    values (new.shop_id, new.fulfillment_id, new.position) on conflict do nothing;
  return null;
end $$;
-- Row by row, because its condition is asked before anything is queued: most writes change nothing that counts.
create trigger parcels_to_be_scored after update on parcels for each row when (
  new.verdict <> 'unassessed'
  and (old.verdict, old.journey_mark, old.number_seen_at, old.carrier_key, old.supplier, old.origin, old.destination,
       old.estimated_delivery_at, old.currency, old.value_minor, old.cancelled)
    is distinct from
      (new.verdict, new.journey_mark, new.number_seen_at, new.carrier_key, new.supplier, new.origin, new.destination,
       new.estimated_delivery_at, new.currency, new.value_minor, new.cancelled)
) execute function mark_parcel_to_score();

-- An order that is paid back turns a parcel that has not arrived into a loss.
create function mark_order_to_score() returns trigger language plpgsql as $$
begin
  insert into parcels_to_score (shop_id, fulfillment_id, position)
    select p.shop_id, p.fulfillment_id, p.position from parcels p
    where p.shop_id = new.shop_id and p.order_id = new.order_id and p.verdict <> 'unassessed'
    order by p.fulfillment_id, p.position
    on conflict do nothing;
  return null;
end $$;
create trigger orders_to_be_scored after update of financial_status on orders for each row
  when (old.financial_status is distinct from new.financial_status) execute function mark_order_to_score();

-- Counters by carrier or supplier, lane and period. Pages add up cells and never look at parcels.
create table score_cells (
  shop_id     integer not null references shops on delete cascade,
  who         text not null check (who in ('carrier', 'supplier')),
  -- Weeks (from Monday) for what is looked at closely, months for a year: both count every parcel.
  grain       text not null check (grain in ('week', 'month')),
  -- ISO alpha-2; '' = unknown, '*' = every lane together.
  origin      text not null,
  destination text not null,
  begins_on   date not null,
  -- Carrier family or supplier as compared; '' = unknown.
  name_key    text not null,
  -- As last written.
  name        text not null,
  parcels     integer not null,
  -- {counter: n}; counters as in app/domain/scorecards/parcel-score.ts, amounts in minor units by currency.
  counts      jsonb not null,
  -- {bin: n} of each step; bins as in app/domain/scorecards/step-bins.ts. Columns, because a page shows few of them.
  paid_number       jsonb not null,
  number_scan       jsonb not null,
  scan_handoff      jsonb not null,
  handoff_delivered jsonb not null,
  scan_delivered    jsonb not null,
  paid_delivered    jsonb not null,
  primary key (shop_id, who, grain, origin, destination, begins_on, name_key)
);
create index score_cells_of_name on score_cells (shop_id, who, grain, name_key, begins_on);
create index score_cells_lanes on score_cells (shop_id, who, grain, begins_on) include (origin, destination, name_key, parcels);

-- Two sets of counters as one; what has come to nothing is left out.
create function score_sum(a jsonb, b jsonb) returns jsonb language sql immutable parallel safe as $$
  select case when b = '{}' then a else (
    select coalesce(jsonb_object_agg(key, n), '{}') from (
      select key, sum(value::bigint) as n
        from (select * from jsonb_each(a) union all select * from jsonb_each(b)) each_one group by key
    ) summed where n <> 0
  ) end
$$;

do $$ declare t text; begin
  foreach t in array array['parcel_scores', 'parcels_to_score', 'score_cells'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant on %I to lastscan_app
      using (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int))
      with check (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int))$p$, t);
    execute format('grant select, insert, update, delete on %I to lastscan_app', t);
  end loop;
end $$;

-- What is asked across shops ---------------------------------------------------------------------------------------------
grant select (shop_id, fulfillment_id, position, marked_at) on parcels_to_score to lastscan_system;
create policy system_read on parcels_to_score for select to lastscan_system using (true);

create function shops_with_parcels_to_score(at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select s.shop_id, waiting.marked_at from shops s cross join lateral (
    select m.marked_at from parcels_to_score m where m.shop_id = s.shop_id
    order by m.fulfillment_id, m.position limit 1
  ) waiting where s.status = 'installed' order by waiting.marked_at, s.shop_id limit at_most;
end;

do $$ begin
  grant usage, create on schema public to lastscan_system;
  alter function shops_with_parcels_to_score(integer) security definer;
  alter function shops_with_parcels_to_score(integer) set search_path = pg_catalog, public, pg_temp;
  revoke all on function shops_with_parcels_to_score(integer) from public;
  grant execute on function shops_with_parcels_to_score(integer) to lastscan_app;
  alter function shops_with_parcels_to_score(integer) owner to lastscan_system;
  revoke create on schema public from lastscan_system;
end $$;
