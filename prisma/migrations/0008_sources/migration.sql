-- Tracking sources beside Shopify, the polling plan's state, incidents, the chain of legs, uploads, messages and the outbox.

-- A shop's own account at a tracking source. Keys are sealed (AAD = shop id and column).
create table source_connections (
  shop_id          integer not null references shops on delete cascade,
  source           text not null check (source in ('seventeen_track', 'aftership', 'inbound', 'csv')),
  -- 'refused': the source no longer takes the key; nothing is asked until a new one is saved.
  state            text not null check (state in ('connected', 'paused', 'refused')),
  key_ciphertext   bytea,
  key_id           text,
  -- What pushes are signed with: AfterShip's webhook secret, or the secret of the personal address.
  secret_ciphertext bytea,
  secret_key_id    text,
  -- Random part of the address that pushes are sent to; names shop and source, proves nothing.
  address          text unique,
  -- Lower is asked first.
  rank             smallint not null default 0,
  -- {"mode": "all" | "only" | "except", "carriers": [slug]}
  serves           jsonb not null default '{"mode": "all", "carriers": []}',
  -- Most calls a day (shop's zone); null = as many as the source allows.
  daily_calls      integer,
  -- What a thousand newly registered numbers cost (one is often less than a cent), minor units; null = unknown.
  per_thousand_minor integer,
  credit_currency  char(3),
  -- {"used", "remaining", "total", "at"} as the source last told; null = it does not tell.
  quota            jsonb,
  connected_at     timestamptz not null,
  asked_at         timestamptz,
  -- Last successful answer: the source clock.
  answered_at      timestamptz,
  failing_since    timestamptz,
  error_kind       text,
  error_at         timestamptz,
  -- Told to slow down: nothing is asked before.
  paused_until     timestamptz,
  -- All polling intervals are this many times as long, so that the plan keeps within daily_calls.
  stretch          double precision not null default 1,
  -- Share of its numbers that the source usually has not synced lately; null = not known yet.
  usual_stale      double precision,
  primary key (shop_id, source)
);

-- Each number asked of a source: what the source knows, and when it is asked next.
create table source_numbers (
  shop_id          integer not null references shops on delete cascade,
  source           text not null,
  number_key       text not null,
  number           text not null,
  carrier          text,
  destination      char(2),
  -- 'new': never registered there. 'ended': nothing more is expected.
  state            text not null check (state in
    ('new', 'pending', 'tracking', 'carrier_unknown', 'gave_up', 'refused', 'ended')),
  -- Which line of the polling plan holds (app/domain/polling).
  pace             text not null,
  -- Null: not asked any more (terminal, muted by its state, or served by pushes alone).
  next_poll_at     timestamptz,
  registered_at    timestamptz,
  asked_at         timestamptz,
  answered_at      timestamptz,
  -- When the source itself last heard from the carrier; null = it does not tell.
  synced_at        timestamptz,
  sync_failing     boolean not null default false,
  attempts         smallint not null default 0,
  error_code       text,
  -- Since when the source has stopped asking about it; null = it follows it.
  gave_up_at       timestamptz,
  -- When the source was told to go on after it had stopped, which it allows once; null = never.
  resumed_at       timestamptz,
  -- What the source says of the way, beside scans.
  shipper_country  char(2),
  recipient_country char(2),
  recipient_postcode_hash text,
  successor        jsonb,
  estimated_delivery_at timestamptz,
  primary key (shop_id, source, number_key)
);
create index source_numbers_due on source_numbers (shop_id, source, next_poll_at) where next_poll_at is not null;
-- Under a limit of calls what has waited longest for its own pace goes first.
create index source_numbers_due_by_pace on source_numbers (shop_id, source, pace, next_poll_at)
  where next_poll_at is not null;
create index source_numbers_by_number on source_numbers (shop_id, number_key);

-- One row a day and source: what it was asked and answered.
create table source_days (
  shop_id        integer not null references shops on delete cascade,
  source         text not null,
  day_on         date not null,
  calls          integer not null default 0,
  registered     integer not null default 0,
  answered       integer not null default 0,
  scans          integer not null default 0,
  pushes         integer not null default 0,
  pushes_refused integer not null default 0,
  -- {kind: count}
  errors         jsonb not null default '{}',
  primary key (shop_id, source, day_on)
);

-- Pushes are stored before they are acknowledged: what they say of numbers, nothing personal.
create table source_pushes (
  shop_id      integer not null references shops on delete cascade,
  source       text not null,
  -- SHA-256 of the body: the same push twice is one row.
  push_id      text not null,
  received_at  timestamptz not null,
  reports      jsonb not null,
  state        text not null default 'stored' check (state in ('stored', 'done', 'failed')),
  processed_at timestamptz,
  error        text,
  primary key (shop_id, source, push_id)
);
create index source_pushes_open on source_pushes (shop_id, received_at) where state = 'stored';

-- Physical scans heard per carrier, source and hour of happening: what is usual, so that a stop shows. By source, because
-- one scan told by two of them is two statements, and a source that is connected today told nothing last week.
create table carrier_hours (
  shop_id     integer not null references shops on delete cascade,
  carrier     text not null,
  source      text not null,
  hour_at     timestamptz not null,
  scans       integer not null default 0,
  primary key (shop_id, carrier, source, hour_at)
);

-- Whoever writes scans, each new physical one of the last four weeks is counted once: by the carrier of the leg it speaks of.
create function count_carrier_hours() returns trigger language plpgsql as $$
begin
  insert into carrier_hours as h (shop_id, carrier, source, hour_at, scans)
  select a.shop_id, l.carrier_key, a.source, date_trunc('hour', a.occurred_at, 'UTC'), count(*)
  from added a join legs l on l.shop_id = a.shop_id and l.fulfillment_id = a.fulfillment_id
    and l.position = coalesce(a.position, 0) and l.seq = a.leg_seq
  where a.physical and a.occurred_at > a.received_at - interval '29 days'
    and a.occurred_at <= a.received_at + interval '1 hour' and l.carrier_key is not null
  group by 1, 2, 3, 4 order by 1, 2, 3, 4
  on conflict (shop_id, carrier, source, hour_at) do update set scans = h.scans + excluded.scans;
  return null;
end $$;
-- A batch knows its legs by key; a plan made while the table was small must not read it from end to end later.
alter function count_carrier_hours() set enable_hashjoin = off;
alter function count_carrier_hours() set enable_mergejoin = off;
create trigger scans_carrier_hours after insert on scans referencing new table as added
  for each statement execute function count_carrier_hours();

-- A stop of many parcels together: a source that does not answer or sync, or a carrier that stopped scanning.
create table source_incidents (
  shop_id     integer not null references shops on delete cascade,
  incident_id uuid not null default gen_random_uuid(),
  kind        text not null check (kind in ('source', 'carrier')),
  source      text,
  carrier     text,
  began_at    timestamptz not null,
  noticed_at  timestamptz not null,
  ended_at    timestamptz,
  -- Parcels on their way that it concerns, and of them those whose alarm is held back.
  parcels     integer not null default 0,
  held_back   integer not null default 0,
  -- What was expected, what was seen, how unlikely that is.
  statistic   jsonb not null default '{}',
  primary key (shop_id, incident_id)
);
create unique index source_incidents_open on source_incidents (shop_id, kind, source, carrier) nulls not distinct
  where ended_at is null;
create index source_incidents_recent on source_incidents (shop_id, began_at desc);

-- How the shop wants sources and links handled.
create table source_settings (
  shop_id    integer primary key references shops on delete cascade,
  -- Confirm a next number without asking when the carrier's own record states it.
  confirm_stated boolean not null default false,
  -- Write a confirmed last-mile number to the Shopify fulfillment.
  write_back boolean not null default false,
  updated_at timestamptz not null
);

alter table sync_state add column next_watch_at timestamptz;

-- The chain of legs ---------------------------------------------------------------------------------------------------
-- `listed`: Shopify lists (or listed) it. Others are known to Lastscan alone: uploaded, stated by a source, typed in.
alter table legs add column listed boolean not null default true;
-- The leg (seq) that this one continues, once that is confirmed: both belong to one journey. Null = it begins one.
alter table legs add column continues_seq smallint;

create table leg_links (
  shop_id         integer not null references shops on delete cascade,
  link_id         uuid not null default gen_random_uuid(),
  fulfillment_id  bigint not null,
  position        smallint not null,
  -- The number it follows; null = the parcel had none.
  from_number_key text,
  number          text not null,
  number_key      text not null,
  carrier         text,
  kind            text not null check (kind in ('supplier', 'linehaul', 'last_mile', 'unknown')),
  state           text not null check (state in ('proposed', 'confirmed', 'rejected', 'undone', 'superseded')),
  -- What it rests on: a source's statement, a number changed at Shopify, an upload, a person.
  basis           text not null check (basis in ('source', 'number_changed', 'upload', 'person')),
  source          text,
  upload_id       uuid,
  evidence        jsonb not null default '[]',
  proposed_at     timestamptz not null,
  decided_at      timestamptz,
  -- 'user:<id>', 'rule:confirm_stated'; null = open.
  decided_by      text,
  -- The fulfillment at Shopify: 'off' = not asked for.
  write_state     text not null default 'off' check (write_state in
    ('off', 'queued', 'written', 'failed', 'overwritten', 'theirs_kept', 'restored')),
  -- Tracking info before ours was written, and what another app put over it: [{number, company, url}].
  before_write    jsonb,
  overwritten_by  jsonb,
  primary key (shop_id, link_id)
);
create unique index leg_links_live on leg_links (shop_id, fulfillment_id, position, number_key)
  where state in ('proposed', 'confirmed');
create index leg_links_open on leg_links (shop_id, proposed_at) where state = 'proposed';
create index leg_links_overwritten on leg_links (shop_id, decided_at) where write_state = 'overwritten';
create index leg_links_upload on leg_links (shop_id, upload_id) where upload_id is not null;
create index leg_links_parcel on leg_links (shop_id, fulfillment_id, position);

-- Who did what to a link, never overwritten.
create table leg_link_events (
  shop_id integer not null references shops on delete cascade,
  link_id uuid not null,
  seq     bigint generated always as identity,
  at      timestamptz not null,
  action  text not null,
  actor   text not null,
  detail  jsonb not null default '{}',
  primary key (shop_id, link_id, seq),
  foreign key (shop_id, link_id) references leg_links on delete cascade
);

-- Everything that leaves: written with its cause, sent by a job.
create table outbox (
  shop_id         integer not null references shops on delete cascade,
  outbox_id       uuid not null default gen_random_uuid(),
  kind            text not null check (kind in ('tracking_write', 'mail')),
  -- The effect's own key: asked twice, done once.
  effect_key      text not null,
  payload         jsonb not null,
  state           text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'cancelled')),
  attempts        smallint not null default 0,
  next_attempt_at timestamptz not null,
  created_at      timestamptz not null,
  sent_at         timestamptz,
  error           text,
  primary key (shop_id, outbox_id),
  unique (shop_id, kind, effect_key)
);
create index outbox_waiting on outbox (shop_id, next_attempt_at) where state = 'waiting';

