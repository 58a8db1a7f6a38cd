-- Plans of variants and forecasts of cash are facts that rules read.
create function judge_plans() returns trigger language plpgsql as $$
declare shop integer;
begin
  if tg_op = 'DELETE' then
    for shop in select judging_begun(array(select distinct shop_id from old_rows)) loop
      perform mark_subjects(shop, 'variant', array(select variant_id::text from old_rows where shop_id = shop), array['plans']);
    end loop;
  else
    for shop in select judging_begun(array(select distinct shop_id from new_rows)) loop
      perform mark_subjects(shop, 'variant', array(select variant_id::text from new_rows where shop_id = shop), array['plans']);
    end loop;
  end if;
  return null;
end $$;
create trigger plans_judged_insert after insert on variant_plans referencing new table as new_rows
  for each statement execute function judge_plans();
create trigger plans_judged_update after update on variant_plans referencing new table as new_rows
  for each statement execute function judge_plans();
create trigger plans_judged_delete after delete on variant_plans referencing old table as old_rows
  for each statement execute function judge_plans();

create function judge_forecasts() returns trigger language plpgsql as $$
declare shop integer;
begin
  if tg_op = 'DELETE' then
    for shop in select judging_begun(array(select distinct shop_id from old_rows)) loop
      perform mark_subjects(shop, 'cash', array(select currency::text from old_rows where shop_id = shop), array['forecast']);
    end loop;
  else
    for shop in select judging_begun(array(select distinct shop_id from new_rows)) loop
      perform mark_subjects(shop, 'cash', array(select currency::text from new_rows where shop_id = shop), array['forecast']);
    end loop;
  end if;
  return null;
end $$;
create trigger forecasts_judged_insert after insert on cash_forecasts referencing new table as new_rows
  for each statement execute function judge_forecasts();
create trigger forecasts_judged_update after update on cash_forecasts referencing new table as new_rows
  for each statement execute function judge_forecasts();
create trigger forecasts_judged_delete after delete on cash_forecasts referencing old table as old_rows
  for each statement execute function judge_forecasts();

-- Sales by day, and what was paid through which gateway, are read over a stretch of time.
create index orders_by_time on orders (shop_id, created_at);
