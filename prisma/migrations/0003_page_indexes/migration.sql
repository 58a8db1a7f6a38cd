-- What the Parcels and Home pages read by.
--
-- A page of parcels is a merge of streams, one per (verdict, muted), each walked along one of three indexes in the
-- wanted order; a stream holds every row of its kind, so a tab or a set of tabs never sorts a shop's history.

drop index parcels_by_shipped;
drop index parcels_by_verdict_shipped;
drop index parcels_by_verdict_since;
drop index parcels_by_destination;

create index parcels_stream_shipped on parcels
  (shop_id, verdict, muted, shipped_at, fulfillment_id, position);
-- An unassessed parcel has no verdict_since: it waits since it was shipped.
create index parcels_stream_since on parcels
  (shop_id, verdict, muted, coalesce(verdict_since, shipped_at), fulfillment_id, position);
create index parcels_stream_value on parcels
  (shop_id, verdict, muted, value_minor, fulfillment_id, position);
-- Few parcels that share a carrier and a destination are gathered rather than looked for along a stream.
create index parcels_by_facet on parcels
  (shop_id, verdict, muted, coalesce(carrier_key, ''), coalesce(destination, ''));

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
