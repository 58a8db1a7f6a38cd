-- Compliance: what a rule may rest on, what was found, and what people said to it.

-- Facts -----------------------------------------------------------------------------------------------------------------

-- Of the shop itself, one row a kind: policies, locales, markets, pages, menus, privacy, return_rules, locations.
create table shop_side (
  shop_id    integer not null references shops on delete cascade,
  name       text not null,
  -- Null: could not be read; `missing` says why.
  value      jsonb,
  -- {"kind": "scope", "scope": "read_markets"}; app/domain/findings/fact.ts
  missing    jsonb,
  read_at    timestamptz not null,
  changed_at timestamptz not null,
  primary key (shop_id, name),
  check ((value is null) = (missing is not null))
);

-- Every version of a policy since install; a row only when the text changed.
create table policy_versions (
  shop_id integer not null references shops on delete cascade,
  type    text not null,
  locale  text not null,
  seen_at timestamptz not null,
  -- As the merchant typed it; at most 1 MB is kept. Null: the policy was taken away.
  body    text,
  url     text,
  sha256  text not null,
  primary key (shop_id, type, locale, seen_at)
);

create table products (
  shop_id    integer not null references shops on delete cascade,
  product_id bigint not null,
  title      text not null,
  status     text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  read_at    timestamptz not null,
  -- Everything rules read of it, variants included (app/db/products.server.ts).
  facts      jsonb not null,
  -- Digest of `facts`: an unchanged product is not written again.
  digest     text not null,
  primary key (shop_id, product_id)
);

create table variants (
  shop_id    integer not null references shops on delete cascade,
  variant_id bigint not null,
  product_id bigint not null,
  title      text not null,
  sku        text,
  primary key (shop_id, variant_id)
);
create index variants_of_product on variants (shop_id, product_id);
create index variants_of_sku on variants (shop_id, sku) where sku is not null;

-- Prices since install; a row only when something changed. Shopify keeps no history, so nothing here can be read again.
create table price_points (
  shop_id          integer not null references shops on delete cascade,
  variant_id       bigint not null,
  -- ISO alpha-2 of a market; '' = the shop's own price.
  country          text not null,
  seen_at          timestamptz not null,
  currency         char(3) not null,
  price_minor      bigint not null,
  compare_at_minor bigint,
  primary key (shop_id, variant_id, country, seen_at)
);

-- What an order says beside `orders`: payments, refunds, delivery method, promises, duties.
create table order_details (
  shop_id  integer not null references shops on delete cascade,
  order_id bigint not null,
  read_at  timestamptz not null,
  details  jsonb not null,
  primary key (shop_id, order_id)
);

create table order_lines (
  shop_id              integer not null references shops on delete cascade,
  order_id             bigint not null,
  line_id              bigint not null,
  product_id           bigint,
  variant_id           bigint,
  title                text not null,
  sku                  text,
  quantity             integer not null,
  unfulfilled_quantity integer not null,
  requires_shipping    boolean not null,
  currency             char(3) not null,
  -- Of the whole quantity, after discounts.
  total_minor          bigint not null,
  selling_plan         text,
  ordered_at           timestamptz not null,
  primary key (shop_id, order_id, line_id)
);
create index order_lines_of_product on order_lines (shop_id, product_id, ordered_at) where product_id is not null;
create index order_lines_of_variant on order_lines (shop_id, variant_id, ordered_at) where variant_id is not null;

create table returns (
  shop_id   integer not null references shops on delete cascade,
  return_id bigint not null,
  order_id  bigint not null,
  read_at   timestamptz not null,
  facts     jsonb not null,
  primary key (shop_id, return_id)
);
create index returns_of_order on returns (shop_id, order_id);

create table disputes (
  shop_id      integer not null references shops on delete cascade,
  dispute_id   bigint not null,
  order_id     bigint,
  status       text not null,
  initiated_at timestamptz not null,
  read_at      timestamptz not null,
  facts        jsonb not null,
  primary key (shop_id, dispute_id)
);
create index disputes_of_order on disputes (shop_id, order_id) where order_id is not null;
create index disputes_by_time on disputes (shop_id, initiated_at);

-- Delay notices that the merchant sent, and what buyers answered.
create table delay_notices (
  shop_id     integer not null references shops on delete cascade,
  order_id    bigint not null,
  notice_id   uuid not null default gen_random_uuid(),
  sent_at     timestamptz not null,
  -- Null: without a new date.
  new_ship_by timestamptz,
  answer      text not null default 'none' check (answer in ('none', 'accepted', 'cancelled')),
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (shop_id, order_id, notice_id)
);

