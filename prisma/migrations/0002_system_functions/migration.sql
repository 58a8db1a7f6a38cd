-- What must be asked across shops: who is this domain, and which shops have work waiting. The runtime role cannot
-- ask it (row-level security shows it one shop), so each question is one function of the role lastscan_system,
-- which may read just the columns named here and cannot log in. The runtime role may only call the functions.

grant select, insert, update on shops to lastscan_system;
grant select (shop_id, next_sweep_at) on sync_state to lastscan_system;
grant select (shop_id, fulfillment_id, position, review_at, search_text) on parcels to lastscan_system;
grant select (shop_id, received_at, state) on webhook_inbox to lastscan_system;
grant select (shop_id, marked_at) on dirty_orders to lastscan_system;
grant select (shop_id, kind, state, started_at) on sync_runs to lastscan_system;
grant select (shop_id, expires_at) on shop_sessions to lastscan_system;

create policy system_read on shops for select to lastscan_system using (true);
create policy system_insert on shops for insert to lastscan_system with check (true);
create policy system_update on shops for update to lastscan_system using (true) with check (true);
do $$ declare t text; begin
  foreach t in array array['sync_state', 'parcels', 'webhook_inbox', 'dirty_orders', 'sync_runs', 'shop_sessions'] loop
    execute format('create policy system_read on %I for select to lastscan_system using (true)', t);
  end loop;
end $$;

create index sync_state_due on sync_state (next_sweep_at) where next_sweep_at is not null;
create index shop_sessions_expiring on shop_sessions (expires_at) where expires_at is not null;
-- A shop's longest-waiting order comes first; also the order in which a drain takes them.
create index dirty_orders_oldest on dirty_orders (shop_id, marked_at, order_id);

-- Shops ------------------------------------------------------------------------------------------------------------
create type shop_facts as (
  shop_id integer, domain text, name text, currency text, time_zone text, country text, status text
);

create function shop_by_domain(wanted text) returns setof shop_facts language sql stable
begin atomic
  select s.shop_id, s.domain, s.name, s.currency::text, s.time_zone, s.country::text, s.status
    from shops s where s.domain = lower(wanted);
end;

-- Inserts the shop, or puts it back to installed; a shop that never left keeps the instant of its installation.
create function register_shop(new_domain text, new_scopes text, at timestamptz) returns setof shop_facts language sql
begin atomic
  insert into shops as s (domain, scopes, installed_at) values (lower(new_domain), new_scopes, at)
    on conflict (domain) do update set
      status = 'installed',
      uninstalled_at = null,
      scopes = excluded.scopes,
      installed_at = case s.status when 'uninstalled' then excluded.installed_at else s.installed_at end
    returning s.shop_id, s.domain, s.name, s.currency::text, s.time_zone, s.country::text, s.status;
end;

-- Does nothing when the shop came back after `at`: the message about its leaving was late.
create function mark_shop_uninstalled(gone text, at timestamptz) returns setof shop_facts language sql
begin atomic
  update shops s set status = 'uninstalled', uninstalled_at = at
    where s.domain = lower(gone) and s.installed_at <= at and s.status = 'installed'
    returning s.shop_id, s.domain, s.name, s.currency::text, s.time_zone, s.country::text, s.status;
end;

-- Installed shops in the order of their ids, after a given one (0 = from the start).
create function all_installed_shops(after_shop_id integer, at_most integer)
returns table (shop_id integer, domain text) language sql stable
begin atomic
  select s.shop_id, s.domain from shops s
    where s.shop_id > after_shop_id and s.status = 'installed' order by s.shop_id limit at_most;
end;