-- Numbers that prove to be wrong ----------------------------------------------------------------------------------------
alter table parcels add column proofs jsonb not null default '[]';
-- The source that last spoke of this parcel's numbers, and when: the second clock. Null = none has.
alter table parcels add column answered_by text;
alter table parcels add column source_answered_at timestamptz;
-- Since when a person has had sources asked no more about this parcel; null = they are asked.
alter table parcels add column unfollowed_at timestamptz;

create table proof_dismissals (
  shop_id        integer not null references shops on delete cascade,
  fulfillment_id bigint not null,
  position       smallint not null,
  number_key     text not null,
  code           text not null,
  reason         text not null,
  dismissed_by   text not null,
  dismissed_at   timestamptz not null,
  primary key (shop_id, fulfillment_id, position, number_key, code)
);

-- Uploads -----------------------------------------------------------------------------------------------------------------
create table uploads (
  shop_id     integer not null references shops on delete cascade,
  upload_id   uuid not null default gen_random_uuid(),
  kind        text not null check (kind in ('numbers', 'scans')),
  file_name   text not null,
  encoding    text not null,
  -- How the file was read: which column is what, what the columns are called, order of days and months.
  columns     jsonb not null default '{}',
  state       text not null check (state in
    ('matching', 'preview', 'applying', 'applied', 'undoing', 'undone', 'failed')),
  rows_total  integer not null default 0,
  rows_done   integer not null default 0,
  created_at  timestamptz not null,
  created_by  text not null,
  applied_at  timestamptz,
  undone_at   timestamptz,
  error       text,
  primary key (shop_id, upload_id)
);
create index uploads_recent on uploads (shop_id, created_at desc);

