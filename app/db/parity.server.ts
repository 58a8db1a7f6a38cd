import type { PoolClient } from 'pg';

/** An order as both sides count it. */
export interface CountedOrder {
  orderId: string;
  name: string | null;
  fulfillments: number;
}

/** Our orders created since an instant, with how many fulfillments each has. */
export async function countOurOrders(
  sql: PoolClient,
  shopId: number,
  createdSince: Date,
): Promise<CountedOrder[]> {
  const { rows } = await sql.query<{ order_id: string; name: string; fulfillments: string }>(
    `select o.order_id, o.name, count(f.fulfillment_id) as fulfillments
       from orders o left join fulfillments f on f.shop_id = o.shop_id and f.order_id = o.order_id
      where o.shop_id = $1 and o.created_at >= $2 group by o.order_id, o.name`,
    [shopId, createdSince],
  );
  return rows.map((row) => ({
    orderId: row.order_id,
    name: row.name,
    fulfillments: Number(row.fulfillments),
  }));
}

/** What we hold of orders created since an instant. `polled` = their events have been read. */
export async function countOurs(
  sql: PoolClient,
  shopId: number,
  createdSince: Date,
): Promise<{ orders: number; fulfillments: number; polled: number }> {
  const { rows } = await sql.query<{ orders: string; fulfillments: string; polled: string }>(
    `select (select count(*) from orders where shop_id = $1 and created_at >= $2) as orders,
            count(*) as fulfillments, count(f.events_read_at) as polled
       from fulfillments f join orders o on o.shop_id = f.shop_id and o.order_id = f.order_id
      where f.shop_id = $1 and o.created_at >= $2`,
    [shopId, createdSince],
  );
  const [row] = rows;
  return {
    orders: Number(row?.orders ?? 0),
    fulfillments: Number(row?.fulfillments ?? 0),
    polled: Number(row?.polled ?? 0),
  };
}

export interface ParityReport {
  takenAt: Date;
  /** Null = Shopify was not asked or did not say. */
  shopifyOrders: number | null;
  ourOrders: number;
  shopifyFulfillments: number | null;
  ourFulfillments: number;
  polledFulfillments: number;
  differences: { kind: string; id: string; name: string | null }[];
}

/** Keeps a comparison of both sides; at most 200 differences. */
export async function recordParity(
  sql: PoolClient,
  shopId: number,
  report: ParityReport,
): Promise<void> {
  await sql.query(
    `insert into parity_reports (shop_id, taken_at, shopify_orders, our_orders, shopify_fulfillments,
       our_fulfillments, polled_fulfillments, differences) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (shop_id, taken_at) do nothing`,
    [
      shopId,
      report.takenAt,
      report.shopifyOrders,
      report.ourOrders,
      report.shopifyFulfillments,
      report.ourFulfillments,
      report.polledFulfillments,
      JSON.stringify(report.differences.slice(0, 200)),
    ],
  );
  await sql.query(
    `delete from parity_reports where shop_id = $1 and taken_at < $2::timestamptz - interval '90 days'`,
    [shopId, report.takenAt],
  );
}
