-- Judging: every write of a fact that counts marks the subjects that rest on it, once and together with the write.

-- Null: to be judged as soon as possible. Else judging it threw (`note` names the rule), and it is tried again then.
alter table subjects_to_judge add column retry_at timestamptz, add column note text;
create index subjects_to_judge_failed on subjects_to_judge (shop_id, retry_at) where retry_at is not null;

alter table compliance_state
  -- What a full pass is still to be made for: groups of facts, `rule:<id>`, `attestation:<code>`, `scopes`, '*'.
  add column pass_wanted text[] not null default '{}',
  -- The day (UTC) for which what slides with time (sales of the last 30 days …) was last judged, and when it is next.
  add column windows_on date,
  add column next_windows_at timestamptz,
  -- Where the shop's goods were known to start on that day: parcels tell it, and it is a fact of everything.
  add column ships_from jsonb,
  -- When subjects that gather many orders were last judged; null: never.
  add column gathered_at timestamptz,
  -- Null: no digest is wanted.
  add column next_digest_at timestamptz;

-- Digest of all that a rule said: what is said again the same way is not written again.
alter table findings add column digest text not null default '';

create index order_lines_by_time on order_lines (shop_id, ordered_at);

create index findings_digest on finding_events (shop_id, at) where kind in ('found', 'reopened', 'cured');

-- Marks ------------------------------------------------------------------------------------------------------------------

-- Of these shops, those where something has been judged. Before the first full pass nothing is marked: it reads everything.
-- The lock makes the beginning of that pass wait for writes that have not marked anything.
create function judging_begun(shops integer[]) returns setof integer language sql as $$
  select shop_id from compliance_state
  where shop_id = any(shops) and (full_pass is not null or last_full_at is not null) for key share
$$;

-- Adds groups to the marks of these subjects. An existing mark is written (and so locked) even when nothing is added to
-- it: whoever is about to take it off has not seen this transaction's facts.
create function mark_subjects(of_shop integer, of_kind text, ids text[], of_groups text[]) returns void language sql as $$
  insert into subjects_to_judge as m (shop_id, subject_kind, subject_id, groups)
  select of_shop, of_kind, id, of_groups from (select distinct unnest(ids) as id) as every_one order by id
  on conflict (shop_id, subject_kind, subject_id) do update set
    groups = (select array_agg(distinct word order by word) from unnest(m.groups || excluded.groups) as word),
    retry_at = null, note = null
  where not m.groups @> excluded.groups or m.retry_at is not null
$$;

-- What is summed up over many orders: the shop, a destination, and what the sales of a product come to.
create function is_gathered(of_kind text, of_groups text[]) returns boolean language sql immutable as $$
  select of_kind in ('shop', 'destination') or of_kind in ('product', 'price') and of_groups <@ '{order}'
$$;

-- Whether that may be judged now: in a large shop once an hour, not with each of its orders.
create function may_gather(of_shop integer, gathered_at timestamptz, until timestamptz) returns boolean language sql stable as $$
  select coalesce(gathered_at <= until - interval '1 hour', true)
    or (select coalesce(sum(count), 0) < 20000 from parcel_counts where shop_id = of_shop)
$$;

create function want_pass(of_shop integer, words text[]) returns void language sql as $$
  update compliance_state c
  set pass_wanted = (select array_agg(distinct word order by word) from unnest(c.pass_wanted || words) as word)
  where c.shop_id = of_shop and not c.pass_wanted @> words and (c.full_pass is not null or c.last_full_at is not null)
$$;

create function parcel_subjects(of_shop integer, order_ids bigint[]) returns text[] language sql stable as $$
  select array(select fulfillment_id || '.' || position from parcels where shop_id = of_shop and order_id = any(order_ids))
$$;

-- Parcels of other orders that carry one of these numbers.
create function parcel_sharers(of_shop integer, keys text[]) returns text[] language sql stable as $$
  select array(select fulfillment_id || '.' || position from parcels where shop_id = of_shop and number_key = any(keys))
$$;

create function price_subjects(of_shop integer, variant_ids bigint[]) returns text[] language sql stable as $$
  select array(select distinct variant_id || '@' || coalesce(nullif(country, ''), 'shop')
    from price_points where shop_id = of_shop and variant_id = any(variant_ids))
