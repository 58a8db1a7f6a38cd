-- What the Parcels and Home pages read by.
--
-- A page of parcels is a merge of streams, one per (verdict, muted), each walked along one of three indexes in the
-- wanted order; a stream holds every row of its kind, so a tab or a set of tabs never sorts a shop's history.

drop index parcels_by_shipped;
drop index parcels_by_verdict_shipped;
drop index parcels_by_verdict_since;
drop index parcels_by_destination;

-- Filters are checked and rows are gathered inside these indexes: what a filter or another sort asks rides along.
create index parcels_stream_shipped on parcels
  (shop_id, verdict, muted, shipped_at, fulfillment_id, position)
  include (verdict_since, value_minor, carrier_key, destination);
-- An unassessed parcel has no verdict_since: it waits since it was shipped. Written as CASE and not as coalesce, here
-- and below, because row-level security lets no index be searched by coalesce: it does not count as leakproof.
create index parcels_stream_since on parcels
  (shop_id, verdict, muted, (case when verdict_since is null then shipped_at else verdict_since end), fulfillment_id, position)
  include (verdict_since, shipped_at, value_minor, carrier_key, destination);
create index parcels_stream_value on parcels
  (shop_id, verdict, muted, value_minor, fulfillment_id, position)
  include (shipped_at, carrier_key, destination);
-- Few parcels that share a carrier and a destination are gathered rather than looked for along a stream. An index is
-- read without its table only when it holds the columns of its own expressions too.
create index parcels_by_facet on parcels
  (shop_id, verdict, muted, (case when carrier_key is null then '' else carrier_key end),
   (case when destination is null then '' else destination end))
  include (carrier_key, destination, shipped_at, verdict_since, value_minor, fulfillment_id, position);

-- How many parcels each combination of the filters has: totals, the filters' choices, and the choice between
-- walking and gathering. '' stands for an unknown carrier or destination. Kept by statement triggers.
create table parcel_facets (
  shop_id     integer not null references shops on delete cascade,
  verdict     text not null,
  muted       boolean not null,
  carrier_key text not null,
  destination char(2) not null,
  count       bigint not null,
  primary key (shop_id, verdict, muted, carrier_key, destination)
);

insert into parcel_facets (shop_id, verdict, muted, carrier_key, destination, count)
  select shop_id, verdict, muted, coalesce(carrier_key, ''), coalesce(destination, ''), count(*)
  from parcels group by 1, 2, 3, 4, 5;

create function parcel_facets_apply() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into parcel_facets as f (shop_id, verdict, muted, carrier_key, destination, count)
      select shop_id, verdict, muted, coalesce(carrier_key, ''), coalesce(destination, ''), count(*)
      from new_rows group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
      on conflict (shop_id, verdict, muted, carrier_key, destination)
      do update set count = f.count + excluded.count;
  elsif tg_op = 'DELETE' then
    update parcel_facets f set count = f.count - d.n
      from (
        select shop_id, verdict, muted, coalesce(carrier_key, '') carrier_key,
          coalesce(destination, '') destination, count(*) n
        from old_rows group by 1, 2, 3, 4, 5
      ) d
      where (f.shop_id, f.verdict, f.muted, f.carrier_key, f.destination)
        = (d.shop_id, d.verdict, d.muted, d.carrier_key, d.destination);
  else
    insert into parcel_facets as f (shop_id, verdict, muted, carrier_key, destination, count)
      select shop_id, verdict, muted, carrier_key, destination, sum(n) from (
        select shop_id, verdict, muted, coalesce(carrier_key, '') carrier_key,
          coalesce(destination, '') destination, count(*) n
        from new_rows group by 1, 2, 3, 4, 5
        union all
        select shop_id, verdict, muted, coalesce(carrier_key, ''), coalesce(destination, ''), -count(*)
        from old_rows group by 1, 2, 3, 4, 5
      ) d group by 1, 2, 3, 4, 5 having sum(n) <> 0 order by 1, 2, 3, 4, 5
      on conflict (shop_id, verdict, muted, carrier_key, destination)
      do update set count = f.count + excluded.count;
  end if;
  return null;
end $$;
create trigger parcels_faceted_insert after insert on parcels referencing new table as new_rows
  for each statement execute function parcel_facets_apply();
create trigger parcels_faceted_delete after delete on parcels referencing old table as old_rows
  for each statement execute function parcel_facets_apply();
create trigger parcels_faceted_update after update on parcels referencing old table as old_rows new table as new_rows
  for each statement execute function parcel_facets_apply();

alter table parcel_facets enable row level security;
alter table parcel_facets force row level security;
create policy tenant on parcel_facets to lastscan_app
  using (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int))
  with check (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int));
grant select, insert, update, delete on parcel_facets to lastscan_app;

-- The latest import among the sweeps of a year, and the Health page's lists.
create index sync_runs_imports on sync_runs (shop_id, started_at desc) where kind = 'import';
create index sync_gaps_recent on sync_gaps (shop_id, last_at desc);
create index quarantined_lines_recent on quarantined_lines (shop_id, at desc, line_number desc);

-- Search -----------------------------------------------------------------------------------------------------------
-- Under row-level security, `true` as it may be, the planner takes no statistics for an operator that is not leakproof
-- and guesses that a fifth of the shop matches: left free, it would read the shop's every parcel for a rare text.
set local role lastscan_system;
alter function search_parcel_ids(text, integer) set enable_seqscan = off;
alter function search_parcel_ids(text, integer) set enable_indexscan = off;
alter function search_parcel_ids(text, integer) set enable_indexonlyscan = off;
reset role;

-- The same for several patterns at once: a text of two characters is looked for where the trigram index knows it, at the
-- beginnings of words. Takes the shop from the policies' setting, as `search_parcel_ids` does.
create function search_parcel_beginnings(patterns text[], at_most integer)
returns table (fulfillment_id bigint, "position" smallint) language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_custom_plan set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off as $$
begin
  return query select p.fulfillment_id, p.position from parcels p
    where p.shop_id = nullif(current_setting('app.shop_id', true), '')::integer and p.search_text ilike any (patterns)
    limit at_most;
end $$;
revoke all on function search_parcel_beginnings(text[], integer) from public;
grant execute on function search_parcel_beginnings(text[], integer) to lastscan_app;
grant create on schema public to lastscan_system;
alter function search_parcel_beginnings(text[], integer) owner to lastscan_system;
revoke create on schema public from lastscan_system;

-- The data lies on flash or in memory, where a page out of order costs little more than the next one. With the default
-- of 4 the planner reads the small tables of a few hundred shops from end to end.
do $$ begin
  execute format('alter database %I set random_page_cost = 1.1', current_database());
exception when insufficient_privilege then
  raise notice 'Set random_page_cost = 1.1 for this database: its owner may, this role may not.';
end $$;
