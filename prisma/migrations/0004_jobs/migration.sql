-- The doors between the runtime role and the job queue. graphile-worker's tables belong to the owner and have
-- row-level security on; the runtime role reaches them through these functions only, inside its own transaction.
-- plpgsql binds late: the queue's schema may be created after this migration.

create function enqueue_job(
  identifier text, payload json, queue_name text, run_at timestamptz, max_attempts integer,
  job_key text, priority integer, job_key_mode text
) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform graphile_worker.add_job(
    enqueue_job.identifier, enqueue_job.payload, queue_name => enqueue_job.queue_name, run_at => enqueue_job.run_at,
    max_attempts => enqueue_job.max_attempts, job_key => enqueue_job.job_key, priority => enqueue_job.priority,
    job_key_mode => enqueue_job.job_key_mode);
end $$;

-- Adds the job only when no live job holds its key. Unlike `replace` it neither resets the back-off of a failing job
-- nor queues a second one behind a running one: the tick repeats it every few seconds.
create function ensure_job(
  identifier text, payload json, queue_name text, run_at timestamptz, max_attempts integer,
  job_key text, priority integer
) returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (
    select from graphile_worker._private_jobs j
    where j.key = ensure_job.job_key and (j.locked_at is not null or j.attempts < j.max_attempts)
  ) then
    return false;
  end if;
  perform graphile_worker.add_job(
    ensure_job.identifier, ensure_job.payload, queue_name => ensure_job.queue_name, run_at => ensure_job.run_at,
    max_attempts => ensure_job.max_attempts, job_key => ensure_job.job_key, priority => ensure_job.priority);
  return true;
end $$;

-- Takes a shop's waiting jobs away (uninstall). Running ones see the shop's status at their next step and end.
create function remove_shop_jobs(for_shop_id integer) returns bigint
language plpgsql security definer set search_path = pg_catalog, public as $$
declare removed bigint;
begin
  delete from graphile_worker._private_jobs j
    where j.locked_at is null and j.payload->>'shopId' = for_shop_id::text;
  get diagnostics removed = row_count;
  return removed;
end $$;

-- Jobs of a shop that wait, and the age of the oldest that could run, for the Health page.
create function shop_queue(for_shop_id integer, out waiting bigint, out oldest_seconds double precision)
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  select count(*), extract(epoch from now() - min(j.run_at) filter (where j.run_at <= now()))
    into waiting, oldest_seconds
    from graphile_worker._private_jobs j where j.payload->>'shopId' = for_shop_id::text
      and (j.locked_at is not null or j.attempts < j.max_attempts);
end $$;

-- What the whole queue holds: jobs that could run now or are running, and the age of the oldest of them.
create function queue_pressure(out ready bigint, out oldest_seconds double precision)
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  select count(*), coalesce(extract(epoch from now() - min(j.run_at)), 0)
    into ready, oldest_seconds
    from graphile_worker._private_jobs j where j.run_at <= now() and j.attempts < j.max_attempts or j.locked_at is not null;
end $$;

-- Frees what dead workers hold: locks of pools whose heartbeat is older than the given age, or that never beat at all
-- (killed between taking a job and the first beat). Returns the pools freed.
create function free_dead_workers(stale_after interval) returns text[]
language plpgsql security definer set search_path = pg_catalog, public as $$
declare dead text[];
begin
  select array_agg(distinct held.locked_by) into dead from (
    select locked_by, locked_at from graphile_worker._private_jobs where locked_by is not null
    union all
    select locked_by, locked_at from graphile_worker._private_job_queues where locked_by is not null
  ) held
  left join public.worker_heartbeats beat on beat.worker_id = held.locked_by
  where coalesce(beat.beat_at, held.locked_at) < clock_timestamp() - stale_after;
  if dead is not null then
    perform graphile_worker.force_unlock_workers(dead);
    -- A job that a killed worker held had not failed: it runs again at once and keeps its attempts.
    perform pg_notify('jobs:insert', '{"count":' || array_length(dead, 1) || '}');
  end if;
  delete from public.worker_heartbeats where beat_at < clock_timestamp() - stale_after;
  return coalesce(dead, '{}');