$$;

-- What rests on an order beside the order itself: its returns and disputes, what its goods sold for, what is open where it
-- goes to, and what the shop has sold lately.
create function mark_around_orders(of_shop integer, order_ids bigint[], of_group text) returns void language plpgsql as $$
begin
  perform mark_subjects(of_shop, 'order', order_ids::text[], array[of_group]);
  perform mark_subjects(of_shop, 'parcel', parcel_subjects(of_shop, order_ids), array[of_group]);
  perform mark_subjects(of_shop, 'product', array(
    select distinct product_id::text from order_lines
    where shop_id = of_shop and order_id = any(order_ids) and product_id is not null), array['order']);
  perform mark_subjects(of_shop, 'price', price_subjects(of_shop, array(
    select distinct variant_id from order_lines
    where shop_id = of_shop and order_id = any(order_ids) and variant_id is not null)), array['order']);
  perform mark_subjects(of_shop, 'return', array(
    select return_id::text from returns where shop_id = of_shop and order_id = any(order_ids)), array[of_group]);
  perform mark_subjects(of_shop, 'dispute', array(
    select dispute_id::text from disputes where shop_id = of_shop and order_id = any(order_ids)), array[of_group]);
  perform mark_subjects(of_shop, 'destination', array(
    select distinct destination_country::text from orders
    where shop_id = of_shop and order_id = any(order_ids) and destination_country is not null), array['order']);
  perform mark_subjects(of_shop, 'shop', array['shop'], array['order']);
end $$;

create function judge_orders() returns trigger language plpgsql as $$
declare shop integer; ids bigint[]; others bigint[];
begin
  if tg_op = 'INSERT' then
    for shop in select judging_begun(array(select distinct shop_id from new_rows)) loop
      perform mark_around_orders(shop, array(select order_id from new_rows where shop_id = shop), 'order');
    end loop;
  elsif tg_op = 'DELETE' then
    for shop in select judging_begun(array(select distinct shop_id from old_rows)) loop
      perform mark_around_orders(shop, array(select order_id from old_rows where shop_id = shop), 'order');
      perform mark_subjects(shop, 'destination', array(select distinct destination_country::text from old_rows
        where shop_id = shop and destination_country is not null), array['order']);
    end loop;
  else
    for shop in select judging_begun(array(select distinct shop_id from new_rows)) loop
      ids := array(
        select n.order_id from new_rows n join old_rows o using (shop_id, order_id) where n.shop_id = shop
          and (n.name, n.created_at, n.processed_at, n.cancelled_at, n.currency, n.total_minor, n.financial_status,
               n.fulfillment_status, n.destination_country, n.postcode_hash)
            is distinct from
              (o.name, o.created_at, o.processed_at, o.cancelled_at, o.currency, o.total_minor, o.financial_status,
               o.fulfillment_status, o.destination_country, o.postcode_hash));
      continue when ids = '{}';
      perform mark_around_orders(shop, ids, 'order');
      perform mark_subjects(shop, 'destination', array(select distinct destination_country::text from old_rows
        where shop_id = shop and order_id = any(ids) and destination_country is not null), array['order']);
      -- Whoever carries the same number compares itself with these.
      others := array(
        select n.order_id from new_rows n join old_rows o using (shop_id, order_id) where n.shop_id = shop
          and (n.name, n.created_at, n.currency, n.total_minor, n.destination_country, n.postcode_hash)
            is distinct from (o.name, o.created_at, o.currency, o.total_minor, o.destination_country, o.postcode_hash));
      perform mark_subjects(shop, 'parcel', parcel_sharers(shop, array(select number_key from parcels
        where shop_id = shop and order_id = any(others) and number_key is not null)), array['order']);
    end loop;
  end if;
  return null;
end $$;
create trigger orders_judged_insert after insert on orders referencing new table as new_rows
  for each statement execute function judge_orders();
create trigger orders_judged_update after update on orders referencing old table as old_rows new table as new_rows
  for each statement execute function judge_orders();
create trigger orders_judged_delete after delete on orders referencing old table as old_rows
  for each statement execute function judge_orders();

