-- What shoppers see and ask, and the log that proves what was recorded.

-- The shoppers' view -----------------------------------------------------------------------------------------------------

create table shopper_state (
  shop_id      integer primary key references shops on delete cascade,
  -- While it is off nothing is made, written or answered.
  is_on        boolean not null default false,
  -- Null: the defaults (domain/shopper/shopper-settings.ts).
  settings     jsonb,
  version      integer not null default 1,
  updated_at   timestamptz not null,
  -- Since when it has been on; null: it is off.
  on_since     timestamptz,
  -- Why the last write of metafields failed, as a code; null: it did not.
  write_error  text
);

-- An order as its shopper sees it, and what of that stands in its metafield.
create table shopper_views (
  shop_id        integer not null references shops on delete cascade,
  order_id       bigint not null,
  -- See contracts/shopper.ts: a list of parcels.
  parcels        jsonb not null,
  digest         text not null,
  made_at        timestamptz not null,
  -- In the metafield alone: whoever names it sees the order's status page.
  order_key      text not null,
  -- HMAC, under the shop's key, of the customer that first named the key; null: nobody has.
  customer_hash  text,
  -- Of what was last handed to the outbox; null: nothing was.
  written_digest text,
  written_at     timestamptz,
  primary key (shop_id, order_id)
);
create index shopper_views_unwritten on shopper_views (shop_id, written_at nulls first)
  where digest is distinct from written_digest;
create index shopper_views_customer on shopper_views (shop_id, customer_hash) where customer_hash is not null;

-- Orders of which a parcel has changed in what its shopper sees.
create table shopper_views_due (
  shop_id  integer not null references shops on delete cascade,
  order_id bigint not null,
  primary key (shop_id, order_id)
);

create function mark_shopper_views() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into shopper_views_due (shop_id, order_id)
      select distinct n.shop_id, n.order_id from new_rows n join shopper_state s on s.shop_id = n.shop_id and s.is_on
      order by 1, 2 on conflict (shop_id, order_id) do update set order_id = excluded.order_id;
  else
    insert into shopper_views_due (shop_id, order_id)
      select distinct n.shop_id, n.order_id
      from new_rows n join shopper_state s on s.shop_id = n.shop_id and s.is_on
        join old_rows o on (o.shop_id, o.fulfillment_id, o.position) = (n.shop_id, n.fulfillment_id, n.position)
      where (n.verdict, n.cause, n.verdict_since, n.next_step, n.number, n.carrier, n.tracking_url, n.cancelled, n.milestone,
          n.last_scan_at, n.last_physical_at, n.delivered_at, n.estimated_delivery_at, n.silence_from, n.silence_limit_at,
          n.silence_key, n.origin, n.destination)
        is distinct from
          (o.verdict, o.cause, o.verdict_since, o.next_step, o.number, o.carrier, o.tracking_url, o.cancelled, o.milestone,
          o.last_scan_at, o.last_physical_at, o.delivered_at, o.estimated_delivery_at, o.silence_from, o.silence_limit_at,
          o.silence_key, o.origin, o.destination)
      order by 1, 2 on conflict (shop_id, order_id) do update set order_id = excluded.order_id;
  end if;
  return null;
end $$;
-- A plan made for few rows must not serve many.
alter function mark_shopper_views() set enable_nestloop = off;
create trigger parcels_shopper_insert after insert on parcels referencing new table as new_rows
  for each statement execute function mark_shopper_views();
create trigger parcels_shopper_update after update on parcels referencing old table as old_rows new table as new_rows
  for each statement execute function mark_shopper_views();

create function mark_shopper_views_of_legs() returns trigger language plpgsql as $$
begin
  insert into shopper_views_due (shop_id, order_id)
    select distinct p.shop_id, p.order_id
    from new_rows n join shopper_state s on s.shop_id = n.shop_id and s.is_on
      join parcels p on (p.shop_id, p.fulfillment_id, p.position) = (n.shop_id, n.fulfillment_id, n.position)
    order by 1, 2 on conflict (shop_id, order_id) do update set order_id = excluded.order_id;
  return null;
