-- Lanes that learn: what was learned from each parcel, the counters it added to, and the model that verdicts are judged by.

-- What a silence is compared with (app/domain/lanes/lane-key.ts); null = nothing to be learned from it.
alter table parcels add column silence_key text;
-- A digest of all that a parcel teaches, as last judged; null = nothing yet. A parcel is to be learned when it changes.
alter table parcels add column journey_mark integer;

-- Parcels whose journey has changed since it was last learned. A table of its own, because taking a mark off a parcel's
-- row would write the row and its ten indexes once more.
create table parcels_to_learn (
  shop_id        integer not null references shops on delete cascade,
  fulfillment_id bigint not null,
  position       smallint not null,
  marked_at      timestamptz not null,
  primary key (shop_id, fulfillment_id, position)
);

-- What was learned from a parcel so far: taken back before the parcel is learned anew, so that learning twice is learning once.
create table parcel_journeys (
  shop_id        integer not null references shops on delete cascade,
  fulfillment_id bigint not null,
  position       smallint not null,
  -- Null = the parcel as a whole teaches nothing; `set_aside` says why.
  outcome        text check (outcome in ('delivered', 'returned', 'lost', 'open')),
  -- Family of the chain's first carrier, and the two ends; null = unknown.
  carrier        text,
  origin         char(2),
  destination    char(2),
  started_at     timestamptz not null,
  -- Null = it has not, as far as anybody knows.
  ended_at       timestamptz,
  -- [[stage, end, from (ms), days of its clock, plain days, bin of the days to delivery, bin of the share expected]]
  silences       jsonb not null default '[]',
  -- {reason: count}
  set_aside      jsonb not null default '{}',
  learned_at     timestamptz not null,
  primary key (shop_id, fulfillment_id, position)
) with (fillfactor = 85);
create index parcel_journeys_ended on parcel_journeys (shop_id, ended_at) where ended_at is not null;
create index parcel_journeys_open on parcel_journeys (shop_id, started_at) where outcome = 'open';

-- Counts that add up, by what they count and the month (UTC) in which it became known.
create table lane_cells (
  shop_id integer not null references shops on delete cascade,
  -- 'silence': waits that ended with a scan, by length. 'remaining': days from a scan to the delivery.
  -- 'pit': deliveries by the share that had been expected before them.
  kind    text not null check (kind in ('silence', 'remaining', 'pit')),
  -- `silenceKeyText`
  key     text not null,
  -- 'YYYY-MM'
  period  text not null,
  -- Without the zeros at the end.
  bins    integer[] not null,
  -- Silences that are known never to end.
  stuck   integer not null default 0,
  primary key (shop_id, kind, key, period)
) with (fillfactor = 70);

-- What nothing was learned from, by reason and the month in which the parcel started.
create table lane_set_aside (
  shop_id integer not null references shops on delete cascade,
  reason  text not null,
  period  text not null,
  count   integer not null,
  primary key (shop_id, reason, period)
);

-- Adds counts place by place; a shorter one counts as filled up with zeros. A loop, because most of what is added is zero:
-- an aggregate over both takes twice as long.
create function add_counts(bins integer[], added integer[]) returns integer[] language plpgsql immutable parallel safe as $$
begin
  for place in 1..cardinality(added) loop
    if added[place] <> 0 or place > cardinality(bins) then
      bins[place] := coalesce(bins[place], 0) + added[place];
    end if;
  end loop;
  return bins;
end $$;

-- Each model that was made. Version 0 is the prior that ships with the product and has no row.
create table lane_models (
  shop_id       integer not null references shops on delete cascade,
  version       integer not null,
  made_at       timestamptz not null,
  -- Share of good parcels that may be flagged, and what that came to (app/domain/lanes/patience.ts).
  budget        double precision not null,
  patience      double precision not null,
  flagged_share double precision not null,
  is_met        boolean not null,
  basis         text not null check (basis in ('history', 'usual_way')),
  -- Delivered parcels that the budget was solved on.
  parcels       integer not null,
  -- Whether days of the delivery model are business days of the destination.
  business_days boolean not null,
  set_aside     jsonb not null default '{}',
  drift         jsonb not null default '[]',
  -- The budgets and the rules in use elsewhere, replayed (app/contracts/alert-budget.ts).
  replay        jsonb not null default '{}',
  primary key (shop_id, version)
);

-- The newest model's counts, months faded and open silences included: whoever judges with a version has the same curves.
create table lane_model_cells (
  shop_id integer not null references shops on delete cascade,
  version integer not null,
  kind    text not null check (kind in ('silence', 'remaining', 'pit')),
  key     text not null,
  -- `moved` of a silence, `delivered` of remaining times, counts of expected shares. Without the zeros at the end.
  bins    double precision[] not null,
  stuck   double precision not null default 0,
  -- Still lasting, by length so far.
  open    double precision[] not null,
  primary key (shop_id, version, kind, key)
);

-- When the next model is due; null = nothing was learned since the newest.
alter table sync_state add column next_lane_model_at timestamptz;
-- Where learning everything anew stands, after the kind of days that are counted has changed: the last fulfillment done;
-- null = none is under way.
alter table sync_state add column relearn_after bigint;
create index sync_state_lane_model on sync_state (next_lane_model_at) where next_lane_model_at is not null;

-- Row-level security on every table above --------------------------------------------------------------------------------
do $$ declare t text; begin
  foreach t in array array['parcels_to_learn', 'parcel_journeys', 'lane_cells', 'lane_set_aside', 'lane_models',
    'lane_model_cells'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant on %I to lastscan_app
      using (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int))
      with check (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int))$p$, t);
    execute format('grant select, insert, update, delete on %I to lastscan_app', t);
  end loop;
end $$;

-- What is asked across shops ---------------------------------------------------------------------------------------------
grant select (shop_id, fulfillment_id, position, marked_at) on parcels_to_learn to lastscan_system;
create policy system_read on parcels_to_learn for select to lastscan_system using (true);
grant select (shop_id, next_lane_model_at) on sync_state to lastscan_system;

create function shops_with_parcels_to_learn(at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select s.shop_id, waiting.marked_at from shops s cross join lateral (
    select l.marked_at from parcels_to_learn l where l.shop_id = s.shop_id
    order by l.fulfillment_id, l.position limit 1
  ) waiting where s.status = 'installed' order by waiting.marked_at, s.shop_id limit at_most;
end;

create function shops_with_due_lane_models(now_at timestamptz, at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select s.shop_id, y.next_lane_model_at from sync_state y join shops s on s.shop_id = y.shop_id
    where y.next_lane_model_at <= now_at and s.status = 'installed'
    order by y.next_lane_model_at, s.shop_id limit at_most;
end;

do $$ declare f regprocedure; begin
  grant usage, create on schema public to lastscan_system;
  foreach f in array array['shops_with_parcels_to_learn(integer)',
    'shops_with_due_lane_models(timestamptz, integer)']::regprocedure[] loop
    execute format('alter function %s security definer', f);
    execute format('alter function %s set search_path = pg_catalog, public, pg_temp', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to lastscan_app', f);
    execute format('alter function %s owner to lastscan_system', f);
  end loop;
  revoke create on schema public from lastscan_system;
end $$;