-- Only the columns we know are kept: buyers' names and addresses in a supplier's file never reach the table.
create table upload_rows (
  shop_id        integer not null references shops on delete cascade,
  upload_id      uuid not null,
  line           integer not null,
  cells          jsonb not null,
  -- Rows that are matched together: those of one order, else those of one number.
  group_key      text not null,
  -- Key of the number that the parcel is to have in the end; null = the row has none.
  number_key     text,
  outcome        text not null check (outcome in
    ('waiting', 'matched', 'unsure', 'unmatched', 'duplicate', 'already', 'bad')),
  reasons        jsonb not null default '[]',
  candidates     jsonb not null default '[]',
  fulfillment_id bigint,
  position       smallint,
  decision       text check (decision in ('apply', 'skip')),
  applied_at     timestamptz,
  primary key (shop_id, upload_id, line)
);
create index upload_rows_outcome on upload_rows (shop_id, upload_id, outcome, line);
create index upload_rows_group on upload_rows (shop_id, upload_id, group_key);
create index upload_rows_number on upload_rows (shop_id, upload_id, number_key) where number_key is not null;
create index upload_rows_parcel on upload_rows (shop_id, upload_id, fulfillment_id, position)
  where fulfillment_id is not null;
-- What rows are matched by: an order's name, and parcels that still have no number.
create index orders_name on orders (shop_id, name);
create index parcels_without_number on parcels (shop_id, shipped_at) where number_key is null;

