import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { MatchParcel } from '#app/domain/uploads/claim.ts';

const parcelRow = z.object({
  fulfillment_id: z.string(),
  position: z.number(),
  order_id: z.string(),
  order_name: z.string(),
  number: z.string().nullable(),
  number_key: z.string().nullable(),
  leg_keys: z.array(z.string()),
  cancelled: z.boolean(),
  shipped_on: z.string(),
  ordered_on: z.string(),
});

/** A parcel with every number it has or had. `which` says which parcels, as pairs of fulfillment and position. */
function parcelsSql(which: string): string {
  return `with found as materialized (${which})
    select p.fulfillment_id, p.position, p.order_id, p.order_name, p.number, p.number_key, p.cancelled,
      (p.shipped_at at time zone 'UTC')::date::text as shipped_on,
      (coalesce(o.processed_at, o.created_at, p.shipped_at) at time zone 'UTC')::date::text as ordered_on,
      array(select l.number_key from legs l where l.shop_id = p.shop_id and l.fulfillment_id = p.fulfillment_id
        and l.position = p.position order by l.seq) as leg_keys
    from (select distinct fulfillment_id, position from found) f
    join parcels p on p.shop_id = $1 and p.fulfillment_id = f.fulfillment_id and p.position = f.position
    left join orders o on o.shop_id = $1 and o.order_id = p.order_id`;
}

/** The parcels of the orders with these names. */
export async function parcelsOfOrders(
  sql: PoolClient,
  shopId: number,
  names: readonly string[],
): Promise<MatchParcel[]> {
  const { rows } = await sql.query(
    parcelsSql(`select q.fulfillment_id, q.position from orders n
      join parcels q on q.shop_id = $1 and q.order_id = n.order_id
      where n.shop_id = $1 and n.name = any($2)`),
    [shopId, names],
  );
  return rows.map(parcelOf);
}

/** Which of these names belong to orders that have no parcel. */
export async function ordersWithoutParcels(
  sql: PoolClient,
  shopId: number,
  names: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql.query<{ name: string }>(
    `select n.name from orders n where n.shop_id = $1 and n.name = any($2)
       and not exists (select from parcels p where p.shop_id = $1 and p.order_id = n.order_id)`,
    [shopId, names],
  );
  return new Set(rows.map((row) => row.name));
}

/** The parcels that have or had one of these numbers. */
export async function parcelsWithNumbers(
  sql: PoolClient,
  shopId: number,
  numberKeys: readonly string[],
): Promise<MatchParcel[]> {
  const { rows } = await sql.query(
    parcelsSql(`select fulfillment_id, position from legs where shop_id = $1 and number_key = any($2)
      union select fulfillment_id, position from parcels where shop_id = $1 and number_key = any($2)`),
    [shopId, numberKeys],
  );
  return rows.map(parcelOf);
}

/** Parcels without a number that were shipped in one of these spans (ISO dates, inclusive); at most `limit`, oldest first. */
export async function parcelsWithoutNumber(
  sql: PoolClient,
  shopId: number,
  { from, to, limit }: { from: string; to: string; limit: number },
): Promise<MatchParcel[]> {
  const { rows } = await sql.query(
    parcelsSql(`select fulfillment_id, position from parcels where shop_id = $1 and number_key is null
      and not cancelled and shipped_at >= $2::date and shipped_at < $3::date + 1
      order by shipped_at, fulfillment_id, position limit $4`),
    [shopId, from, to, limit],
  );
  return rows.map(parcelOf);
}

/** Names of some of the newest orders: how this shop writes them. */
export async function someOrderNames(sql: PoolClient, shopId: number): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>(
    `select name from orders where shop_id = $1 order by updated_at desc, order_id desc limit 100`,
    [shopId],
  );
  return rows.map((row) => row.name);
}

function parcelOf(raw: unknown): MatchParcel {
  const row = parcelRow.parse(raw);
  const current = row.number_key === null ? [] : [row.number_key];
  return {
    fulfillmentId: row.fulfillment_id,
    position: row.position,
    orderId: row.order_id,
    orderName: row.order_name,
    number: row.number,
    numberKeys: [...new Set([...row.leg_keys, ...current])],
    cancelled: row.cancelled,
    shippedOn: row.shipped_on,
    orderedOn: row.ordered_on,
  };
}