-- When the shop's facts are to be read again, and how far the catalogue has been read.
create table compliance_state (
  shop_id          integer primary key references shops on delete cascade,
  -- When the record of prices and policies began.
  watching_since   timestamptz not null,
  -- Null: the catalogue has not been read to its end.
  products_read_at timestamptz,
  products_cursor  text,
  next_facts_at    timestamptz not null,
  -- Rules whose new version has to be asked of everything: catalogue's digest at the last full pass.
  catalogue        text,
  -- Where a full pass stands: {kind, after}; null: none runs.
  full_pass        jsonb,
  last_full_at     timestamptz,
  digest_sent_on   date
);

-- What people say --------------------------------------------------------------------------------------------------------

create table compliance_settings (
  shop_id    integer primary key references shops on delete cascade,
  -- app/domain/findings/compliance-settings.ts
  settings   jsonb not null,
  version    integer not null default 1,
  updated_at timestamptz not null
);

create table attestations (
  shop_id        integer not null references shops on delete cascade,
  attestation_id uuid not null default gen_random_uuid(),
  -- Rule and question: `POL-WDR-01.function_in_footer`.
  code           text not null,
  subject_kind   text not null,
  subject_id     text not null,
  answer         text not null check (answer in ('yes', 'no')),
  -- Which of several accepted answers; '' where there is one.
  choice         text not null default '',
  note           text not null default '',
  link           text,
  file_name      text,
  file_type      text,
  file_bytes     bytea,
  given_by       text not null,
  given_at       timestamptz not null,
  -- Null: until taken back.
  valid_until    timestamptz,
  withdrawn_at   timestamptz,
  withdrawn_by   text,
  primary key (shop_id, attestation_id)
);
create index attestations_of_subject on attestations (shop_id, subject_kind, subject_id, code);

-- Findings ---------------------------------------------------------------------------------------------------------------

create table findings (
  shop_id         integer not null references shops on delete cascade,
  finding_id      uuid not null default gen_random_uuid(),
  -- rule|kind|subject|start of the clock: app/domain/findings/fingerprint.ts
  fingerprint     text not null,
  rule_id         text not null,
  rule_version    text not null,
  subject_kind    text not null,
  subject_id      text not null,
  -- As shown: the order's name, the product's title.
  label           text not null,
  order_id        bigint,
  product_id      bigint,
  -- What the rule says now. `suppressed_until` lies beside it: a finding that was set aside goes on being judged.
  verdict         text not null check (verdict in ('pass', 'upcoming', 'fail', 'unknown', 'not_applicable')),
  authority       text not null,
  severity        text not null,
  -- 4 critical … 1 low, to sort by.
  severity_rank   smallint not null,
  certainty       text not null,
  jurisdictions   text[] not null,
  message         jsonb not null,
  clock_start     timestamptz,
  deadline_at     timestamptz,
  no_deadline     text,
  -- [{minor, currency}], one a currency, never added up over currencies.
  exposure        jsonb not null default '[]',
  -- The part in the shop's currency, to sort and add by; 0 where there is none.
  exposure_minor  bigint not null default 0,
  no_exposure     text,
  missing         jsonb not null default '[]',
  trace           jsonb not null default '[]',
  quotes          jsonb not null default '[]',
  fixes           jsonb not null default '[]',
  template        jsonb not null default '{}',
  params          jsonb not null default '[]',
  first_seen_at   timestamptz not null,
  -- Since when the verdict is what it is.
  verdict_since   timestamptz not null,
  judged_at       timestamptz not null,
  -- When it turned to pass or no longer applied; null: open.
  cured_at        timestamptz,
  suppressed_until timestamptz,
  suppressed_why  text,
  suppressed_by   text,
  assignee        text,
  primary key (shop_id, finding_id),
  unique (shop_id, fingerprint)
);
create index findings_open on findings (shop_id, deadline_at, finding_id) where cured_at is null;
create index findings_of_rule on findings (shop_id, rule_id, deadline_at, finding_id) where cured_at is null;
create index findings_of_subject on findings (shop_id, subject_kind, subject_id);
create index findings_of_order on findings (shop_id, order_id) where order_id is not null and cured_at is null;
create index findings_cured on findings (shop_id, cured_at) where cured_at is not null;
create index findings_suppressed on findings (shop_id, suppressed_until) where suppressed_until is not null;

