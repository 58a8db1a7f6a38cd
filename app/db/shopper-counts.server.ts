import type { PoolClient } from 'pg';

/** How far the orders' pages have been told what their shoppers may see. */
export interface ShopperCounts {
  onSince: Date | null;
  written: number;
  waiting: number;
  lastWrittenAt: Date | null;
}

/** Counts of a shop's orders; waits what is still to be made, and what was made and is still to be written. */
export async function countShopperViews(sql: PoolClient, shopId: number): Promise<ShopperCounts> {
  const { rows } = await sql.query<ShopperCounts>(
    `select (select on_since from shopper_state where shop_id = $1) as "onSince",
       count(*) filter (where written_at is not null)::int as written,
       max(written_at) as "lastWrittenAt",
       (select count(*) from (
           select order_id from shopper_views_due where shop_id = $1
           union select order_id from shopper_views where shop_id = $1 and digest is distinct from written_digest
         ) w)::int as waiting
     from shopper_views where shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? { onSince: null, written: 0, waiting: 0, lastWrittenAt: null };
}