end $$;

-- A failing job's back-off never grows beyond a bound, so that an outage of the source ends within that bound.
create function cap_back_off(bound interval) returns bigint
language plpgsql security definer set search_path = pg_catalog, public as $$
declare capped bigint;
begin
  update graphile_worker._private_jobs j set run_at = now() + bound
    where j.locked_at is null and j.attempts > 0 and j.attempts < j.max_attempts and j.run_at > now() + bound;
  get diagnostics capped = row_count;
  return capped;
end $$;

do $$ declare f text; begin
  foreach f in array array[
    'enqueue_job(text, json, text, timestamptz, integer, text, integer, text)',
    'ensure_job(text, json, text, timestamptz, integer, text, integer)',
    'remove_shop_jobs(integer)', 'shop_queue(integer)', 'queue_pressure()',
    'free_dead_workers(interval)', 'cap_back_off(interval)'
  ] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to lastscan_app, lastscan_system', f);
  end loop;
end $$;

-- How often an order was marked since it was last drained: a drain deletes only what it has seen, so a mark that
-- arrives while Shopify is being asked survives and is asked again.
alter table dirty_orders add column marks bigint not null default 1;

-- Installed shops whose local day has changed since their daily counts were last written.
grant select (counts_day_on) on sync_state to lastscan_system;
create function shops_with_new_day(now_at timestamptz, at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select s.shop_id, now_at from shops s join sync_state y on y.shop_id = s.shop_id
    where s.status = 'installed' and s.time_zone is not null and y.counts_day_on is not null
      and y.counts_day_on < (now_at at time zone s.time_zone)::date
    order by y.counts_day_on, s.shop_id limit at_most;
end;
-- Compliance requests not answered yet, of shops that are installed and of shops that have left.
grant select (shop_id, received_at, completed_at) on privacy_requests to lastscan_system;
create policy system_read on privacy_requests for select to lastscan_system using (true);
create index privacy_requests_open on privacy_requests (received_at) where completed_at is null;
create function shops_with_open_privacy_requests(at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select r.shop_id, min(r.received_at) from privacy_requests r where r.completed_at is null
    group by r.shop_id order by 2, 1 limit at_most;
end;

do $$ declare f regprocedure; begin
  grant usage, create on schema public to lastscan_system;
  foreach f in array array[
    'shops_with_new_day(timestamptz, integer)', 'shops_with_open_privacy_requests(integer)'
  ]::regprocedure[] loop
    execute format('alter function %s security definer', f);
    execute format('alter function %s set search_path = pg_catalog, public, pg_temp', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to lastscan_app', f);
    execute format('alter function %s owner to lastscan_system', f);
  end loop;
  revoke create on schema public from lastscan_system;
end $$;

-- When the order was last read by itself (not from a bulk file). Shopify's updated_at counts whole seconds, so an order
-- read within the second of its update may have changed once more since: the sweep then reads it again.
alter table orders add column read_at timestamptz;

-- Where the reassessment after a change of settings stands: the last fulfillment done; null = none is under way.
alter table sync_state add column reassess_after bigint;
-- Where the sweep stands between two of its slices: Shopify's cursor, and what it began with.
alter table sync_state add column sweep_cursor text;
alter table sync_state add column sweep_started_at timestamptz;
alter table sync_state add column sweep_orders bigint not null default 0;
alter table sync_state add column sweep_repaired bigint not null default 0;

-- A shop's own secrets other than its sessions: the key under which postcodes are hashed. Sealed (AES-256-GCM envelope).
create table shop_secrets (
  shop_id     integer not null references shops on delete cascade,
  secret_name text not null,
  ciphertext  bytea not null,
  key_id      text not null,
  primary key (shop_id, secret_name)
);
alter table shop_secrets enable row level security;
alter table shop_secrets force row level security;
create policy tenant on shop_secrets to lastscan_app
  using (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int))
  with check (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int));
grant select, insert, update, delete on shop_secrets to lastscan_app;

-- How often the run's bulk operation had to be started again, and whether it must do without the postcode.
alter table sync_runs add column attempts integer not null default 0;
alter table sync_runs add column without_postcode boolean not null default false;
