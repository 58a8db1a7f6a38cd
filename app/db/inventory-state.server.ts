import type { PoolClient } from 'pg';

/** Whether the shop's stock has been read, and whether a plan of it has been made. */
export async function readInventoryState(
  sql: PoolClient,
  shopId: number,
): Promise<'not_read' | 'planning' | 'ready'> {
  const { rows } = await sql.query<{ has_plans: boolean; has_stock: boolean }>(
    // One row by its key, in an order: asked whether any exists, the planner begins to read the table.
    `select (select variant_id from variant_plans where shop_id = $1 order by variant_id limit 1) is not null as has_plans,
            (select variant_id from stock_items where shop_id = $1 order by variant_id limit 1) is not null as has_stock`,
    [shopId],
  );
  const [row] = rows;
  if (row?.has_plans === true) return 'ready';
  return row?.has_stock === true ? 'planning' : 'not_read';
}
