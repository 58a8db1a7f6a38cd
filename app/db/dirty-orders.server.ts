import type { PoolClient } from 'pg';

/** An order that something said has changed. `marks` counts how often since it was last drained. */
export interface DirtyOrder {
  orderId: string;
  marks: string;
}

/** Marks orders as changed at Shopify; repeated marks only count up. */
export async function markDirty(
  sql: PoolClient,
  shopId: number,
  mark: { orderIds: readonly string[]; reason: string; now: Date },
): Promise<void> {
  await sql.query(
    `insert into dirty_orders as d (shop_id, order_id, marked_at, reason)
     select $1, id, $3, $4 from unnest($2::bigint[]) as id order by id
     on conflict (shop_id, order_id) do update set marks = d.marks + 1, reason = excluded.reason`,
    [shopId, mark.orderIds, mark.now, mark.reason],
  );
}

/** Marks the newest orders since an instant of which only their own row is known, at most `limit`; true when there were some. */
export async function markOrdersWithoutDetails(
  sql: PoolClient,
  shopId: number,
  { since, limit, now }: { since: Date; limit: number; now: Date },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into dirty_orders as d (shop_id, order_id, marked_at, reason)
     select $1, o.order_id, $3, 'details' from orders o
      where o.shop_id = $1 and o.updated_at > $2 and o.created_at > $2
        and not exists (select from order_details t where t.shop_id = $1 and t.order_id = o.order_id)
      order by o.updated_at desc limit $4
     on conflict (shop_id, order_id) do nothing`,
    [shopId, since, now, limit],
  );
  return (rowCount ?? 0) > 0;
}

/** The longest-waiting orders, at most `limit`. */
export async function takeDirty(
  sql: PoolClient,
  shopId: number,
  limit: number,
): Promise<DirtyOrder[]> {
  const { rows } = await sql.query<{ order_id: string; marks: string }>(
    `select order_id, marks from dirty_orders where shop_id = $1 order by marked_at, order_id limit $2`,
    [shopId, limit],
  );
  return rows.map((row) => ({ orderId: row.order_id, marks: row.marks }));
}

/**
 * Forgets marks that were seen by `takeDirty`, in the transaction of the write they led to. An order marked again in
 * between stays. Returns the ids forgotten.
 */
export async function forgetDirty(
  sql: PoolClient,
  shopId: number,
  seen: readonly DirtyOrder[],
): Promise<string[]> {
  const { rows } = await sql.query<{ order_id: string }>(
    `delete from dirty_orders d using unnest($2::bigint[], $3::bigint[]) as s(order_id, marks)
      where d.shop_id = $1 and d.order_id = s.order_id and d.marks = s.marks returning d.order_id`,
    [shopId, seen.map((order) => order.orderId), seen.map((order) => order.marks)],
  );
  return rows.map((row) => row.order_id);
}

/** True when an order waits. */
export async function hasDirty(sql: PoolClient, shopId: number): Promise<boolean> {
  const { rowCount } = await sql.query(`select 1 from dirty_orders where shop_id = $1 limit 1`, [
    shopId,
  ]);
  return rowCount === 1;
}

/** Which of these orders wait already. */
export async function dirtyAmong(
  sql: PoolClient,
  shopId: number,
  orderIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql.query<{ order_id: string }>(
    `select order_id from dirty_orders where shop_id = $1 and order_id = any($2::bigint[])`,
    [shopId, orderIds],
  );
  return new Set(rows.map((row) => row.order_id));
}
