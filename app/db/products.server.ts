import type { PoolClient } from 'pg';
import { z } from 'zod';

/**
 * What `products.facts` holds: everything rules read of a product, variants included. Amounts are minor units of the shop's
 * currency, instants ISO texts, the description plain text.
 */
export type ProductFacts = z.infer<typeof productFactsSchema>;
export type VariantFacts = z.infer<typeof variantSchema>;

const sellingPlanSchema = z.object({
  name: z.string(),
  category: z.string(),
  /** When deliveries of it start or end; null: it names no day. */
  deliveryAt: z.string().nullable(),
});

const variantSchema = z.object({
  id: z.string(),
  title: z.string(),
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  priceMinor: z.int(),
  compareAtMinor: z.int().nullable(),
  inventoryPolicy: z.enum(['CONTINUE', 'DENY']),
  inventoryQuantity: z.int().nullable(),
  isTracked: z.boolean(),
  requiresShipping: z.boolean(),
  hsCode: z.string().nullable(),
  hsByCountry: z.record(z.string(), z.string()),
  originCountry: z.string().nullable(),
  /** Locations that stock it, three at most; null: not told. */
  locationIds: z.array(z.string()).nullish(),
  weightGrams: z.number().nullable(),
  hasUnitPrice: z.boolean(),
  sellingPlans: z.array(sellingPlanSchema),
  metafields: z.record(z.string(), z.string()),
});

export const productFactsSchema = z.object({
  description: z.string(),
  vendor: z.string(),
  productType: z.string(),
  tags: z.array(z.string()),
  category: z.object({ id: z.string(), fullName: z.string() }).nullable(),
  mediaCount: z.int(),
  /** Published to the online store. */
  isPublished: z.boolean(),
  currency: z.string(),
  metafields: z.record(z.string(), z.string()),
  /** The sentence of its texts that names a time to ship, and the one that says that no customs fees come. */
  statedShipTime: z.string().nullable(),
  saysNoCustomsFees: z.string().nullable(),
  variants: z.array(variantSchema),
  /** Market countries where it is not offered; null: nobody said. Not in the digest. */
  notSoldIn: z.array(z.string()).nullish(),
});

export interface ProductRow {
  productId: string;
  title: string;
  status: 'ACTIVE' | 'DRAFT' | 'ARCHIVED';
  createdAt: Date;
  updatedAt: Date;
  facts: ProductFacts;
}

const rowSchema = z.object({
  productId: z.string(),
  title: z.string(),
  status: z.enum(['ACTIVE', 'DRAFT', 'ARCHIVED']).catch('DRAFT'),
  createdAt: z.date(),
  updatedAt: z.date(),
  facts: productFactsSchema,
});

/** The products of these ids. */
export async function loadProducts(
  sql: PoolClient,
  shopId: number,
  productIds: readonly string[],
): Promise<Map<string, ProductRow>> {
  const { rows } = await sql.query(
    `select product_id::text as "productId", title, status, created_at as "createdAt", updated_at as "updatedAt", facts
       from products where shop_id = $1 and product_id = any($2::bigint[])`,
    [shopId, [...new Set(productIds)]],
  );
  return new Map(
    rows.map((row) => {
      const product = rowSchema.parse(row);
      return [product.productId, product];
    }),
  );
}

/** The SKUs among these that more than one variant of the shop has. */
export async function sharedSkus(
  sql: PoolClient,
  shopId: number,
  skus: readonly string[],
): Promise<Set<string>> {
  if (skus.length === 0) return new Set();
  const { rows } = await sql.query<{ sku: string }>(
    `select sku from variants where shop_id = $1 and sku = any($2::text[]) group by sku having count(*) > 1`,
    [shopId, [...new Set(skus)]],
  );
  return new Set(rows.map(({ sku }) => sku));
}

/** Product ids in their order, after the given one (null = from the start). */
export async function listProductIds(
  sql: PoolClient,
  shopId: number,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select product_id::text as id from products where shop_id = $1 and product_id > $2 order by product_id limit $3`,
    [shopId, after ?? '0', limit],
  );
  return rows.map(({ id }) => id);
}

/** What is sold of products: by product, variant, destination and currency. */
export interface ProductSales {
  productId: string;
  variantId: string | null;
  country: string | null;
  minor: number;
  currency: string;
}

/** Paid lines that have not been shipped, of orders of the last year that were not cancelled. */
export async function openLinesOf(
  sql: PoolClient,
  shopId: number,
  { productIds, now }: { productIds: readonly string[]; now: Date },
): Promise<ProductSales[]> {
  const { rows } = await sql.query<Omit<ProductSales, 'minor'> & { minor: string }>(
    `select l.product_id::text as "productId", l.variant_id::text as "variantId", o.destination_country as country,
       l.currency, round(sum(l.total_minor * l.unfulfilled_quantity::numeric / l.quantity))::text as minor
     from order_lines l join orders o on o.shop_id = $1 and o.order_id = l.order_id
     where l.shop_id = $1 and l.product_id = any($2::bigint[]) and l.ordered_at > date_trunc('day', $3::timestamptz, 'UTC') - interval '365 days'
       and l.unfulfilled_quantity > 0 and l.quantity > 0 and o.cancelled_at is null
       and o.financial_status in ('PAID', 'PARTIALLY_PAID', 'PARTIALLY_REFUNDED')
     group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    [shopId, productIds, now],
  );
  return rows.map((row) => ({ ...row, minor: Number(row.minor) }));
}

/** Lines of the last thirty days, cancelled orders left out. */
export async function recentSalesOf(
  sql: PoolClient,
  shopId: number,
  { productIds, now }: { productIds: readonly string[]; now: Date },
): Promise<Omit<ProductSales, 'variantId'>[]> {
  const { rows } = await sql.query<Omit<ProductSales, 'minor' | 'variantId'> & { minor: string }>(
    `select l.product_id::text as "productId", o.destination_country as country, l.currency,
       sum(l.total_minor)::text as minor
     from order_lines l join orders o on o.shop_id = $1 and o.order_id = l.order_id
     where l.shop_id = $1 and l.product_id = any($2::bigint[]) and l.ordered_at > date_trunc('day', $3::timestamptz, 'UTC') - interval '30 days'
       and o.cancelled_at is null
     group by 1, 2, 3 order by 1, 2, 3`,
    [shopId, productIds, now],
  );
  return rows.map((row) => ({ ...row, minor: Number(row.minor) }));
}
