import type { PoolClient } from 'pg';
import type { CataloguePass } from '#app/db/facts-state.server.ts';
import { recordPrices } from '#app/db/price-points.server.ts';
import { deleteProducts, productIdsBetween, writeProducts } from '#app/db/products-write.server.ts';
import type { ProductRow, VariantFacts } from '#app/db/products.server.ts';
import { noteGaps } from '#app/db/sync-state.server.ts';
import { readProduct, readVariantsPage } from '#app/services/read-product.ts';
import type { CatalogueSlice } from '#app/services/catalogue-slice.ts';
import { updatedSinceFilter } from '#app/shopify/bulk-orders-query.ts';
import {
  ProductIdsDocument,
  ProductVariantsDocument,
  ProductsByIdsDocument,
  ProductsUpdatedDocument,
} from '#app/shopify/generated/documents.ts';

/**
 * Sizes below 1,000 points under the documented rule. A variant: 1, its price unit 1, its item with measurement 3, ten
 * customs codes 12, three places 3 × 2 + 2, three metafields 5, a group of three plans 2 + 1 + 2 + 3 × 2 = 41. A product: 1,
 * category and media 2, twenty metafields 22, seven variants 7 × 41 + 2 = 314; three of them 944. A further page:
 * 20 × 41 + 4 = 824.
 */
export const PRODUCTS_PER_READ = 3;
const VARIANTS_PER_PRODUCT = 7;
const VARIANTS_PER_PAGE = 20;
/** A product has at most 2,048 variants. */
const MOST_VARIANT_PAGES = 110;
/** Shopify's search lags behind its database by seconds; two clocks may differ by more. */
const OVERLAP_MS = 5 * 60_000;

export interface ReadProducts {
  products: ProductRow[];
  /** Asked for by id, and Shopify says that they do not exist. */
  gone: string[];
  unreadable: string[];
  /** Where the next page begins; null = this was the last. */
  cursor: string | null;
}

/** A page of the products changed since the pass before; all of them at first. */
export async function readChangedProducts(
  slice: CatalogueSlice,
  { since, cursor }: CataloguePass,
): Promise<ReadProducts> {
  const answer = await slice.source.query(ProductsUpdatedDocument, {
    query: since === null ? null : updatedSinceFilter(new Date(since.getTime() - OVERLAP_MS)),
    first: PRODUCTS_PER_READ,
    after: cursor,
    variants: VARIANTS_PER_PRODUCT,
  });
  const { nodes, pageInfo } = answer.data.products;
  return {
    ...(await readAll(slice, nodes)),
    gone: [],
    cursor: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
  };
}

/** Products by id; at most `PRODUCTS_PER_READ`. */
export async function readProductsByIds(
  slice: CatalogueSlice,
  productIds: readonly string[],
): Promise<ReadProducts> {
  const answer = await slice.source.query(ProductsByIdsDocument, {
    ids: productIds.map((id) => `gid://shopify/Product/${id}`),
    variants: VARIANTS_PER_PRODUCT,
  });
  const withheld = new Set(answer.gaps.map(({ path }) => path));
  const gone = productIds.filter(
    (_, index) =>
      answer.data.nodes[index] == null && !withheld.has('nodes') && !withheld.has(`nodes.${index}`),
  );
  const nodes = answer.data.nodes.filter((node) => node !== null);
  return { ...(await readAll(slice, nodes)), gone, cursor: null };
}

async function readAll(
  slice: CatalogueSlice,
  nodes: readonly unknown[],
): Promise<{ products: ProductRow[]; unreadable: string[] }> {
  const products: ProductRow[] = [];
  const unreadable: string[] = [];
  for (const node of nodes) {
    const reading = readProduct(node, slice.currency);
    if (!reading.ok) {
      unreadable.push(reading.reason);
      continue;
    }
    const { product, variantsCursor } = reading;
    const further = await readFurtherVariants(slice, product.productId, variantsCursor);
    const variants = [...product.facts.variants, ...further];
    products.push({ ...product, facts: { ...product.facts, variants } });
  }
  return { products, unreadable };
}

async function readFurtherVariants(
  { source, currency }: CatalogueSlice,
  productId: string,
  first: string | null,
): Promise<VariantFacts[]> {
  const variants: VariantFacts[] = [];
  let after = first;
  for (let page = 0; after !== null && page < MOST_VARIANT_PAGES; page += 1) {
    const id = `gid://shopify/Product/${productId}`;
    const answer = await source.query(ProductVariantsDocument, {
      id,
      variants: VARIANTS_PER_PAGE,
      after,
    });
    const read = readVariantsPage(answer.data.product, currency);
    if (read === null) break;
    variants.push(...read.variants);
    after = read.cursor;
  }
  return variants;
}

/** Writes what was read, and records prices that have changed. */
export async function storeProducts(
  sql: PoolClient,
  { shopId, now }: CatalogueSlice,
  { products, gone, unreadable }: ReadProducts,
): Promise<void> {
  await writeProducts(sql, shopId, { products, readAt: now });
  await deleteProducts(sql, shopId, gone);
  await recordPrices(sql, shopId, { prices: products.flatMap(ownPrices), seenAt: now });
  await noteGaps(
    sql,
    shopId,
    unreadable.map((message) => ({ path: 'product', message })),
    now,
  );
}

function ownPrices({ facts }: ProductRow) {
  return facts.variants.map(({ id, priceMinor, compareAtMinor }) => ({
    variantId: id,
    country: '',
    currency: facts.currency,
    priceMinor,
    compareAtMinor,
  }));
}

/** Compares a page of Shopify's list of products with ours; `cursor` holds Shopify's and the last id compared. */
export async function listProductsGone(
  { shopId, source }: CatalogueSlice,
  { cursor, startedAt }: CataloguePass,
): Promise<{ store: (sql: PoolClient) => Promise<void>; cursor: string | null }> {
  const [after = '0', shopifys] = cursor === null ? [] : splitOnce(cursor);
  const answer = await source.query(ProductIdsDocument, { after: shopifys ?? null });
  const { nodes, pageInfo } = answer.data.products;
  const listed = new Set(nodes.map(({ id }) => id.slice(id.lastIndexOf('/') + 1)));
  const last = [...listed].at(-1) ?? after;
  const isLastPage = !pageInfo.hasNextPage || pageInfo.endCursor == null;
  return {
    async store(sql) {
      const upTo = isLastPage ? null : last;
      // One that came after the list was begun may be missing in it.
      const ours = await productIdsBetween(sql, shopId, { after, upTo, readBefore: startedAt });
      const gone = ours.filter((id) => !listed.has(id));
      await deleteProducts(sql, shopId, gone);
    },
    cursor: isLastPage ? null : `${last}:${pageInfo.endCursor}`,
  };
}

function splitOnce(cursor: string): [string, string] {
  const colon = cursor.indexOf(':');
  return [cursor.slice(0, colon), cursor.slice(colon + 1)];
}