end $$;
alter function mark_shopper_views_of_legs() set enable_hashjoin = off;
alter function mark_shopper_views_of_legs() set enable_mergejoin = off;
alter function mark_shopper_views_of_legs() set enable_seqscan = off;
create trigger legs_shopper_insert after insert on legs referencing new table as new_rows
  for each statement execute function mark_shopper_views_of_legs();
create trigger legs_shopper_update after update on legs referencing new table as new_rows
  for each statement execute function mark_shopper_views_of_legs();

-- Asks -------------------------------------------------------------------------------------------------------------------

create table asks (
  shop_id        integer not null references shops on delete cascade,
  ask_id         uuid not null default gen_random_uuid(),
  order_id       bigint not null,
  order_name     text not null,
  -- Null: of the order as a whole.
  fulfillment_id bigint,
  position       smallint,
  kind           text not null check (kind in ('damaged', 'not_received', 'wrong_item', 'address', 'other', 'cancel')),
  -- 'open': staff is to write; 'answered': the shopper may write again, which opens it; 'closed': over.
  state          text not null default 'open' check (state in ('open', 'answered', 'closed')),
  -- Null: the customer was forgotten on request.
  customer_hash  text,
  language       text not null,
  -- The extension's own key of the attempt: sent twice, kept once.
  request_key    text not null,
  asked_at       timestamptz not null,
  -- By when the shopper was promised an answer to what was last written.
  due_at         timestamptz not null,
  answered_at    timestamptz,
  closed_at      timestamptz,
  closed_by      text,
  primary key (shop_id, ask_id),
  unique (shop_id, order_id, request_key)
);
create index asks_open on asks (shop_id, due_at, ask_id) where state = 'open';
create index asks_answered on asks (shop_id, answered_at desc, ask_id desc) where state = 'answered';
create index asks_closed on asks (shop_id, closed_at desc, ask_id desc) where state = 'closed';
create index asks_customer on asks (shop_id, customer_hash) where customer_hash is not null;
create index asks_order on asks (shop_id, order_id, asked_at);

create table ask_messages (
  shop_id     integer not null references shops on delete cascade,
  ask_id      uuid not null,
  seq         bigint generated always as identity,
  author      text not null check (author in ('shopper', 'staff')),
  -- 'user:<id>' for staff; 'shopper'.
  actor       text not null,
  -- Sealed (AAD: shop and 'ask_text'); null: erased on request.
  ciphertext  bytea,
  key_id      text,
  request_key text not null,
  at          timestamptz not null,
  primary key (shop_id, ask_id, seq),
  unique (shop_id, ask_id, request_key),
  foreign key (shop_id, ask_id) references asks on delete cascade
);

-- The log ----------------------------------------------------------------------------------------------------------------

-- Records that are not yet in the log, in the order in which they were written.
create table evidence_queue (
  shop_id        integer not null references shops on delete cascade,
  seq            bigint generated always as identity,
  kind           text not null,
  order_id       bigint,
  fulfillment_id bigint,
  position       smallint,
  record         jsonb not null,
  primary key (shop_id, seq)
);

create table evidence_logs (
  shop_id    integer primary key references shops on delete cascade,
  log_id     uuid not null unique default gen_random_uuid(),
  -- The checkpoint's first line, and the name of the key.
  origin     text not null,
  -- Ed25519, 32 bytes; the private one is sealed in shop_secrets.
  public_key bytea not null,
  size       bigint not null default 0,
  -- Hashes of the perfect subtrees at the right edge, largest first, 32 bytes each.
  frontier   bytea not null,
  created_at timestamptz not null
);