-- Messages to carriers and suppliers -----------------------------------------------------------------------------------
create table contacts (
  shop_id          integer not null references shops on delete cascade,
  contact_id       uuid not null default gen_random_uuid(),
  -- 'shop': the merchant's own address, to which answers go.
  kind             text not null check (kind in ('carrier', 'supplier', 'shop')),
  name             text not null,
  language         text not null,
  email_ciphertext bytea not null,
  email_key_id     text not null,
  updated_at       timestamptz not null,
  primary key (shop_id, contact_id),
  unique (shop_id, kind, name)
);
create table messages (
  shop_id        integer not null references shops on delete cascade,
  message_id     uuid not null default gen_random_uuid(),
  fulfillment_id bigint not null,
  position       smallint not null,
  kind           text not null check (kind in ('carrier', 'supplier')),
  to_name        text not null,
  language       text not null,
  channel        text not null check (channel in ('copied', 'mail')),
  subject        text not null,
  body           text not null,
  answer_by_on   date,
  state          text not null check (state in ('logged', 'queued', 'sent', 'failed')),
  created_at     timestamptz not null,
  created_by     text not null,
  sent_at        timestamptz,
  error          text,
  primary key (shop_id, message_id)
);
create index messages_parcel on messages (shop_id, fulfillment_id, position, created_at desc);