create function judge_order_parts() returns trigger language plpgsql as $$
declare shop integer; ids bigint[];
begin
  if tg_op <> 'DELETE' then
    for shop in select judging_begun(array(select distinct shop_id from new_rows)) loop
      if tg_op = 'INSERT' then
        ids := array(select distinct order_id from new_rows where shop_id = shop);
      elsif tg_table_name = 'order_details' then
        ids := array(select n.order_id from new_rows n join old_rows o using (shop_id, order_id)
          where n.shop_id = shop and to_jsonb(n) ->> 'details' is distinct from to_jsonb(o) ->> 'details');
      else
        ids := array(select distinct n.order_id from new_rows n
          where n.shop_id = shop and not exists (select from old_rows o where to_jsonb(o) = to_jsonb(n)));
      end if;
      perform mark_around_orders(shop, ids, 'order.details');
    end loop;
  else
    for shop in select judging_begun(array(select distinct shop_id from old_rows)) loop
      perform mark_around_orders(shop, array(select distinct order_id from old_rows where shop_id = shop), 'order.details');
    end loop;
  end if;
  return null;
end $$;

-- Goods that left an order are in its old lines only.
create function judge_order_goods() returns trigger language plpgsql as $$
declare shop integer;
begin
  for shop in select judging_begun(array(select distinct shop_id from old_rows)) loop
    perform mark_subjects(shop, 'product', array(select distinct product_id::text from old_rows
      where shop_id = shop and product_id is not null), array['order']);
    perform mark_subjects(shop, 'price', price_subjects(shop, array(select distinct variant_id from old_rows
      where shop_id = shop and variant_id is not null)), array['order']);
  end loop;
  return null;
end $$;
create trigger order_lines_goods_deleted after delete on order_lines referencing old table as old_rows
  for each statement execute function judge_order_goods();

create function judge_parcels() returns trigger language plpgsql as $$
declare shop integer; ids text[]; order_ids bigint[]; keys text[];
begin
  if tg_op = 'INSERT' then
    for shop in select judging_begun(array(select distinct shop_id from new_rows)) loop
      ids := array(select fulfillment_id || '.' || position from new_rows where shop_id = shop);
      order_ids := array(select distinct order_id from new_rows where shop_id = shop);
      keys := array(select distinct number_key from new_rows where shop_id = shop and number_key is not null);
      perform mark_parcels(shop, order_ids, ids || parcel_sharers(shop, keys));
    end loop;
  elsif tg_op = 'DELETE' then
    for shop in select judging_begun(array(select distinct shop_id from old_rows)) loop
      ids := array(select fulfillment_id || '.' || position from old_rows where shop_id = shop);
      order_ids := array(select distinct order_id from old_rows where shop_id = shop);
      keys := array(select distinct number_key from old_rows where shop_id = shop and number_key is not null);
      perform mark_parcels(shop, order_ids, ids || parcel_sharers(shop, keys));
    end loop;
  else
    for shop in select judging_begun(array(select distinct shop_id from new_rows)) loop
      with changed as (
        select n.fulfillment_id || '.' || n.position as id, n.order_id, n.number_key as key, o.number_key as old_key,
          (n.number_key, n.shipped_at, n.cancelled, n.order_id)
            is distinct from (o.number_key, o.shipped_at, o.cancelled, o.order_id) as shares
        from new_rows n join old_rows o using (shop_id, fulfillment_id, position) where n.shop_id = shop
          and (n.order_id, n.order_name, n.number, n.number_key, n.carrier, n.carrier_key, n.origin, n.destination,
               n.currency, n.value_minor, n.shipped_at, n.number_seen_at, n.cancelled, n.shared_stream,
               n.first_scan_at, n.last_physical_at, n.delivered_at, n.scan_count, n.journey_mark, n.proofs, n.answered_by,
               n.supplier)
            is distinct from
              (o.order_id, o.order_name, o.number, o.number_key, o.carrier, o.carrier_key, o.origin, o.destination,
               o.currency, o.value_minor, o.shipped_at, o.number_seen_at, o.cancelled, o.shared_stream,
               o.first_scan_at, o.last_physical_at, o.delivered_at, o.scan_count, o.journey_mark, o.proofs, o.answered_by,
               o.supplier))
      select array_agg(id), array_agg(distinct order_id),
        array_agg(distinct key) filter (where shares and key is not null)
          || array_agg(distinct old_key) filter (where shares and old_key is not null)
        into ids, order_ids, keys from changed;
      continue when ids is null;
      perform mark_parcels(shop, order_ids, ids || parcel_sharers(shop, keys));
    end loop;
  end if;
  return null;