create table evidence_leaves (
  shop_id        integer not null,
  leaf_index     bigint not null,
  kind           text not null,
  order_id       bigint,
  fulfillment_id bigint,
  position       smallint,
  logged_at      timestamptz not null,
  -- SHA-256 of salt and record: the log's entry. Says nothing without them.
  commitment     bytea not null,
  salt           bytea,
  -- Canonical JSON; of an ask sealed instead (AAD: shop and 'evidence_record'). All null: erased, the log still verifies.
  record         text,
  sealed         bytea,
  key_id         text,
  primary key (shop_id, leaf_index)
) partition by hash (shop_id);
do $$ begin
  for i in 0..15 loop
    execute format('create table evidence_leaves_p%s partition of evidence_leaves for values with (modulus 16, remainder %s)', i, i);
  end loop;
end $$;
create index evidence_leaves_order on evidence_leaves (shop_id, order_id, leaf_index) where order_id is not null;
-- Whose order was not known when they were sealed: hardly any, and found all the same when a buyer is to be forgotten.
create index evidence_leaves_stray on evidence_leaves (shop_id, fulfillment_id) where order_id is null;
-- What is to be sealed again when keys are changed.
create index evidence_leaves_sealed on evidence_leaves (shop_id, leaf_index) where sealed is not null;

-- Tiles of 256 hashes (32 bytes each); the last one of a level may be partial and grows. Level 0: hashes of leaves.
create table evidence_tiles (
  shop_id    integer not null references shops on delete cascade,
  level      smallint not null,
  tile_index bigint not null,
  hashes     bytea not null,
  primary key (shop_id, level, tile_index)
);

create table evidence_checkpoints (
  shop_id   integer not null references shops on delete cascade,
  size      bigint not null,
  signed_at timestamptz not null,
  -- Signed note (C2SP tlog-checkpoint).
  note      text not null,
  primary key (shop_id, size)
);

create function queue_scans() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into evidence_queue (shop_id, kind, order_id, fulfillment_id, position, record)
      select n.shop_id, 'scan',
        (select f.order_id from fulfillments f where (f.shop_id, f.fulfillment_id) = (n.shop_id, n.fulfillment_id)),
        n.fulfillment_id, n.position, to_jsonb(n)
      from new_rows n
      order by n.received_at, n.occurred_at, n.fulfillment_id, n.source, n.event_id;
  else
    -- What is taken away from a scan when a buyer is forgotten says nothing new.
    insert into evidence_queue (shop_id, kind, order_id, fulfillment_id, position, record)
      select n.shop_id, 'scan',
        (select f.order_id from fulfillments f where (f.shop_id, f.fulfillment_id) = (n.shop_id, n.fulfillment_id)),
        n.fulfillment_id, n.position, to_jsonb(n)
      from new_rows n
        join old_rows o on (o.shop_id, o.fulfillment_id, o.source, o.event_id) = (n.shop_id, n.fulfillment_id, n.source, n.event_id)
      where (n.occurred_at, n.milestone, n.physical, n.raw_status, n.country)
          is distinct from (o.occurred_at, o.milestone, o.physical, o.raw_status, o.country)
        or n.message is not null and n.message is distinct from o.message
        or n.place is not null and n.place is distinct from o.place
      order by n.received_at, n.occurred_at, n.fulfillment_id, n.source, n.event_id;
  end if;
  return null;
end $$;
-- A batch joins what was with what is, and finds orders by key: a plan made for few rows must not serve many.
alter function queue_scans() set enable_nestloop = off;
alter function queue_scans() set enable_seqscan = off;
create trigger scans_logged_insert after insert on scans referencing new table as new_rows
  for each statement execute function queue_scans();
create trigger scans_logged_update after update on scans referencing old table as old_rows new table as new_rows
  for each statement execute function queue_scans();