-- Row-level security on every table above --------------------------------------------------------------------------------
do $$ declare t text; begin
  foreach t in array array['source_connections', 'source_numbers', 'source_days', 'source_pushes', 'carrier_hours',
    'source_incidents', 'source_settings', 'leg_links', 'leg_link_events', 'outbox', 'proof_dismissals', 'uploads',
    'upload_rows', 'contacts', 'messages'] loop
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
grant select (shop_id, source, state, address, paused_until) on source_connections to lastscan_system;
grant select (shop_id, source, next_poll_at) on source_numbers to lastscan_system;
grant select (shop_id, received_at, state) on source_pushes to lastscan_system;
grant select (shop_id, next_attempt_at, state) on outbox to lastscan_system;
grant select (shop_id, next_watch_at) on sync_state to lastscan_system;
grant select (shop_id, created_at, state) on uploads to lastscan_system;
do $$ declare t text; begin
  foreach t in array array['source_connections', 'source_numbers', 'source_pushes', 'outbox', 'uploads'] loop
    execute format('create policy system_read on %I for select to lastscan_system using (true)', t);
  end loop;
end $$;

-- Whose address a push was sent to.
create function push_address(wanted text) returns table (shop_id integer, source text) language sql stable
begin atomic
  select c.shop_id, c.source from source_connections c join shops s on s.shop_id = c.shop_id
    where c.address = wanted and s.status = 'installed';
end;

create function shops_with_due_polls(now_at timestamptz, at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select c.shop_id, min(due.next_poll_at) from source_connections c join shops s on s.shop_id = c.shop_id
    cross join lateral (
      select n.next_poll_at from source_numbers n
      where n.shop_id = c.shop_id and n.source = c.source and n.next_poll_at <= now_at
      order by n.next_poll_at limit 1
    ) due
    where s.status = 'installed' and c.state = 'connected' and (c.paused_until is null or c.paused_until <= now_at)
    group by c.shop_id order by 2, 1 limit at_most;
end;

create function shops_with_open_pushes(at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select s.shop_id, open.received_at from shops s cross join lateral (
    select p.received_at from source_pushes p where p.shop_id = s.shop_id and p.state = 'stored'
    order by p.received_at limit 1
  ) open where s.status = 'installed' order by open.received_at, s.shop_id limit at_most;
end;

create function shops_with_outbox(now_at timestamptz, at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select s.shop_id, open.next_attempt_at from shops s cross join lateral (
    select o.next_attempt_at from outbox o where o.shop_id = s.shop_id and o.state = 'waiting'
      and o.next_attempt_at <= now_at
    order by o.next_attempt_at limit 1
  ) open where s.status = 'installed' order by open.next_attempt_at, s.shop_id limit at_most;
end;

create function shops_with_due_watch(now_at timestamptz, at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  -- Null: installed and never looked at.
  select s.shop_id, coalesce(y.next_watch_at, now_at) from sync_state y join shops s on s.shop_id = y.shop_id
    where (y.next_watch_at is null or y.next_watch_at <= now_at) and s.status = 'installed'
    order by y.next_watch_at nulls first, s.shop_id limit at_most;
end;

create function shops_with_open_uploads(at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select u.shop_id, min(u.created_at) from uploads u join shops s on s.shop_id = u.shop_id
    where u.state in ('matching', 'applying', 'undoing') and s.status = 'installed'
    group by u.shop_id order by 2, 1 limit at_most;
end;
create index uploads_open on uploads (created_at) where state in ('matching', 'applying', 'undoing');
create index sync_state_watch on sync_state (next_watch_at nulls first);

do $$ declare f regprocedure; begin
  grant usage, create on schema public to lastscan_system;
  foreach f in array array['push_address(text)', 'shops_with_due_polls(timestamptz, integer)',
    'shops_with_open_pushes(integer)', 'shops_with_outbox(timestamptz, integer)',
    'shops_with_due_watch(timestamptz, integer)', 'shops_with_open_uploads(integer)']::regprocedure[] loop
    execute format('alter function %s security definer', f);
    execute format('alter function %s set search_path = pg_catalog, public, pg_temp', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to lastscan_app', f);
    execute format('alter function %s owner to lastscan_system', f);
  end loop;
  revoke create on schema public from lastscan_system;
end $$;

-- Nobody asks this any more: whoever has an open inbox has dirty orders.
drop function shops_with_unprocessed_inbox(integer);
