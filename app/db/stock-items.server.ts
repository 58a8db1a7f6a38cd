import type { PoolClient } from 'pg';
import type { Money } from '#app/domain/shared/money.ts';

/** What Shopify counts of a variant. */
export interface StockItem {
  variantId: string;
  productId: string;
  inventoryItemId: string;
  label: string;
  sku: string | null;
  vendor: string;
  /** Shopify's category, else the product type; '' = none. */
  category: string;
  isTracked: boolean;
  sellsBelowZero: boolean;
  /** Over all locations, negative where more was sold than there was; null: not counted. */
  available: number | null;
  incoming: number | null;
  cost: Money | null;
  price: Money;
  isActive: boolean;
}

/**
 * Writes items that are new or say something else than before; the stock's record gets a row where `available` is another
 * than the last one. Variants with anything new are to be planned again.
 */
export async function writeStock(
  sql: PoolClient,
  shopId: number,
  { items, readAt }: { items: readonly StockItem[]; readAt: Date },
): Promise<void> {
  if (items.length === 0) return;
  await sql.query(
    `with written as (
       insert into stock_items as s (shop_id, variant_id, product_id, inventory_item_id, label, sku, vendor, category,
         is_tracked, sells_below_zero, available, incoming, cost_minor, cost_currency, price_minor, price_currency,
         is_active, read_at)
       select $1, n.*, $18
         from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[],
           $9::boolean[], $10::boolean[], $11::int[], $12::int[], $13::bigint[], $14::text[], $15::bigint[], $16::text[],
           $17::boolean[]) as n(variant_id, product_id, inventory_item_id, label, sku, vendor, category, is_tracked,
           sells_below_zero, available, incoming, cost_minor, cost_currency, price_minor, price_currency, is_active)
        order by n.variant_id
       on conflict (shop_id, variant_id) do update set
         product_id = excluded.product_id, inventory_item_id = excluded.inventory_item_id, label = excluded.label,
         sku = excluded.sku, vendor = excluded.vendor, category = excluded.category, is_tracked = excluded.is_tracked,
         sells_below_zero = excluded.sells_below_zero, available = excluded.available, incoming = excluded.incoming,
         cost_minor = excluded.cost_minor, cost_currency = excluded.cost_currency, price_minor = excluded.price_minor,
         price_currency = excluded.price_currency, is_active = excluded.is_active, read_at = excluded.read_at
        where (s.product_id, s.inventory_item_id, s.label, s.sku, s.vendor, s.category, s.is_tracked, s.sells_below_zero,
            s.available, s.incoming, s.cost_minor, s.cost_currency, s.price_minor, s.price_currency, s.is_active)
          is distinct from (excluded.product_id, excluded.inventory_item_id, excluded.label, excluded.sku,
            excluded.vendor, excluded.category, excluded.is_tracked, excluded.sells_below_zero, excluded.available,
            excluded.incoming, excluded.cost_minor, excluded.cost_currency, excluded.price_minor,
            excluded.price_currency, excluded.is_active)
       returning variant_id
     )
     insert into variants_to_plan (shop_id, variant_id)
       select $1, variant_id from written order by variant_id on conflict do nothing`,
    [
      shopId,
      items.map(({ variantId }) => variantId),
      items.map(({ productId }) => productId),
      items.map(({ inventoryItemId }) => inventoryItemId),
      items.map(({ label }) => label),
      items.map(({ sku }) => sku),
      items.map(({ vendor }) => vendor),
      items.map(({ category }) => category),
      items.map(({ isTracked }) => isTracked),
      items.map(({ sellsBelowZero }) => sellsBelowZero),
      items.map(({ available }) => available),
      items.map(({ incoming }) => incoming),
      items.map(({ cost }) => cost?.minor ?? null),
      items.map(({ cost }) => cost?.currency ?? null),
      items.map(({ price }) => price.minor),
      items.map(({ price }) => price.currency),
      items.map(({ isActive }) => isActive),
      readAt,
    ],
  );
  await recordStock(sql, shopId, { items, seenAt: readAt });
}

/** Two readings of one instant are one: the later one counts. */
async function recordStock(
  sql: PoolClient,
  shopId: number,
  { items, seenAt }: { items: readonly StockItem[]; seenAt: Date },
): Promise<void> {
  const counted = items.flatMap(({ variantId, available }) =>
    available === null ? [] : [{ variantId, available }],
  );
  await sql.query(
    `insert into stock_points (shop_id, variant_id, seen_at, available)
     select $1, n.variant_id, $4, n.available
       from unnest($2::bigint[], $3::int[]) as n(variant_id, available)
       left join lateral (
         select p.available from stock_points p where p.shop_id = $1 and p.variant_id = n.variant_id
          order by p.seen_at desc limit 1
       ) last on true
      where last.available is distinct from n.available order by n.variant_id
     on conflict (shop_id, variant_id, seen_at) do update set available = excluded.available`,
    [
      shopId,
      counted.map(({ variantId }) => variantId),
      counted.map(({ available }) => available),
      seenAt,
    ],
  );
}

/**
 * Removes the variants between two ids (the first excluded, the second included; null = to the end) that are not among those
 * Shopify listed there and were here before `readBefore`. Their record stays: it cannot be read again.
 */
export async function removeStockUnlisted(
  sql: PoolClient,
  shopId: number,
  {
    after,
    upTo,
    listed,
    readBefore,
  }: { after: string; upTo: string | null; listed: readonly string[]; readBefore: Date },
): Promise<void> {
  await sql.query(
    `${removing} shop_id = $1 and variant_id > $2 and ($3::bigint is null or variant_id <= $3)
       and variant_id <> all($4::bigint[]) and read_at < $5 ${marking}`,
    [shopId, after, upTo, listed, readBefore],
  );
}

/** Removes the variants of these items except the listed ones, which Shopify says they have. */
export async function removeStockOfItems(
  sql: PoolClient,
  shopId: number,
  { itemIds, listed }: { itemIds: readonly string[]; listed: readonly string[] },
): Promise<void> {
  await sql.query(
    `${removing} shop_id = $1 and inventory_item_id = any($2::bigint[]) and variant_id <> all($3::bigint[]) ${marking}`,
    [shopId, itemIds, listed],
  );
}

/** Removes what is counted of a product that Shopify no longer has. */
export async function removeStockOfProduct(
  sql: PoolClient,
  shopId: number,
  productId: string,
): Promise<void> {
  await sql.query(`${removing} shop_id = $1 and product_id = $2 ${marking}`, [shopId, productId]);
}

const removing = 'with gone as (delete from stock_items where';
/** Their plans have come to an end. */
const marking = `returning variant_id)
  insert into variants_to_plan (shop_id, variant_id)
    select $1, variant_id from gone order by variant_id on conflict do nothing`;
