import type { PoolClient } from 'pg';
import { z } from 'zod';
import {
  busiestCountries,
  recordPrices,
  variantsAfter,
  variantsOf,
} from '#app/db/price-points.server.ts';
import type { SeenPrice } from '#app/db/price-points.server.ts';
import { writeNotSoldIn } from '#app/db/products-write.server.ts';
import { loadShopSide } from '#app/db/shop-side.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { CatalogueSlice } from '#app/services/catalogue-slice.ts';
import { amountSchema, gid } from '#app/services/shopify-values.ts';
import { MarketOffersDocument, MarketPricesDocument } from '#app/shopify/generated/documents.ts';
import type { CountryCode } from '#app/shopify/generated/documents.ts';

/** 150 × (1 + 1 + 2 + 1) = 750 points of requested cost. */
const VARIANTS_PER_READ = 150;
/** Each country is a question of its own for every variant: the shop's busiest ones. */
const MOST_COUNTRIES = 10;

/** What the next variants cost in the shop's market countries, and where their products are offered. */
export async function readMarketPrices(
  slice: CatalogueSlice,
  cursor: string | null,
): Promise<{ store: (sql: PoolClient) => Promise<void>; cursor: string | null }> {
  const { shopId } = slice;
  const variants = await withShopSql(shopId, (sql) =>
    variantsAfter(sql, shopId, { after: cursor ?? '0', limit: VARIANTS_PER_READ }),
  );
  const store = await readPricesAbroad(slice, variants);
  const last = variants.at(-1)?.variantId ?? null;
  return { store, cursor: variants.length < VARIANTS_PER_READ ? null : last };
}

/**
 * The same for products that have just changed: a price that held for an hour counts for what a reduction starts from, so that
 * once a day is not enough.
 */
export async function readMarketPricesOf(
  slice: CatalogueSlice,
  productIds: readonly string[],
): Promise<(sql: PoolClient) => Promise<void>> {
  const { shopId } = slice;
  const variants = await withShopSql(shopId, (sql) =>
    variantsOf(sql, shopId, { productIds, limit: VARIANTS_PER_READ }),
  );
  return readPricesAbroad(slice, variants);
}

/** Asks for these variants, country by country; what it returns stores the answers. */
async function readPricesAbroad(
  slice: CatalogueSlice,
  variants: readonly { variantId: string; productId: string }[],
): Promise<(sql: PoolClient) => Promise<void>> {
  const { shopId, source, scopes, now } = slice;
  const countries = await withShopSql(shopId, (sql) => marketCountries(sql, shopId, now));
  if (variants.length === 0 || countries.length === 0) return () => Promise.resolve();
  const productIds = [...new Set(variants.map(({ productId }) => productId))];
  const prices: SeenPrice[] = [];
  const notSoldIn = new Map(productIds.map((id) => [id, new Array<string>()]));
  for (const country of countries) {
    const answer = await source.query(MarketPricesDocument, {
      ids: variants.map(({ variantId }) => `gid://shopify/ProductVariant/${variantId}`),
      country,
    });
    prices.push(...answer.data.nodes.flatMap((node) => priceIn(node, country)));
    if (!scopes.has('read_publications')) continue;
    const offers = await source.query(MarketOffersDocument, {
      ids: productIds.map((id) => `gid://shopify/Product/${id}`),
      country,
    });
    for (const node of offers.data.nodes) {
      const read = offerSchema.safeParse(node);
      if (read.success && !read.data.publishedInContext) notSoldIn.get(read.data.id)?.push(country);
    }
  }
  return async (sql) => {
    await recordPrices(sql, shopId, { prices, seenAt: now });
    if (!scopes.has('read_publications')) return;
    const products = [...notSoldIn].map(([productId, left]) => ({ productId, notSoldIn: left }));
    await writeNotSoldIn(sql, shopId, products);
  };
}

/** The busiest countries of the shop's active markets. */
async function marketCountries(sql: PoolClient, shopId: number, now: Date): Promise<CountryCode[]> {
  const { markets } = await loadShopSide(sql, shopId);
  if (markets === null || 'missing' in markets) return [];
  const countries = new Set(
    markets.value.filter(({ isActive }) => isActive).flatMap((market) => market.countries),
  );
  const busy = (await busiestCountries(sql, shopId, now)).filter((country) =>
    countries.has(country),
  );
  return [...new Set([...busy, ...[...countries].sort()])].slice(0, MOST_COUNTRIES).filter(isCode);
}

function isCode(country: string): country is CountryCode {
  return /^[A-Z]{2}$/.test(country);
}

const priceSchema = z.object({
  id: gid,
  contextualPricing: z.object({ price: amountSchema, compareAtPrice: amountSchema.nullish() }),
});
const offerSchema = z.object({ id: gid, publishedInContext: z.boolean() });

function priceIn(node: unknown, country: string): SeenPrice[] {
  const read = priceSchema.safeParse(node);
  if (!read.success) return [];
  const { price, compareAtPrice } = read.data.contextualPricing;
  return [
    {
      variantId: read.data.id,
      country,
      currency: price.currency,
      priceMinor: price.minor,
      // Another currency than the price's would compare nothing.
      compareAtMinor: compareAtPrice?.currency === price.currency ? compareAtPrice.minor : null,
    },
  ];
}
