import type { PoolClient } from 'pg';

/** What a variant costs now; `country` '' = the shop's own price. Minor units. */
export interface SeenPrice {
  variantId: string;
  country: string;
  currency: string;
  priceMinor: number;
  compareAtMinor: number | null;
}

/** Records prices that are another than the last one recorded; returns how many were. */
export async function recordPrices(
  sql: PoolClient,
  shopId: number,
  { prices, seenAt }: { prices: readonly SeenPrice[]; seenAt: Date },
): Promise<number> {
  if (prices.length === 0) return 0;
  const { rowCount } = await sql.query(
    `insert into price_points (shop_id, variant_id, country, seen_at, currency, price_minor, compare_at_minor)
     select $1, n.variant_id, n.country, $7, n.currency, n.price, n.compare_at
       from unnest($2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::bigint[])
         as n(variant_id, country, currency, price, compare_at)
       left join lateral (
         select currency, price_minor, compare_at_minor from price_points p
          where p.shop_id = $1 and p.variant_id = n.variant_id and p.country = n.country
          order by p.seen_at desc limit 1
       ) latest on true
      where (latest.currency::text, latest.price_minor, latest.compare_at_minor)
        is distinct from (n.currency, n.price, n.compare_at)
      order by n.variant_id, n.country
     on conflict (shop_id, variant_id, country, seen_at) do update set
       currency = excluded.currency, price_minor = excluded.price_minor, compare_at_minor = excluded.compare_at_minor`,
    [
      shopId,
      prices.map(({ variantId }) => variantId),
      prices.map(({ country }) => country),
      prices.map(({ currency }) => currency),
      prices.map(({ priceMinor }) => priceMinor),
      prices.map(({ compareAtMinor }) => compareAtMinor),
      seenAt,
    ],
  );
  return rowCount ?? 0;
}

/** Variants with their products in the order of their ids, after the given one. */
export async function variantsAfter(
  sql: PoolClient,
  shopId: number,
  { after, limit }: { after: string; limit: number },
): Promise<{ variantId: string; productId: string }[]> {
  const { rows } = await sql.query<{ variantId: string; productId: string }>(
    `select variant_id::text as "variantId", product_id::text as "productId" from variants
      where shop_id = $1 and variant_id > $2 order by variant_id limit $3`,
    [shopId, after, limit],
  );
  return rows;
}

/** The variants of these products, at most `limit`, in order of id. */
export async function variantsOf(
  sql: PoolClient,
  shopId: number,
  { productIds, limit }: { productIds: readonly string[]; limit: number },
): Promise<{ variantId: string; productId: string }[]> {
  const { rows } = await sql.query<{ variantId: string; productId: string }>(
    `select variant_id::text as "variantId", product_id::text as "productId" from variants
      where shop_id = $1 and product_id = any($2::bigint[]) order by variant_id limit $3`,
    [shopId, productIds, limit],
  );
  return rows;
}

/** The countries of orders of the last ninety days, those with most orders first. */
export async function busiestCountries(
  sql: PoolClient,
  shopId: number,
  now: Date,
): Promise<string[]> {
  const { rows } = await sql.query<{ country: string }>(
    `select destination_country as country from orders
      where shop_id = $1 and updated_at > date_trunc('day', $2::timestamptz, 'UTC') - interval '90 days' and destination_country is not null
      group by 1 order by count(*) desc, 1`,
    [shopId, now],
  );
  return rows.map(({ country }) => country);
}