-- Work that waits --------------------------------------------------------------------------------------------------
-- Each looks once into an index for every installed shop, so one shop's backlog of a million costs as much as one row.
create function shops_with_due_reviews(now_at timestamptz, at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select s.shop_id, due.review_at from shops s cross join lateral (
    select p.review_at from parcels p where p.shop_id = s.shop_id and p.review_at <= now_at
    order by p.review_at limit 1
  ) due where s.status = 'installed' order by due.review_at, s.shop_id limit at_most;
end;

create function shops_with_due_sweeps(now_at timestamptz, at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select s.shop_id, y.next_sweep_at from sync_state y join shops s on s.shop_id = y.shop_id
    where y.next_sweep_at <= now_at and s.status = 'installed' order by y.next_sweep_at, s.shop_id limit at_most;
end;

create function shops_with_unprocessed_inbox(at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select s.shop_id, open.received_at from shops s cross join lateral (
    select w.received_at from webhook_inbox w where w.shop_id = s.shop_id and w.state = 'stored'
    order by w.received_at limit 1
  ) open order by open.received_at, s.shop_id limit at_most;
end;

create function shops_with_dirty_orders(at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select s.shop_id, oldest.marked_at from shops s cross join lateral (
    select d.marked_at from dirty_orders d where d.shop_id = s.shop_id order by d.marked_at limit 1
  ) oldest where s.status = 'installed' order by oldest.marked_at, s.shop_id limit at_most;
end;

create function shops_with_running_imports(at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select s.shop_id, r.started_at from shops s join sync_runs r on r.shop_id = s.shop_id
    where r.kind = 'import' and r.state = 'running' and s.status = 'installed'
    order by r.started_at, s.shop_id limit at_most;
end;

create function shops_with_expiring_sessions(before timestamptz, at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select s.shop_id, min(x.expires_at) from shop_sessions x join shops s on s.shop_id = x.shop_id
    where x.expires_at < before and s.status = 'installed'
    group by s.shop_id order by 2, 1 limit at_most;
end;

-- For metrics and readiness: how much waits, and since when. Late-bound: the queue's schema comes after the migrations.
create function queue_stats(
  out jobs_waiting bigint, out oldest_run_at timestamptz, out inbox_open bigint, out oldest_received_at timestamptz
) language plpgsql stable as $$
begin
  select count(*), min(j.run_at) into jobs_waiting, oldest_run_at
    from graphile_worker._private_jobs j where j.is_available and j.run_at <= now();
  select count(*), min(w.received_at) into inbox_open, oldest_received_at
    from webhook_inbox w where w.state = 'stored';
end $$;

-- Search -----------------------------------------------------------------------------------------------------------
-- ILIKE is not leakproof, so under row-level security the runtime role's own query would run it only on rows the
-- policy let through: by reading the shop's every parcel, never by the trigram index. Here the policy says `true` and
-- the function holds the line itself: it takes the shop from the same setting the policies use, not from its caller.
-- The plan is made for each pattern, because how many rows it finds decides between indexes.
create function search_parcel_ids(pattern text, at_most integer)
returns table (fulfillment_id bigint, "position" smallint) language plpgsql stable
set plan_cache_mode = force_custom_plan as $$
begin
  return query select p.fulfillment_id, p.position from parcels p
    where p.shop_id = nullif(current_setting('app.shop_id', true), '')::integer and p.search_text ilike pattern
    limit at_most;
end $$;

-- Rights -----------------------------------------------------------------------------------------------------------
-- A function can only be given to a role that the giver belongs to and that may create in the schema.
do $$ declare f regprocedure; begin
  execute format('grant lastscan_system to %I with inherit false, set true', current_user);
  grant usage, create on schema public to lastscan_system;
  foreach f in array array[
    'shop_by_domain(text)', 'register_shop(text, text, timestamptz)', 'mark_shop_uninstalled(text, timestamptz)',
    'all_installed_shops(integer, integer)', 'shops_with_due_reviews(timestamptz, integer)',
    'shops_with_due_sweeps(timestamptz, integer)', 'shops_with_unprocessed_inbox(integer)',
    'shops_with_dirty_orders(integer)', 'shops_with_running_imports(integer)',
    'shops_with_expiring_sessions(timestamptz, integer)', 'queue_stats()', 'search_parcel_ids(text, integer)'
  ]::regprocedure[] loop
    execute format('alter function %s security definer', f);
    execute format('alter function %s set search_path = pg_catalog, public, pg_temp', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to lastscan_app', f);
    execute format('alter function %s owner to lastscan_system', f);
  end loop;
  revoke create on schema public from lastscan_system;
end $$;
