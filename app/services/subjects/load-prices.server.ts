import type { PoolClient } from 'pg';
import {
  listPriceKeys,
  loadPriceHistories,
  loadPriceSales,
} from '#app/db/price-subjects.server.ts';
import type { PriceHistory, PriceKey, PriceSales } from '#app/db/price-subjects.server.ts';
import { loadProducts } from '#app/db/products.server.ts';
import type { ProductRow } from '#app/db/products.server.ts';
import type { PriceSubject } from '#app/domain/findings/subjects.ts';
import { soldIn } from '#app/services/subjects/load-products.server.ts';
import type { ShopKnowledge } from '#app/services/subjects/shop-knowledge.server.ts';

/** What stands for the shop's own price in a subject's id. */
const OWN = 'shop';

/** Prices as rules see them, in a fixed number of questions. */
export async function loadPriceSubjects(
  sql: PoolClient,
  shopId: number,
  { ids, shop }: { ids: readonly string[]; shop: ShopKnowledge },
): Promise<Map<string, PriceSubject>> {
  const histories = await loadPriceHistories(sql, shopId, ids.map(keyOf));
  const products = await loadProducts(
    sql,
    shopId,
    histories.map(({ productId }) => productId),
  );
  const asked = histories.map((history) => ({
    ...history,
    since: claimBegan(history),
    atMinor: history.points.at(-1)?.compareAtMinor ?? null,
  }));
  const sales = await loadPriceSales(sql, shopId, { asked, now: shop.now });
  return new Map(
    histories.flatMap((history) => {
      const product = products.get(history.productId);
      const sold = sales.get(`${history.variantId}@${history.country}`);
      if (product === undefined) return [];
      const subject = priceSubject(history, { product, sold, shop });
      return [[subject.id, subject] as const];
    }),
  );
}

/** Ids of recorded prices in order, after the given one. One that another stands for now is among them, so that what was found of it ends. */
export async function listPriceIds(
  sql: PoolClient,
  shopId: number,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const keys = await listPriceKeys(sql, shopId, {
    after: after === null ? null : keyOf(after),
    limit,
  });
  return keys.map(idOf);
}

function keyOf(id: string): PriceKey {
  const [variantId = '0', country = OWN] = id.split('@');
  return { variantId, country: country === OWN ? '' : country };
}

function idOf({ variantId, country }: PriceKey): string {
  return `${variantId}@${country === '' ? OWN : country}`;
}

/** When the claim that stands today was first seen: the first of the last prices in a row with a higher one beside them. */
function claimBegan({ points }: PriceHistory): Date | null {
  let began: Date | null = null;
  for (const { at, priceMinor, compareAtMinor } of points.toReversed()) {
    if (compareAtMinor === null || compareAtMinor <= priceMinor) break;
    began = at;
  }
  return began;
}

function priceSubject(
  history: PriceHistory,
  {
    product,
    sold,
    shop,
  }: { product: ProductRow; sold: PriceSales | undefined; shop: ShopKnowledge },
): PriceSubject {
  const { currency, country, points, variantTitle } = history;
  const money = (minor: number) => ({ minor, currency });
  const isOnSale = product.status === 'ACTIVE' && product.facts.isPublished;
  const countries = soldIn(product, shop);
  const isOffered = country === '' || !countries.known || countries.value.includes(country);
  return {
    kind: 'price',
    id: idOf(history),
    shop: shop.context,
    variantId: history.variantId,
    productId: history.productId,
    label: variantTitle === 'Default Title' ? product.title : `${product.title} · ${variantTitle}`,
    country: country === '' ? null : country,
    isSold: isOnSale && isOffered,
    recordedSince: points[0]?.at ?? shop.now,
    productCreatedAt: product.createdAt,
    history: points.map(({ at, priceMinor, compareAtMinor }) => ({
      at,
      price: money(priceMinor),
      compareAt: compareAtMinor === null ? null : money(compareAtMinor),
    })),
    salesSinceClaim: sold?.since ?? [],
    soldAtCompareAt: sold?.wasSoldAt ?? null,
    category: product.facts.category?.fullName ?? null,
  };
}
