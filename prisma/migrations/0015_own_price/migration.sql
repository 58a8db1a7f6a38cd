-- The shop's own price and the one in its own country are one subject (app/db/price-subjects.server.ts): what is written of
-- the one changes what is said of the other.
create function own_price_subjects(of_shop integer, variant_ids bigint[]) returns text[] language sql stable as $$
  select array(select id from unnest(price_subjects(of_shop, variant_ids)) as id
    where split_part(id, '@', 2) in ('shop', (select country::text from shops where shop_id = of_shop)))
$$;

create or replace function judge_prices() returns trigger language plpgsql as $$
declare shop integer;
begin
  if tg_op = 'DELETE' then
    for shop in select judging_begun(array(select distinct shop_id from old_rows)) loop
      perform mark_subjects(shop, 'price', array(select variant_id || '@' || coalesce(nullif(country, ''), 'shop')
        from old_rows where shop_id = shop) || own_price_subjects(shop, array(select distinct o.variant_id from old_rows o
        join shops s using (shop_id) where shop_id = shop and o.country in ('', s.country))), array['prices']);
    end loop;
  else
    for shop in select judging_begun(array(select distinct shop_id from new_rows)) loop
      perform mark_subjects(shop, 'price', array(select variant_id || '@' || coalesce(nullif(country, ''), 'shop')
        from new_rows where shop_id = shop) || own_price_subjects(shop, array(select distinct n.variant_id from new_rows n
        join shops s using (shop_id) where shop_id = shop and n.country in ('', s.country))), array['prices']);
    end loop;
  end if;
  return null;
end $$;