end $$;

create function mark_parcels(of_shop integer, order_ids bigint[], ids text[]) returns void language plpgsql as $$
begin
  perform mark_subjects(of_shop, 'destination', array(
    select destination_country::text from orders where shop_id = of_shop and order_id = any(order_ids)
      and destination_country is not null
    union
    select destination::text from parcels where shop_id = of_shop and order_id = any(order_ids)
      and destination is not null), array['destinations']);
  perform mark_subjects(of_shop, 'order', order_ids::text[], array['parcels']);
  perform mark_subjects(of_shop, 'parcel', ids, array['parcels']);
  perform mark_subjects(of_shop, 'return', array(
    select return_id::text from returns where shop_id = of_shop and order_id = any(order_ids)), array['parcels']);
  perform mark_subjects(of_shop, 'dispute', array(
    select dispute_id::text from disputes where shop_id = of_shop and order_id = any(order_ids)), array['parcels']);
end $$;

create trigger parcels_judged_insert after insert on parcels referencing new table as new_rows
  for each statement execute function judge_parcels();
create trigger parcels_judged_update after update on parcels referencing old table as old_rows new table as new_rows
  for each statement execute function judge_parcels();
create trigger parcels_judged_delete after delete on parcels referencing old table as old_rows
  for each statement execute function judge_parcels();

create function judge_fulfillments() returns trigger language plpgsql as $$
declare shop integer; ids bigint[];
begin
  if tg_op = 'UPDATE' then
    for shop in select judging_begun(array(select distinct shop_id from new_rows)) loop
      ids := array(
        select distinct n.order_id from new_rows n join old_rows o using (shop_id, fulfillment_id) where n.shop_id = shop
          and (n.status, n.created_at, n.in_transit_at, n.delivered_at, n.requires_shipping, n.origin_country, n.supplier)
            is distinct from
              (o.status, o.created_at, o.in_transit_at, o.delivered_at, o.requires_shipping, o.origin_country, o.supplier));
      continue when ids = '{}';
      perform mark_parcels(shop, ids, parcel_subjects(shop, ids));
    end loop;
  elsif tg_op = 'INSERT' then
    for shop in select judging_begun(array(select distinct shop_id from new_rows)) loop
      ids := array(select distinct order_id from new_rows where shop_id = shop);
      perform mark_parcels(shop, ids, parcel_subjects(shop, ids));
    end loop;
  else
    for shop in select judging_begun(array(select distinct shop_id from old_rows)) loop
      ids := array(select distinct order_id from old_rows where shop_id = shop);
      perform mark_parcels(shop, ids, parcel_subjects(shop, ids));
    end loop;
  end if;
  return null;
end $$;
create trigger fulfillments_judged_insert after insert on fulfillments referencing new table as new_rows
  for each statement execute function judge_fulfillments();
create trigger fulfillments_judged_update after update on fulfillments referencing old table as old_rows new table as new_rows
  for each statement execute function judge_fulfillments();
create trigger fulfillments_judged_delete after delete on fulfillments referencing old table as old_rows
  for each statement execute function judge_fulfillments();

-- A number that was joined to another, or a fact against it that a person set aside.
create function judge_parcel_words() returns trigger language plpgsql as $$
declare shop integer;
begin
  if tg_op = 'DELETE' then
    for shop in select judging_begun(array(select distinct shop_id from old_rows)) loop
      perform mark_subjects(shop, 'parcel', array(select fulfillment_id || '.' || position from old_rows where shop_id = shop),
        array['parcels']);
    end loop;
  else
    for shop in select judging_begun(array(select distinct shop_id from new_rows)) loop
      perform mark_subjects(shop, 'parcel', array(select fulfillment_id || '.' || position from new_rows where shop_id = shop),
        array['parcels']);
    end loop;
  end if;
  return null;
