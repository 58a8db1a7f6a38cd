import type { PoolClient } from 'pg';

/** An order as its shopper sees it. */
export interface ShopperView {
  /** Each a `ShopperParcel`; an older release may have written it, so that readers take them one by one. */
  parcels: unknown[];
  madeAt: Date;
  /** Stands in the order's metafield alone: whoever names it sees the order's status page. */
  orderKey: string;
  /** HMAC of the customer that first named the key; null: nobody has. Never leaves the server. */
  customerHash: string | null;
}

/** The order's view; null when the shop has none of it. */
export async function readShopperView(
  sql: PoolClient,
  shopId: number,
  orderId: string,
): Promise<ShopperView | null> {
  const { rows } = await sql.query<ShopperView>(
    `select parcels, made_at as "madeAt", order_key as "orderKey", customer_hash as "customerHash"
     from shopper_views where shop_id = $1 and order_id = $2`,
    [shopId, orderId],
  );
  return rows[0] ?? null;
}

/**
 * Binds an order to the customer that proved to see its page; the first one stays. True when it is bound to this customer
 * now, by this call or an earlier one.
 */
export async function bindCustomer(
  sql: PoolClient,
  shopId: number,
  { orderId, customerHash }: { orderId: string; customerHash: string },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update shopper_views set customer_hash = $3
     where shop_id = $1 and order_id = $2 and (customer_hash is null or customer_hash = $3)`,
    [shopId, orderId, customerHash],
  );
  return rowCount === 1;
}

/** Marks every order with a parcel that is on its way or has ended since then. */
export async function markShopperViews(
  sql: PoolClient,
  shopId: number,
  { endedSince }: { endedSince: Date },
): Promise<void> {
  await sql.query(
    `insert into shopper_views_due (shop_id, order_id)
     select distinct $1::int, order_id from parcels
     where shop_id = $1 and (not (${HAS_ENDED}) or coalesce(verdict_since, shipped_at) >= $2)
     order by 2 on conflict do nothing`,
    [shopId, endedSince],
  );
}

/** Nothing of such a parcel changes by time. */
const HAS_ENDED = `cancelled or verdict in ('delivered', 'returning', 'lost')`;