create function queue_legs() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into evidence_queue (shop_id, kind, order_id, fulfillment_id, position, record)
      select n.shop_id, 'number',
        (select f.order_id from fulfillments f where (f.shop_id, f.fulfillment_id) = (n.shop_id, n.fulfillment_id)),
        n.fulfillment_id, n.position, to_jsonb(n)
      from new_rows n
      order by n.started_at, n.fulfillment_id, n.position, n.seq;
  else
    insert into evidence_queue (shop_id, kind, order_id, fulfillment_id, position, record)
      select n.shop_id, 'number',
        (select f.order_id from fulfillments f where (f.shop_id, f.fulfillment_id) = (n.shop_id, n.fulfillment_id)),
        n.fulfillment_id, n.position, to_jsonb(n)
      from new_rows n
        join old_rows o on (o.shop_id, o.fulfillment_id, o.position, o.seq) = (n.shop_id, n.fulfillment_id, n.position, n.seq)
      where (n.kind, n.number, n.carrier, n.replaced_at, n.linked_by, n.listed, n.continues_seq)
        is distinct from (o.kind, o.number, o.carrier, o.replaced_at, o.linked_by, o.listed, o.continues_seq)
      order by n.started_at, n.fulfillment_id, n.position, n.seq;
  end if;
  return null;
end $$;
alter function queue_legs() set enable_nestloop = off;
alter function queue_legs() set enable_seqscan = off;
create trigger legs_logged_insert after insert on legs referencing new table as new_rows
  for each statement execute function queue_legs();
create trigger legs_logged_update after update on legs referencing old table as old_rows new table as new_rows
  for each statement execute function queue_legs();

create function queue_link_events() returns trigger language plpgsql as $$
begin
  insert into evidence_queue (shop_id, kind, order_id, fulfillment_id, position, record)
    select n.shop_id, 'link',
        (select f.order_id from fulfillments f where (f.shop_id, f.fulfillment_id) = (l.shop_id, l.fulfillment_id)),
        l.fulfillment_id, l.position, to_jsonb(n) || jsonb_build_object('link', to_jsonb(l))
    from new_rows n join leg_links l on (l.shop_id, l.link_id) = (n.shop_id, n.link_id)
    order by n.seq;
  return null;
end $$;
alter function queue_link_events() set enable_hashjoin = off;
alter function queue_link_events() set enable_mergejoin = off;
alter function queue_link_events() set enable_seqscan = off;
create trigger link_events_logged after insert on leg_link_events referencing new table as new_rows
  for each statement execute function queue_link_events();

create function queue_messages() returns trigger language plpgsql as $$
begin
  insert into evidence_queue (shop_id, kind, order_id, fulfillment_id, position, record)
    select n.shop_id, 'message',
        (select f.order_id from fulfillments f where (f.shop_id, f.fulfillment_id) = (n.shop_id, n.fulfillment_id)),
        n.fulfillment_id, n.position, to_jsonb(n)
    from new_rows n
    order by n.created_at, n.message_id;
  return null;
end $$;
alter function queue_messages() set enable_seqscan = off;
create trigger messages_logged_insert after insert on messages referencing new table as new_rows
  for each statement execute function queue_messages();
create trigger messages_logged_update after update on messages referencing new table as new_rows
  for each statement execute function queue_messages();

create function queue_notices() returns trigger language plpgsql as $$
begin
  insert into evidence_queue (shop_id, kind, order_id, record)
    select n.shop_id, 'notice', n.order_id, to_jsonb(n) from new_rows n order by n.recorded_at, n.notice_id;
  return null;
end $$;
create trigger notices_logged_insert after insert on delay_notices referencing new table as new_rows
  for each statement execute function queue_notices();
create trigger notices_logged_update after update on delay_notices referencing new table as new_rows
  for each statement execute function queue_notices();