end $$;

create function judge_products() returns trigger language plpgsql as $$
declare shop integer; ids bigint[]; customs bigint[];
begin
  if tg_op = 'UPDATE' then
    for shop in select judging_begun(array(select distinct shop_id from new_rows)) loop
      ids := array(
        select n.product_id from new_rows n join old_rows o using (shop_id, product_id) where n.shop_id = shop
          and (n.title, n.status, n.created_at, n.facts) is distinct from (o.title, o.status, o.created_at, o.facts));
      continue when ids = '{}';
      -- What an order's lines are to customs is told by their products.
      customs := array(
        select n.product_id from new_rows n join old_rows o using (shop_id, product_id) where n.shop_id = shop
          and customs_facts(n.facts) is distinct from customs_facts(o.facts));
      perform mark_orders_with(shop, customs);
      perform mark_products(shop, ids);
    end loop;
  elsif tg_op = 'INSERT' then
    for shop in select judging_begun(array(select distinct shop_id from new_rows)) loop
      ids := array(select product_id from new_rows where shop_id = shop);
      perform mark_orders_with(shop, ids);
      perform mark_products(shop, ids);
    end loop;
  else
    for shop in select judging_begun(array(select distinct shop_id from old_rows)) loop
      ids := array(select product_id from old_rows where shop_id = shop);
      perform mark_orders_with(shop, ids);
      perform mark_products(shop, ids);
    end loop;
  end if;
  return null;
end $$;

create function customs_facts(facts jsonb) returns jsonb language sql immutable as $$
  select jsonb_build_array(facts -> 'saysNoCustomsFees', (
    select jsonb_agg(jsonb_build_array(v -> 'id', v -> 'hsCode', v -> 'originCountry'))
    from jsonb_array_elements(case jsonb_typeof(facts -> 'variants') when 'array' then facts -> 'variants' else '[]' end) as v))
$$;

create function mark_orders_with(of_shop integer, product_ids bigint[]) returns void language sql as $$
  select mark_subjects(of_shop, 'order', array(
    select distinct order_id::text from order_lines where shop_id = of_shop and product_id = any(product_ids)),
    array['order.details'])
$$;

create function mark_products(of_shop integer, ids bigint[]) returns void language plpgsql as $$
begin
  perform mark_subjects(of_shop, 'product', ids::text[], array['product']);
  perform mark_subjects(of_shop, 'price', price_subjects(of_shop, array(
    select variant_id from variants where shop_id = of_shop and product_id = any(ids))), array['product']);
end $$;
create trigger products_judged_insert after insert on products referencing new table as new_rows
  for each statement execute function judge_products();
create trigger products_judged_update after update on products referencing old table as old_rows new table as new_rows
  for each statement execute function judge_products();
create trigger products_judged_delete after delete on products referencing old table as old_rows
  for each statement execute function judge_products();

-- A code that two variants share is a fact of both their products.
create function judge_variants() returns trigger language plpgsql as $$
declare shop integer; skus text[]; product_ids bigint[];
begin
  if tg_op = 'UPDATE' then
    for shop in select judging_begun(array(select distinct shop_id from new_rows)) loop
      with changed as (
        select n.product_id, n.sku, o.product_id as old_product_id, o.sku as old_sku
        from new_rows n join old_rows o using (shop_id, variant_id) where n.shop_id = shop
          and (n.product_id, n.sku, n.title) is distinct from (o.product_id, o.sku, o.title))
      select array_agg(product_id) || array_agg(old_product_id),
        array_remove(array_agg(sku) || array_agg(old_sku), null) into product_ids, skus from changed;
      perform mark_variants(shop, product_ids, skus);
    end loop;
  elsif tg_op = 'INSERT' then
    for shop in select judging_begun(array(select distinct shop_id from new_rows)) loop
      perform mark_variants(shop, array(select product_id from new_rows where shop_id = shop),
        array(select distinct sku from new_rows where shop_id = shop and sku is not null));
    end loop;
  else
    for shop in select judging_begun(array(select distinct shop_id from old_rows)) loop
      perform mark_variants(shop, array(select product_id from old_rows where shop_id = shop),
        array(select distinct sku from old_rows where shop_id = shop and sku is not null));
    end loop;
  end if;
  return null;
