import type { PoolClient } from 'pg';

/** A variant in a country ('' = the shop's own price). */
export interface PriceKey {
  variantId: string;
  country: string;
}

export interface PriceHistory extends PriceKey {
  productId: string;
  variantTitle: string;
  currency: string;
  points: { at: Date; priceMinor: number; compareAtMinor: number | null }[];
}

interface PriceRow extends Omit<PriceHistory, 'points'> {
  at: Date;
  price: string;
  compareAt: string | null;
  /** False: the shop's own price, told beside the one in its own country. */
  isAsked: boolean;
}

/**
 * Every recorded price of these, oldest first. A variant that is gone has none. Where the shop's own country has prices of its
 * own, they stand for the shop's own price too, which then has no record: what was found of the two would be found twice.
 */
export async function loadPriceHistories(
  sql: PoolClient,
  shopId: number,
  keys: readonly PriceKey[],
): Promise<PriceHistory[]> {
  const { rows } = await sql.query<PriceRow>(
    `select k.variant_id::text as "variantId", k.country, v.product_id::text as "productId",
       v.title as "variantTitle", p.currency, p.seen_at as at, p.price_minor as price,
       p.compare_at_minor as "compareAt", p.country = k.country as "isAsked"
     from unnest($2::bigint[], $3::text[]) as k(variant_id, country)
     join shops s on s.shop_id = $1
     join variants v on v.shop_id = $1 and v.variant_id = k.variant_id
     join price_points p on p.shop_id = $1 and p.variant_id = k.variant_id
       and (p.country = k.country or p.country = '' and k.country = s.country)
     where k.country <> '' or not exists (select from price_points o
       where o.shop_id = $1 and o.variant_id = k.variant_id and o.country = s.country)
     order by k.variant_id, k.country, p.seen_at`,
    [shopId, keys.map(({ variantId }) => variantId), keys.map(({ country }) => country)],
  );
  const groups = Map.groupBy(rows, ({ variantId, country }) => `${variantId}@${country}`);
  return [...groups.values()].flatMap((group) => {
    const told = withEarlierRecord(group);
    const last = told.at(-1);
    if (last === undefined) return [];
    const { variantId, country, productId, variantTitle, currency } = last;
    return [
      {
        variantId,
        country,
        productId,
        variantTitle,
        currency,
        // In another currency than today's a price compares with nothing.
        points: told
          .filter((point) => point.currency === currency)
          .map(({ at, price, compareAt }) => ({
            at,
            priceMinor: Number(price),
            compareAtMinor: compareAt === null ? null : Number(compareAt),
          })),
      },
    ];
  });
}

/**
 * The shop's own price is recorded from the install on, the one in its country only once markets may be read: where the
 * country's record begins with what the shop's own was, that one's goes before it.
 */
function withEarlierRecord(rows: readonly PriceRow[]): PriceRow[] {
  const asked = rows.filter(({ isAsked }) => isAsked);
  const [first] = asked;
  if (first === undefined) return [];
  const before = rows.filter(({ isAsked, at }) => !isAsked && at < first.at);
  const last = before.at(-1);
  const isTheSame =
    last !== undefined &&
    last.currency === first.currency &&
    last.price === first.price &&
    last.compareAt === first.compareAt;
  return isTheSame ? [...before, ...asked] : asked;
}

/** What was sold of a variant: since an instant by currency, and whether ever at a price in a currency. */
export interface PriceSales extends PriceKey {
  since: { minor: number; currency: string }[];
  /** Null: no order of the last year holds it. */
  wasSoldAt: boolean | null;
}

/** Sales of variants in their countries ('' = everywhere), of orders that were not cancelled. */
export async function loadPriceSales(
  sql: PoolClient,
  shopId: number,
  {
    asked,
    now,
  }: {
    asked: readonly (PriceKey & { since: Date | null; atMinor: number | null; currency: string })[];
    now: Date;
  },
): Promise<Map<string, PriceSales>> {
  const { rows } = await sql.query<
    PriceKey & { currency: string; minor: string | null; was_sold_at: boolean | null }
  >(
    `select k.variant_id::text as "variantId", k.country, l.currency,
       sum(l.total_minor) filter (where l.ordered_at >= k.since)::text as minor,
       bool_or(l.total_minor >= k.at_minor * l.quantity) filter (where l.currency = k.currency) as was_sold_at
     from unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::bigint[], $6::text[])
       as k(variant_id, country, since, at_minor, currency)
     join order_lines l on l.shop_id = $1 and l.variant_id = k.variant_id
       and l.ordered_at > date_trunc('day', $7::timestamptz, 'UTC') - interval '365 days'
     join orders o on o.shop_id = $1 and o.order_id = l.order_id and o.cancelled_at is null
       and (k.country = '' or o.destination_country = k.country)
     group by k.variant_id, k.country, l.currency order by 1, 2, 3`,
    [
      shopId,
      asked.map(({ variantId }) => variantId),
      asked.map(({ country }) => country),
      asked.map(({ since }) => since),
      asked.map(({ atMinor }) => atMinor),
      asked.map(({ currency }) => currency),
      now,
    ],
  );
  const sales = new Map<string, PriceSales>();
  for (const { variantId, country, currency, minor, was_sold_at: wasSoldAt } of rows) {
    const key = `${variantId}@${country}`;
    const own = sales.get(key) ?? { variantId, country, since: [], wasSoldAt: null };
    if (minor !== null) own.since.push({ minor: Number(minor), currency });
    sales.set(key, { ...own, wasSoldAt: own.wasSoldAt ?? wasSoldAt });
  }
  return sales;
}

/** Recorded prices in order of variant and country, after the given one; those too that another one stands for now. */
export async function listPriceKeys(
  sql: PoolClient,
  shopId: number,
  { after, limit }: { after: PriceKey | null; limit: number },
): Promise<PriceKey[]> {
  const { rows } = await sql.query<PriceKey>(
    `select distinct p.variant_id as id, p.variant_id::text as "variantId", p.country from price_points p
      where p.shop_id = $1 and (p.variant_id, p.country) > ($2::bigint, $3::text)
        and exists (select from variants v where v.shop_id = $1 and v.variant_id = p.variant_id)
      order by p.variant_id, p.country limit $4`,
    [shopId, after?.variantId ?? '0', after?.country ?? '', limit],
  );
  return rows.map(({ variantId, country }) => ({ variantId, country }));
}
