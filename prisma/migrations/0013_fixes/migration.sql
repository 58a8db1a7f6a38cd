-- What Lastscan was asked to mend in Shopify itself: one row a request, with what stood there before, so that it can be undone.
create table finding_fixes (
  shop_id    integer not null references shops on delete cascade,
  fix_id     uuid not null default gen_random_uuid(),
  finding_id uuid not null,
  -- As the finding named it: app/domain/findings/outcome.ts
  fix        jsonb not null,
  state      text not null check (state in ('queued', 'done', 'failed', 'undoing', 'undone')),
  -- What stood there; null until it was read.
  before     jsonb,
  -- A code, never Shopify's text.
  error      text,
  asked_by   text not null,
  asked_at   timestamptz not null,
  ended_at   timestamptz,
  primary key (shop_id, fix_id)
);
create index finding_fixes_of_finding on finding_fixes (shop_id, finding_id, asked_at);

alter table finding_fixes enable row level security;
alter table finding_fixes force row level security;
create policy tenant on finding_fixes to lastscan_app
  using (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int))
  with check (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int));
grant select, insert, update, delete on finding_fixes to lastscan_app;

alter table outbox drop constraint outbox_kind_check;
alter table outbox add constraint outbox_kind_check
  check (kind in ('tracking_write', 'mail', 'digest', 'shop_fix'));
