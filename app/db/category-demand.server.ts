import type { PoolClient } from 'pg';
import type { CategoryDemand } from '#app/domain/inventory/plan-facts.ts';

/** What was learned of these categories. */
export async function readCategories(
  sql: PoolClient,
  shopId: number,
  categories: readonly string[],
): Promise<Map<string, CategoryDemand>> {
  const { rows } = await sql.query<{ category: string; demand: CategoryDemand }>(
    'select category, demand from category_demand where shop_id = $1 and category = any($2)',
    [shopId, categories],
  );
  return new Map(rows.map(({ category, demand }) => [category, demand]));
}

/** The next category in order that was not learned since `after`'s day; null: none is left. */
export async function nextCategoryToLearn(
  sql: PoolClient,
  shopId: number,
  { after, learnedBefore }: { after: string | null; learnedBefore: string },
): Promise<string | null> {
  // A step from category to category by the index; the categories of a shop are few, its variants many.
  const { rows } = await sql.query<{ category: string }>(
    `with recursive step as (
       (select category from stock_items where shop_id = $1 and ($2::text is null or category > $2) order by category limit 1)
       union all
       select (select k.category from stock_items k where k.shop_id = $1 and k.category > step.category
         order by k.category limit 1) from step where step.category is not null
     )
     select category from step where category is not null and not exists (
       select from category_demand d where d.shop_id = $1 and d.category = step.category and d.learned_on > $3::date)
     limit 1`,
    [shopId, after, learnedBefore],
  );
  return rows[0]?.category ?? null;
}

/**
 * Variants of a category that stand for all of it: at most `limit`, chosen by their ids alone, so that the same are chosen
 * again.
 */
export async function sampleOfCategory(
  sql: PoolClient,
  shopId: number,
  { category, limit }: { category: string; limit: number },
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select variant_id as id from (
       select variant_id from stock_items where shop_id = $1 and category = $2 and is_active
       order by hashint8(variant_id), variant_id limit $3
     ) chosen order by variant_id`,
    [shopId, category, limit],
  );
  return rows.map(({ id }) => id);
}

export async function writeCategory(
  sql: PoolClient,
  shopId: number,
  { category, demand, on }: { category: string; demand: CategoryDemand; on: string },
): Promise<void> {
  await sql.query(
    `insert into category_demand (shop_id, category, learned_on, demand) values ($1, $2, $3, $4)
     on conflict (shop_id, category) do update set learned_on = excluded.learned_on, demand = excluded.demand`,
    [shopId, category, on, JSON.stringify(demand)],
  );
}