create function queue_ask_messages() returns trigger language plpgsql as $$
begin
  insert into evidence_queue (shop_id, kind, order_id, fulfillment_id, position, record)
    select n.shop_id, 'ask', a.order_id, a.fulfillment_id, a.position,
      to_jsonb(n) - 'ciphertext' || jsonb_build_object('ciphertext', encode(n.ciphertext, 'base64'), 'ask_kind', a.kind,
        'order_id', a.order_id)
    from new_rows n join asks a on (a.shop_id, a.ask_id) = (n.shop_id, n.ask_id) order by n.seq;
  return null;
end $$;
alter function queue_ask_messages() set enable_hashjoin = off;
alter function queue_ask_messages() set enable_mergejoin = off;
alter function queue_ask_messages() set enable_seqscan = off;
create trigger ask_messages_logged after insert on ask_messages referencing new table as new_rows
  for each statement execute function queue_ask_messages();

-- What was recorded before there was a log. Forced row-level security would hide it from the schema's owner.
do $$ declare t text; begin
  foreach t in array array['legs', 'scans', 'fulfillments', 'leg_links', 'leg_link_events', 'messages', 'delay_notices'] loop
    execute format('alter table %I no force row level security', t);
  end loop;
end $$;
insert into evidence_queue (shop_id, kind, order_id, fulfillment_id, position, record)
  select n.shop_id, 'number', f.order_id, n.fulfillment_id, n.position, to_jsonb(n)
  from legs n left join fulfillments f on (f.shop_id, f.fulfillment_id) = (n.shop_id, n.fulfillment_id)
  order by n.shop_id, n.started_at, n.fulfillment_id, n.position, n.seq;
insert into evidence_queue (shop_id, kind, order_id, fulfillment_id, position, record)
  select n.shop_id, 'scan', f.order_id, n.fulfillment_id, n.position, to_jsonb(n)
  from scans n left join fulfillments f on (f.shop_id, f.fulfillment_id) = (n.shop_id, n.fulfillment_id)
  order by n.shop_id, n.received_at, n.occurred_at, n.fulfillment_id, n.source, n.event_id;
insert into evidence_queue (shop_id, kind, order_id, fulfillment_id, position, record)
  select n.shop_id, 'link', f.order_id, l.fulfillment_id, l.position, to_jsonb(n) || jsonb_build_object('link', to_jsonb(l))
  from leg_link_events n join leg_links l on (l.shop_id, l.link_id) = (n.shop_id, n.link_id)
    left join fulfillments f on (f.shop_id, f.fulfillment_id) = (l.shop_id, l.fulfillment_id) order by n.seq;
insert into evidence_queue (shop_id, kind, order_id, fulfillment_id, position, record)
  select n.shop_id, 'message', f.order_id, n.fulfillment_id, n.position, to_jsonb(n)
  from messages n left join fulfillments f on (f.shop_id, f.fulfillment_id) = (n.shop_id, n.fulfillment_id)
  order by n.created_at, n.message_id;
insert into evidence_queue (shop_id, kind, order_id, record)
  select n.shop_id, 'notice', n.order_id, to_jsonb(n) from delay_notices n order by n.recorded_at, n.notice_id;
do $$ declare t text; begin
  foreach t in array array['legs', 'scans', 'fulfillments', 'leg_links', 'leg_link_events', 'messages', 'delay_notices'] loop
    execute format('alter table %I force row level security', t);
  end loop;
end $$;

-- What leaves ------------------------------------------------------------------------------------------------------------

alter table outbox drop constraint outbox_kind_check;
alter table outbox add constraint outbox_kind_check
  check (kind in ('tracking_write', 'mail', 'digest', 'shop_fix', 'shopper_views', 'dispute_evidence'));

-- Row-level security on every table above --------------------------------------------------------------------------------
do $$ declare t text; begin
  foreach t in array array['shopper_state', 'shopper_views', 'shopper_views_due', 'asks', 'ask_messages', 'evidence_queue',
    'evidence_logs', 'evidence_leaves', 'evidence_tiles', 'evidence_checkpoints'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant on %I to lastscan_app
      using (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int))
      with check (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int))$p$, t);
    execute format('grant select, insert, update, delete on %I to lastscan_app', t);
  end loop;