-- What happened to a finding: found, turned, cured, opened again, suppressed, assigned, fixed, notice recorded.
create table finding_events (
  shop_id    integer not null references shops on delete cascade,
  finding_id uuid not null,
  at         timestamptz not null,
  seq        bigint generated always as identity,
  kind       text not null,
  actor      text not null,
  detail     jsonb not null default '{}',
  primary key (shop_id, finding_id, at, seq)
);
create index finding_events_by_time on finding_events (shop_id, at);

-- When time alone could turn a verdict, kept for passes too: the tick reads only what is due.
create table rule_reviews (
  shop_id      integer not null references shops on delete cascade,
  subject_kind text not null,
  subject_id   text not null,
  rule_id      text not null,
  review_at    timestamptz not null,
  primary key (shop_id, subject_kind, subject_id, rule_id)
);
create index rule_reviews_due on rule_reviews (shop_id, review_at);

-- Subjects of which a fact has changed since they were last judged, with the groups of facts that did.
create table subjects_to_judge (
  shop_id      integer not null references shops on delete cascade,
  subject_kind text not null,
  subject_id   text not null,
  -- app/domain/findings/fact-groups.ts; '*' = every rule.
  groups       text[] not null,
  marked_at    timestamptz not null default now(),
  primary key (shop_id, subject_kind, subject_id)
);


do $$ declare t text; begin
  foreach t in array array['shop_side', 'policy_versions', 'products', 'variants', 'price_points', 'order_details',
    'order_lines', 'returns', 'disputes', 'delay_notices', 'compliance_state', 'compliance_settings', 'attestations',
    'findings', 'finding_events', 'rule_reviews', 'subjects_to_judge'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant on %I to lastscan_app
      using (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int))
      with check (shop_id = (select nullif(current_setting('app.shop_id', true), '')::int))$p$, t);
    execute format('grant select, insert, update, delete on %I to lastscan_app', t);
  end loop;
end $$;

-- What is asked across shops ---------------------------------------------------------------------------------------------
grant select (shop_id, subject_kind, subject_id, marked_at) on subjects_to_judge to lastscan_system;
grant select (shop_id, review_at) on rule_reviews to lastscan_system;
grant select (shop_id, next_facts_at, full_pass) on compliance_state to lastscan_system;
create policy system_read on subjects_to_judge for select to lastscan_system using (true);
create policy system_read on rule_reviews for select to lastscan_system using (true);
create policy system_read on compliance_state for select to lastscan_system using (true);

create function shops_with_subjects_to_judge(at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select s.shop_id, waiting.marked_at from shops s cross join lateral (
    select m.marked_at from subjects_to_judge m where m.shop_id = s.shop_id
    order by m.subject_kind, m.subject_id limit 1
  ) waiting where s.status = 'installed' order by waiting.marked_at, s.shop_id limit at_most;
end;

create function shops_with_due_rules(until timestamptz, at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select s.shop_id, due.review_at from shops s cross join lateral (
    select r.review_at from rule_reviews r where r.shop_id = s.shop_id and r.review_at <= until
    order by r.review_at limit 1
  ) due where s.status = 'installed' order by due.review_at, s.shop_id limit at_most;
end;

create function shops_with_due_facts(until timestamptz, at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select s.shop_id, c.next_facts_at from shops s join compliance_state c on c.shop_id = s.shop_id
  where s.status = 'installed' and c.next_facts_at <= until order by c.next_facts_at, s.shop_id limit at_most;
end;

create function shops_with_full_pass(at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select s.shop_id, c.next_facts_at from shops s join compliance_state c on c.shop_id = s.shop_id
  where s.status = 'installed' and c.full_pass is not null order by s.shop_id limit at_most;
end;

do $$ declare f text; begin
  grant usage, create on schema public to lastscan_system;
  foreach f in array array['shops_with_subjects_to_judge(integer)', 'shops_with_due_rules(timestamptz, integer)',
    'shops_with_due_facts(timestamptz, integer)', 'shops_with_full_pass(integer)'] loop
    execute format('alter function %s security definer', f);
    execute format('alter function %s set search_path = pg_catalog, public, pg_temp', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to lastscan_app', f);
    execute format('alter function %s owner to lastscan_system', f);
  end loop;
  revoke create on schema public from lastscan_system;
end $$;
