import type { PoolClient } from 'pg';

/** Another order that carries the same number. */
export interface NumberSharer {
  numberKey: string;
  orderId: string;
  orderName: string;
  orderedAt: Date;
  totalMinor: number;
  currency: string;
  country: string | null;
  postcodeHash: string | null;
  markedAt: Date;
}

/** Of one number; more of them say no more. */
const MOST_SHARERS = 50;

/** Every order that carries one of these numbers, by number; numbers that one order alone has are left out. */
export async function loadSharers(
  sql: PoolClient,
  shopId: number,
  numberKeys: readonly string[],
): Promise<Map<string, NumberSharer[]>> {
  if (numberKeys.length === 0) return new Map();
  const { rows } = await sql.query<Omit<NumberSharer, 'totalMinor'> & { totalMinor: string }>(
    `select shared.number_key as "numberKey", s.*
     from (
       select number_key from parcels
        where shop_id = $1 and number_key = any($2::text[]) and not cancelled
        group by number_key having count(distinct order_id) > 1
     ) shared cross join lateral (
       select o.order_id::text as "orderId", o.name as "orderName",
         coalesce(o.processed_at, o.created_at) as "orderedAt", o.total_minor as "totalMinor", o.currency,
         o.destination_country as country, o.postcode_hash as "postcodeHash", min(f.created_at) as "markedAt"
       from parcels p
       join orders o on o.shop_id = $1 and o.order_id = p.order_id
       join fulfillments f on f.shop_id = $1 and f.fulfillment_id = p.fulfillment_id
       where p.shop_id = $1 and p.number_key = shared.number_key and not p.cancelled
       group by o.shop_id, o.order_id order by min(f.created_at), o.order_id limit ${MOST_SHARERS}
     ) s`,
    [shopId, [...new Set(numberKeys)]],
  );
  const sharers = rows.map((row) => ({ ...row, totalMinor: Number(row.totalMinor) }));
  return Map.groupBy(sharers, ({ numberKey }) => numberKey);
}

/** The hashed postcode to which sources say that numbers went, by number. */
export async function recipientPostcodes(
  sql: PoolClient,
  shopId: number,
  numberKeys: readonly string[],
): Promise<Map<string, string>> {
  if (numberKeys.length === 0) return new Map();
  const { rows } = await sql.query<{ key: string; hash: string }>(
    `select distinct on (number_key) number_key as key, recipient_postcode_hash as hash from source_numbers
      where shop_id = $1 and number_key = any($2::text[]) and recipient_postcode_hash is not null
      order by number_key, answered_at desc nulls last`,
    [shopId, [...new Set(numberKeys)]],
  );
  return new Map(rows.map(({ key, hash }) => [key, hash]));
}