end $$;

create function mark_variants(of_shop integer, product_ids bigint[], skus text[]) returns void language sql as $$
  select mark_subjects(of_shop, 'product', product_ids::text[] || array(
    select product_id::text from variants where shop_id = of_shop and sku = any(skus)), array['product']);
  select mark_subjects(of_shop, 'price', price_subjects(of_shop, array(
    select variant_id from variants where shop_id = of_shop and product_id = any(product_ids))), array['product'])
$$;
create trigger variants_judged_insert after insert on variants referencing new table as new_rows
  for each statement execute function judge_variants();
create trigger variants_judged_update after update on variants referencing old table as old_rows new table as new_rows
  for each statement execute function judge_variants();
create trigger variants_judged_delete after delete on variants referencing old table as old_rows
  for each statement execute function judge_variants();

create function judge_prices() returns trigger language plpgsql as $$
declare shop integer;
begin
  if tg_op = 'DELETE' then
    for shop in select judging_begun(array(select distinct shop_id from old_rows)) loop
      perform mark_subjects(shop, 'price', array(select variant_id || '@' || coalesce(nullif(country, ''), 'shop')
        from old_rows where shop_id = shop), array['prices']);
    end loop;
  else
    for shop in select judging_begun(array(select distinct shop_id from new_rows)) loop
      perform mark_subjects(shop, 'price', array(select variant_id || '@' || coalesce(nullif(country, ''), 'shop')
        from new_rows where shop_id = shop), array['prices']);
    end loop;
  end if;
  return null;
end $$;

create function judge_returns() returns trigger language plpgsql as $$
declare shop integer; ids bigint[];
begin
  for shop in select judging_begun(array(select distinct shop_id from new_rows)) loop
    if tg_op = 'INSERT' then
      ids := array(select return_id from new_rows where shop_id = shop);
    else
      ids := array(select n.return_id from new_rows n join old_rows o using (shop_id, return_id)
        where n.shop_id = shop and (n.order_id, n.facts) is distinct from (o.order_id, o.facts));
    end if;
    perform mark_subjects(shop, 'order', array(
      select order_id::text from returns where shop_id = shop and return_id = any(ids)), array['returns']);
    perform mark_subjects(shop, 'return', ids::text[], array['returns']);
  end loop;
  return null;
end $$;
create trigger returns_judged_insert after insert on returns referencing new table as new_rows
  for each statement execute function judge_returns();
create trigger returns_judged_update after update on returns referencing old table as old_rows new table as new_rows
  for each statement execute function judge_returns();

create function judge_disputes() returns trigger language plpgsql as $$
declare shop integer; ids bigint[];
begin
  for shop in select judging_begun(array(select distinct shop_id from new_rows)) loop
    if tg_op = 'INSERT' then
      ids := array(select dispute_id from new_rows where shop_id = shop);
    else
      ids := array(select n.dispute_id from new_rows n join old_rows o using (shop_id, dispute_id) where n.shop_id = shop
        and (n.order_id, n.status, n.initiated_at, n.facts) is distinct from (o.order_id, o.status, o.initiated_at, o.facts));
    end if;
    continue when ids = '{}';
    perform mark_subjects(shop, 'dispute', ids::text[], array['disputes']);
    perform mark_subjects(shop, 'shop', array['shop'], array['disputes']);
  end loop;
  return null;
end $$;
create trigger disputes_judged_insert after insert on disputes referencing new table as new_rows
  for each statement execute function judge_disputes();
create trigger disputes_judged_update after update on disputes referencing old table as old_rows new table as new_rows
  for each statement execute function judge_disputes();

create function judge_gone() returns trigger language plpgsql as $$
declare shop integer;
begin
  for shop in select judging_begun(array(select distinct shop_id from old_rows)) loop
    if tg_table_name = 'returns' then
      perform mark_subjects(shop, 'return', array(select to_jsonb(o) ->> 'return_id' from old_rows o where shop_id = shop),
        array['returns']);
    else
      perform mark_subjects(shop, 'dispute', array(select to_jsonb(o) ->> 'dispute_id' from old_rows o where shop_id = shop),
        array['disputes']);
      perform mark_subjects(shop, 'shop', array['shop'], array['disputes']);
    end if;
  end loop;
  return null;
