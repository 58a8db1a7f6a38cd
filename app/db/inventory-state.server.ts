import type { PoolClient } from 'pg';

/** Whether the shop's stock has been read, and whether a plan of it has been made. */
export async function readInventoryState(
  sql: PoolClient,
  shopId: number,
): Promise<'not_read' | 'planning' | 'ready'> {
  const { rows } = await sql.query<{ has_plans: boolean; has_stock: boolean }>(
    // In an order, so that one row is found by its key however many there are.
    `select exists (select from variant_plans where shop_id = $1 order by variant_id limit 1) as has_plans,
            exists (select from stock_items where shop_id = $1 order by variant_id limit 1) as has_stock`,
    [shopId],
  );
  const [row] = rows;
  if (row?.has_plans === true) return 'ready';
  return row?.has_stock === true ? 'planning' : 'not_read';
}
