import type { PoolClient } from 'pg';
import { removeScores } from '#app/db/score-cells.server.ts';

/** Deletes orders with everything under them. Returns how many were here. */
export async function deleteOrders(
  sql: PoolClient,
  shopId: number,
  orderIds: readonly string[],
): Promise<number> {
  if (orderIds.length === 0) return 0;
  const { rows } = await sql.query<{ id: string }>(
    `delete from fulfillments where shop_id = $1 and order_id = any($2::bigint[]) returning fulfillment_id as id`,
    [shopId, orderIds],
  );
  const ids = rows.map((row) => row.id);
  await removeScores(sql, shopId, ids);
  for (const table of TABLES_OF_PARCELS) {
    await sql.query(
      `delete from ${table} where shop_id = $1 and fulfillment_id = any($2::bigint[])`,
      [shopId, ids],
    );
  }
  for (const table of TABLES_OF_ORDERS) {
    await sql.query(`delete from ${table} where shop_id = $1 and order_id = any($2::bigint[])`, [
      shopId,
      orderIds,
    ]);
  }
  const { rowCount } = await sql.query(
    `delete from orders where shop_id = $1 and order_id = any($2::bigint[])`,
    [shopId, orderIds],
  );
  return rowCount ?? 0;
}

const TABLES_OF_ORDERS = ['order_lines', 'order_details', 'returns', 'delay_notices'];

const TABLES_OF_PARCELS = [
  'scans',
  'verdict_changes',
  'leg_links',
  'proof_dismissals',
  'messages',
  'legs',
  'parcels_to_score',
  'parcels',
];

/** Of these orders, those created after `since`: the ones that Shopify would still show if they existed. */
export async function ordersCreatedSince(
  sql: PoolClient,
  shopId: number,
  { orderIds, since }: { orderIds: readonly string[]; since: Date },
): Promise<string[]> {
  const { rows } = await sql.query<{ order_id: string }>(
    `select order_id from orders where shop_id = $1 and order_id = any($2::bigint[]) and created_at >= $3`,
    [shopId, orderIds, since],
  );
  return rows.map((row) => row.order_id);
}

/** Notes when these orders were read one by one. */
export async function noteOrdersRead(
  sql: PoolClient,
  shopId: number,
  orderIds: readonly string[],
  readAt: Date,
): Promise<void> {
  await sql.query(
    `update orders set read_at = $3 where shop_id = $1 and order_id = any($2::bigint[])`,
    [shopId, orderIds, readAt],
  );
}

/**
 * Of orders as Shopify lists them, those whose stored version may not be the latest: unknown, older, or read so close
 * to the update that another one may have come in the same second (Shopify counts whole seconds).
 */
export async function staleOrders(
  sql: PoolClient,
  shopId: number,
  listed: readonly { orderId: string; updatedAt: Date }[],
): Promise<{ orderId: string; isChanged: boolean }[]> {
  const { rows } = await sql.query<{ order_id: string; is_changed: boolean }>(
    `select l.order_id, (o.order_id is null or o.updated_at < l.updated_at) as is_changed
       from unnest($2::bigint[], $3::timestamptz[]) as l(order_id, updated_at)
       left join orders o on o.shop_id = $1 and o.order_id = l.order_id
      where o.order_id is null or o.updated_at < l.updated_at
         or o.read_at is null or o.read_at < l.updated_at + interval '2 seconds'`,
    [shopId, listed.map((order) => order.orderId), listed.map((order) => order.updatedAt)],
  );
  return rows.map((row) => ({ orderId: row.order_id, isChanged: row.is_changed }));
}

/** The orders to which these fulfillments belong, each once. */
export async function ordersOfFulfillments(
  sql: PoolClient,
  shopId: number,
  fulfillmentIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql.query<{ order_id: string }>(
    `select distinct order_id from fulfillments where shop_id = $1 and fulfillment_id = any($2::bigint[])`,
    [shopId, fulfillmentIds],
  );
  return rows.map((row) => row.order_id);
}
