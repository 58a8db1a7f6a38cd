import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { ProductRow } from '#app/db/products.server.ts';

/** Writes products that are new or changed, with their variants, in the caller's transaction. Returns their ids. */
export async function writeProducts(
  sql: PoolClient,
  shopId: number,
  { products, readAt }: { products: readonly ProductRow[]; readAt: Date },
): Promise<string[]> {
  if (products.length === 0) return [];
  // What markets say of it is read apart and stays.
  const { rows } = await sql.query<{ id: string }>(
    `insert into products as p (shop_id, product_id, title, status, created_at, updated_at, read_at, facts, digest)
     select $1, product_id, title, status, created_at, updated_at, $9, facts::jsonb, digest
       from unnest($2::bigint[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::text[], $8::text[])
         as n(product_id, title, status, created_at, updated_at, facts, digest)
      order by product_id
     on conflict (shop_id, product_id) do update set
       title = excluded.title, status = excluded.status, updated_at = excluded.updated_at, read_at = excluded.read_at,
       facts = excluded.facts || jsonb_build_object('notSoldIn', p.facts->'notSoldIn'), digest = excluded.digest
      where p.digest <> excluded.digest and p.updated_at <= excluded.updated_at
     returning product_id::text as id`,
    [
      shopId,
      products.map(({ productId }) => productId),
      products.map(({ title }) => title),
      products.map(({ status }) => status),
      products.map(({ createdAt }) => createdAt),
      products.map(({ updatedAt }) => updatedAt),
      products.map(({ facts }) => JSON.stringify(facts)),
      products.map(digestOf),
      readAt,
    ],
  );
  const changed = rows.map(({ id }) => id);
  await writeVariants(
    sql,
    shopId,
    products.filter(({ productId }) => changed.includes(productId)),
  );
  return changed;
}

function digestOf({ title, status, facts }: ProductRow): string {
  const { notSoldIn: _notSoldIn, ...own } = facts;
  return createHash('sha256')
    .update(JSON.stringify([title, status, own]))
    .digest('base64url');
}

async function writeVariants(
  sql: PoolClient,
  shopId: number,
  products: readonly ProductRow[],
): Promise<void> {
  if (products.length === 0) return;
  const variants = products.flatMap(({ productId, facts }) =>
    facts.variants.map((variant) => ({ ...variant, productId })),
  );
  const ids = variants.map(({ id }) => id);
  await sql.query(
    `delete from variants where shop_id = $1 and product_id = any($2::bigint[]) and variant_id <> all($3::bigint[])`,
    [shopId, products.map(({ productId }) => productId), ids],
  );
  await sql.query(
    `insert into variants as v (shop_id, variant_id, product_id, title, sku)
     select $1, variant_id, product_id, title, sku
       from unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[]) as n(variant_id, product_id, title, sku)
      order by variant_id
     on conflict (shop_id, variant_id) do update set
       product_id = excluded.product_id, title = excluded.title, sku = excluded.sku
      where (v.product_id, v.title, v.sku) is distinct from (excluded.product_id, excluded.title, excluded.sku)`,
    [
      shopId,
      ids,
      variants.map(({ productId }) => productId),
      variants.map(({ title }) => title),
      variants.map(({ sku }) => sku),
    ],
  );
}

/** Deletes products that Shopify no longer has, with the record of their prices. */
export async function deleteProducts(
  sql: PoolClient,
  shopId: number,
  productIds: readonly string[],
): Promise<void> {
  if (productIds.length === 0) return;
  await sql.query(
    `delete from price_points where shop_id = $1 and variant_id in (
       select variant_id from variants where shop_id = $1 and product_id = any($2::bigint[]))`,
    [shopId, productIds],
  );
  for (const table of ['variants', 'products']) {
    await sql.query(`delete from ${table} where shop_id = $1 and product_id = any($2::bigint[])`, [
      shopId,
      productIds,
    ]);
  }
}

/** Notes where products are not offered, of the countries that were asked about. */
export async function writeNotSoldIn(
  sql: PoolClient,
  shopId: number,
  products: readonly { productId: string; notSoldIn: readonly string[] }[],
): Promise<void> {
  if (products.length === 0) return;
  await sql.query(
    `update products p set facts = jsonb_set(p.facts, '{notSoldIn}', n.countries::jsonb)
       from unnest($2::bigint[], $3::text[]) as n(product_id, countries)
      where p.shop_id = $1 and p.product_id = n.product_id
        and p.facts->'notSoldIn' is distinct from n.countries::jsonb`,
    [
      shopId,
      products.map(({ productId }) => productId),
      products.map(({ notSoldIn }) => JSON.stringify(notSoldIn)),
    ],
  );
}

/** Products between two ids, the first excluded and the second included (null = to the end). */
export async function productIdsBetween(
  sql: PoolClient,
  shopId: number,
  { after, upTo, readBefore }: { after: string; upTo: string | null; readBefore: Date },
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select product_id::text as id from products
      where shop_id = $1 and product_id > $2 and ($3::bigint is null or product_id <= $3) and read_at < $4`,
    [shopId, after, upTo, readBefore],
  );
  return rows.map(({ id }) => id);
}