end $$;
do $$ declare t text; begin
  for t in select 'evidence_leaves_p' || i from generate_series(0, 15) i loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant on %I to lastscan_app
      using (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int))
      with check (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int))$p$, t);
    execute format('grant select, insert, update, delete on %I to lastscan_app', t);
  end loop;
end $$;
grant usage on all sequences in schema public to lastscan_app;

-- What is asked across shops ---------------------------------------------------------------------------------------------
grant select (shop_id, order_id) on shopper_views_due to lastscan_system;
grant select (shop_id, digest, written_digest, written_at) on shopper_views to lastscan_system;
grant select (shop_id, is_on) on shopper_state to lastscan_system;
grant select (shop_id, seq) on evidence_queue to lastscan_system;
grant select (shop_id, log_id) on evidence_logs to lastscan_system;
do $$ declare t text; begin
  foreach t in array array['shopper_views_due', 'shopper_views', 'shopper_state', 'evidence_queue', 'evidence_logs'] loop
    execute format('create policy system_read on %I for select to lastscan_system using (true)', t);
  end loop;
end $$;

-- Shops with an order whose view is to be made, or is to be written a minute after it was written last.
create function shops_with_shopper_views(now_at timestamptz, at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select t.shop_id, now_at from shopper_state t join shops s on s.shop_id = t.shop_id
  where t.is_on and s.status = 'installed' and (
    exists (select 1 from shopper_views_due d where d.shop_id = t.shop_id)
    or exists (select 1 from shopper_views v where v.shop_id = t.shop_id and v.digest is distinct from v.written_digest
      and (v.written_at is null or v.written_at <= now_at - interval '1 minute')))
  order by t.shop_id limit at_most;
end;

create function shops_with_evidence(at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select s.shop_id, s.installed_at from shops s cross join lateral (
    select q.seq from evidence_queue q where q.shop_id = s.shop_id order by q.seq limit 1
  ) oldest order by oldest.seq limit at_most;
end;

create function evidence_log_shop(wanted uuid) returns integer language sql stable
begin atomic
  select l.shop_id from evidence_logs l where l.log_id = wanted;
end;

-- Shops that have a log, those that left too: what is sealed there must open when they come back.
create function shops_with_log(after_shop_id integer, at_most integer) returns table (shop_id integer)
language sql stable
begin atomic
  select l.shop_id from evidence_logs l where l.shop_id > after_shop_id order by l.shop_id limit at_most;
end;

do $$ declare f text; begin
  execute 'grant usage, create on schema public to lastscan_system';
  foreach f in array array['shops_with_shopper_views(timestamptz, integer)', 'shops_with_evidence(integer)',
    'evidence_log_shop(uuid)', 'shops_with_log(integer, integer)'] loop
    execute format('alter function %s security definer set search_path = pg_catalog, public, pg_temp', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to lastscan_app', f);
    execute format('alter function %s owner to lastscan_system', f);
  end loop;
end $$;

-- What a shop granted is read from Shopify. The scopes of a stored token may be older, and every process registers a shop
-- again when it first meets it: they count only for a shop that comes, or comes back.
set local role lastscan_system;
create or replace function register_shop(new_domain text, new_scopes text, at timestamptz) returns setof shop_facts
language sql security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  insert into shops as s (domain, scopes, installed_at) values (lower(new_domain), new_scopes, at)
    on conflict (domain) do update set
      status = 'installed',
      uninstalled_at = null,
      scopes = case s.status when 'uninstalled' then excluded.scopes else s.scopes end,
      installed_at = case s.status when 'uninstalled' then excluded.installed_at else s.installed_at end
    returning s.shop_id, s.domain, s.name, s.currency::text, s.time_zone, s.country::text, s.status;
end;
reset role;
revoke create on schema public from lastscan_system;
