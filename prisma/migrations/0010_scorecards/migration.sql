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
  primary key (shop_id, who, grain, origin, destination, begins_on, name_key)
);
create index score_cells_of_name on score_cells (shop_id, who, grain, name_key, begins_on);
create index score_cells_lanes on score_cells (shop_id, who, grain, begins_on) include (origin, destination, parcels);

-- Two sets of counters as one; what has come to nothing is left out.
create function score_sum(a jsonb, b jsonb) returns jsonb language sql immutable parallel safe as $$
  select coalesce(jsonb_object_agg(key, n), '{}') from (
    select key, sum(value::bigint) as n
      from (select * from jsonb_each(a) union all select * from jsonb_each(b)) each_one group by key
  ) summed where n <> 0
$$;

do $$ declare t text; begin
  foreach t in array array['parcel_scores', 'score_cells'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant on %I to lastscan_app
      using (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int))
      with check (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int))$p$, t);
    execute format('grant select, insert, update, delete on %I to lastscan_app', t);
  end loop;
end $$;
