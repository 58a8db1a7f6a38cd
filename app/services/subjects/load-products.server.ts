import type { PoolClient } from 'pg';
import { loadProducts, openLinesOf, recentSalesOf, sharedSkus } from '#app/db/products.server.ts';
import type { ProductRow, VariantFacts } from '#app/db/products.server.ts';
import { validAnswers } from '#app/db/shop-knowledge.server.ts';
import { known, missing } from '#app/domain/findings/fact.ts';
import type { Fact } from '#app/domain/findings/fact.ts';
import type { ProductSubject, ProductVariant } from '#app/domain/findings/subjects.ts';
import type { ShopKnowledge } from '#app/services/subjects/shop-knowledge.server.ts';

/** Products as rules see them, in a fixed number of questions. */
export async function loadProductSubjects(
  sql: PoolClient,
  shopId: number,
  { ids, shop }: { ids: readonly string[]; shop: ShopKnowledge },
): Promise<Map<string, ProductSubject>> {
  const { now, side, record } = shop;
  const products = await loadProducts(sql, shopId, ids);
  const productIds = [...products.keys()];
  const skus = [...products.values()].flatMap(({ facts }) =>
    facts.variants.flatMap(({ sku }) => sku ?? []),
  );
  const shared = await sharedSkus(sql, shopId, skus);
  const open = Map.groupBy(
    await openLinesOf(sql, shopId, { productIds, now }),
    ({ productId }) => productId,
  );
  const sold = Map.groupBy(
    await recentSalesOf(sql, shopId, { productIds, now }),
    ({ productId }) => productId,
  );
  const answers = await validAnswers(sql, shopId, { kind: 'product', ids: productIds, now });
  const locales = side.locales !== null && 'value' in side.locales ? side.locales.value : [];
  const countries = countriesOfLocations(shop);
  const subject = ({ productId, ...product }: ProductRow): ProductSubject => ({
    kind: 'product',
    id: productId,
    shop: shop.context,
    title: product.title,
    description: product.facts.description,
    vendor: product.facts.vendor,
    productType: product.facts.productType,
    tags: product.facts.tags,
    status: product.status,
    category: product.facts.category,
    mediaCount: product.facts.mediaCount,
    updatedAt: product.updatedAt,
    metafields: product.facts.metafields,
    soldIn: soldIn(product, shop),
    variants: product.facts.variants.map((variant) =>
      productVariant(variant, { currency: product.facts.currency, shared, countries }),
    ),
    openOrders: (open.get(productId) ?? []).map(({ country, minor, currency, variantId }) => ({
      country,
      value: { minor, currency },
      variantId,
    })),
    recentSales: (sold.get(productId) ?? []).map(({ country, minor, currency }) => ({
      country,
      value: { minor, currency },
    })),
    locales,
    answers: answers.get(productId) ?? {},
    mapped: record.settings.mapped,
    statedShipTime: product.facts.statedShipTime,
  });
  return new Map([...products].map(([id, product]) => [id, subject(product)]));
}

/**
 * Of the countries the shop sells to, those where the product is offered: none while it is not on sale, else all but those
 * where a market leaves it out (told where `read_publications` is granted).
 */
export function soldIn(
  { status, facts, updatedAt }: Pick<ProductRow, 'status' | 'facts' | 'updatedAt'>,
  { context }: ShopKnowledge,
): Fact<readonly string[]> {
  const { targets } = context;
  if (status !== 'ACTIVE' || !facts.isPublished)
    return known([], { at: updatedAt, origin: 'shopify' });
  if (!targets.known) return missing(targets.missing);
  const left = new Set(facts.notSoldIn ?? []);
  return known(
    targets.value.filter((country) => !left.has(country)),
    { at: targets.at > updatedAt ? targets.at : updatedAt, origin: targets.origin },
  );
}

function productVariant(
  { priceMinor, compareAtMinor, sellingPlans, locationIds, ...variant }: VariantFacts,
  {
    currency,
    shared,
    countries,
  }: {
    currency: string;
    shared: ReadonlySet<string>;
    /** By location. */
    countries: ReadonlyMap<string, string>;
  },
): ProductVariant {
  const stocked = locationIds?.map((id) => countries.get(id)) ?? [];
  // One place of which the country is not known leaves open where the goods are.
  const isTold = stocked.length > 0 && stocked.every((country) => country !== undefined);
  return {
    ...variant,
    price: { minor: priceMinor, currency },
    compareAt: compareAtMinor === null ? null : { minor: compareAtMinor, currency },
    sellingPlans: sellingPlans.map(({ name, category, deliveryAt }) => ({
      name,
      category,
      deliveryAnchorAt: deliveryAt === null ? null : new Date(deliveryAt),
    })),
    isSkuShared: variant.sku !== null && shared.has(variant.sku),
    ...(isTold ? { stockedIn: [...new Set(stocked.flatMap((country) => country ?? []))] } : {}),
  };
}

function countriesOfLocations({ side: { locations } }: ShopKnowledge): Map<string, string> {
  if (locations === null || 'missing' in locations) return new Map();
  return new Map(
    locations.value.flatMap(({ id, country }) =>
      id == null || country === null ? [] : [[id, country] as const],
    ),
  );
}