end $$;
create trigger returns_judged_delete after delete on returns referencing old table as old_rows
  for each statement execute function judge_gone();
create trigger disputes_judged_delete after delete on disputes referencing old table as old_rows
  for each statement execute function judge_gone();

create function judge_notices() returns trigger language plpgsql as $$
declare shop integer;
begin
  if tg_op = 'DELETE' then
    for shop in select judging_begun(array(select distinct shop_id from old_rows)) loop
      perform mark_subjects(shop, 'order', array(select order_id::text from old_rows where shop_id = shop),
        array['order.notices']);
    end loop;
  else
    for shop in select judging_begun(array(select distinct shop_id from new_rows)) loop
      perform mark_subjects(shop, 'order', array(select order_id::text from new_rows where shop_id = shop),
        array['order.notices']);
    end loop;
  end if;
  return null;
end $$;

-- One function for inserts, updates and deletes of tables where every write counts or is rare.
do $$ declare pair text[]; begin
  foreach pair slice 1 in array array[
    ['order_details', 'judge_order_parts'], ['order_lines', 'judge_order_parts'],
    ['leg_links', 'judge_parcel_words'], ['proof_dismissals', 'judge_parcel_words'],
    ['price_points', 'judge_prices'], ['delay_notices', 'judge_notices']] loop
    execute format('create trigger %I after insert on %I referencing new table as new_rows
      for each statement execute function %I()', pair[1] || '_judged_insert', pair[1], pair[2]);
    execute format('create trigger %I after update on %I referencing old table as old_rows new table as new_rows
      for each statement execute function %I()', pair[1] || '_judged_update', pair[1], pair[2]);
    execute format('create trigger %I after delete on %I referencing old table as old_rows
      for each statement execute function %I()', pair[1] || '_judged_delete', pair[1], pair[2]);
  end loop;
end $$;

-- Facts of the shop: a full pass of the rules that read them, instead of a mark on everything ------------------------------

create function judge_shop_side() returns trigger language plpgsql as $$
begin
  perform want_pass(new.shop_id, array[case new.name
    when 'policies' then 'policies' when 'return_rules' then 'policies' when 'statements' then 'policies'
    when 'pages' then 'pages' when 'menus' then 'pages'
    when 'privacy' then 'privacy'
    else 'shop' end]);
  return null;
end $$;
create trigger shop_side_judged_insert after insert on shop_side for each row execute function judge_shop_side();
create trigger shop_side_judged_update after update on shop_side for each row
  when ((old.value, old.missing) is distinct from (new.value, new.missing)) execute function judge_shop_side();

create function judge_policies() returns trigger language plpgsql as $$
begin
  perform want_pass(new.shop_id, array['policies']);
  return null;
end $$;
create trigger policies_judged after insert or update on policy_versions for each row execute function judge_policies();

create function judge_shops() returns trigger language plpgsql as $$
begin
  if (old.currency, old.time_zone, old.country) is distinct from (new.currency, new.time_zone, new.country) then
    perform want_pass(new.shop_id, array['*']);
  end if;
  if old.scopes is distinct from new.scopes then perform want_pass(new.shop_id, array['scopes']); end if;
  return null;
end $$;
create trigger shops_judged after update on shops for each row when (
  (old.currency, old.time_zone, old.country, old.scopes) is distinct from (new.currency, new.time_zone, new.country, new.scopes)
) execute function judge_shops();

-- Where goods start when nothing says so.
create function judge_shop_settings() returns trigger language plpgsql as $$
begin
  perform want_pass(new.shop_id, array['shop']);
  return null;
end $$;
create trigger shop_settings_judged after update on shop_settings for each row
  when (old.settings -> 'calendar' is distinct from new.settings -> 'calendar') execute function judge_shop_settings();

-- An answer about one subject wakes that one; an answer about the shop, every subject of the rules that ask it.
create function judge_attestations() returns trigger language plpgsql as $$
declare word attestations;
begin
  word := case when tg_op = 'DELETE' then old else new end;
  if word.subject_kind = 'shop' then
    perform want_pass(word.shop_id, array['attestation:' || word.code]);
  elsif exists (select from judging_begun(array[word.shop_id])) then
    perform mark_subjects(word.shop_id, word.subject_kind, array[word.subject_id], array['attestations']);
  end if;
  return null;
end $$;
create trigger attestations_judged after insert or update or delete on attestations
  for each row execute function judge_attestations();

-- What is asked across shops ---------------------------------------------------------------------------------------------
grant select (retry_at, groups) on subjects_to_judge to lastscan_system;
grant select (pass_wanted, catalogue, last_full_at, next_windows_at, next_digest_at, gathered_at) on compliance_state to lastscan_system;
grant select (shop_id, count) on parcel_counts to lastscan_system;
create policy system_read on parcel_counts for select to lastscan_system using (true);
-- A shop that installs anew may have granted other scopes: that is written by the second role.
grant update (pass_wanted) on compliance_state to lastscan_system;
create policy system_update on compliance_state for update to lastscan_system using (true);
grant select (shop_id, kind, state) on sync_runs to lastscan_system;

drop function shops_with_subjects_to_judge(integer);
drop function shops_with_due_rules(timestamptz, integer);
drop function shops_with_full_pass(integer);

-- Shops with marked subjects, or where time alone may have turned something.
create function shops_to_judge(until timestamptz, at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select s.shop_id, min(waiting.since) from shops s cross join lateral (
    (select m.marked_at as since from subjects_to_judge m left join compliance_state c on c.shop_id = m.shop_id
     where m.shop_id = s.shop_id and m.retry_at is null
       and (may_gather(s.shop_id, c.gathered_at, until) or not is_gathered(m.subject_kind, m.groups))
     order by m.subject_kind, m.subject_id limit 1)
    union all
    (select m.retry_at from subjects_to_judge m where m.shop_id = s.shop_id and m.retry_at <= until
     order by m.retry_at limit 1)
    union all
    (select r.review_at from rule_reviews r where r.shop_id = s.shop_id and r.review_at <= until
     order by r.review_at limit 1)
    union all
    (select c.next_windows_at from compliance_state c
     where c.shop_id = s.shop_id and c.last_full_at is not null and c.next_windows_at <= until)
  ) waiting where s.status = 'installed' group by s.shop_id order by 2, 1 limit at_most;
end;

-- Shops whose every subject is to be judged: a pass that runs or is wanted, or a catalogue other than the one judged by.
-- A shop that is being imported waits until it is done.
create function shops_to_judge_all(of_catalogue text, at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select s.shop_id, c.last_full_at from shops s left join compliance_state c on c.shop_id = s.shop_id
  where s.status = 'installed'
    and (c.full_pass is not null or c.pass_wanted <> '{}' or c.catalogue is distinct from of_catalogue)
    and exists (select from sync_runs r where r.shop_id = s.shop_id and r.kind = 'import' and r.state = 'done')
    and not exists (select from sync_runs r where r.shop_id = s.shop_id and r.kind = 'import' and r.state = 'running')
  order by c.last_full_at nulls first, s.shop_id limit at_most;
end;

create function shops_with_due_digest(until timestamptz, at_most integer)
returns table (shop_id integer, since timestamptz) language sql stable
begin atomic
  select s.shop_id, c.next_digest_at from shops s join compliance_state c on c.shop_id = s.shop_id
  where s.status = 'installed' and c.next_digest_at <= until order by c.next_digest_at, s.shop_id limit at_most;
end;

do $$ declare f text; begin
  grant usage, create on schema public to lastscan_system;
  foreach f in array array['shops_to_judge(timestamptz, integer)', 'shops_to_judge_all(text, integer)',
    'shops_with_due_digest(timestamptz, integer)'] loop
    execute format('alter function %s security definer', f);
    execute format('alter function %s set search_path = pg_catalog, public, pg_temp', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to lastscan_app', f);
    execute format('alter function %s owner to lastscan_system', f);
  end loop;
  revoke create on schema public from lastscan_system;
end $$;
