import type { WorldProduct } from '../effects.ts';
import type { ProductMore, VariantMore } from '../shop-side.ts';
import type { Article } from './article.ts';
import { CUSTOMS } from './customs-articles.ts';
import { PLAIN } from './plain-articles.ts';
import { PRESALE } from './presale-articles.ts';
import { PRICES } from './prices.ts';
import { PLACES, STORE } from './store.ts';
import { SUBTLE } from './subtle-articles.ts';
import { TEXTS } from './text-articles.ts';

/** Everything the store sells, in the order of its ids. */
export const ARTICLES: readonly Article[] = [
  ...PLAIN,
  ...CUSTOMS,
  ...TEXTS,
  ...PRESALE,
  ...PRICES.map(({ article }) => article),
  ...SUBTLE,
];

/** An article with the ids Shopify gave it. */
export interface Listed {
  article: Article;
  productId: number;
  variantId: number;
  inventoryItemId: number;
}

export const LISTED: readonly Listed[] = ARTICLES.map((article, index) => ({
  article,
  productId: 8_190_000_000_000 + index * 31,
  variantId: 44_290_000_000_000 + index * 53,
  inventoryItemId: 46_390_000_000_000 + index * 59,
}));

const byKey = new Map(LISTED.map((listed) => [listed.article.key, listed]));

/** Throws for a key nobody has listed. */
export function listedAs(key: string): Listed {
  const listed = byKey.get(key);
  if (listed === undefined) throw new Error(`no article ${key}`);
  return listed;
}

export function productOf({ article, ...ids }: Listed, createdAt: number): WorldProduct {
  return {
    id: ids.productId,
    title: article.title,
    vendor: article.vendor,
    productType: article.type,
    createdAt,
    variants: [
      {
        id: ids.variantId,
        title: 'Default Title',
        sku: article.sku,
        priceMinor: article.priceMinor,
        compareAtMinor: article.compareAtMinor,
        unitCostMinor: Math.round(article.priceMinor * 0.35),
        originCountry: article.origin,
        hsCode: article.hsCode,
        weightGrams: article.weightGrams,
        requiresShipping: article.requiresShipping,
        inventoryItemId: ids.inventoryItemId,
        tracked: article.requiresShipping,
        mayOversell: article.mayOversell,
        locationId: article.requiresShipping ? PLACES[article.from].id : null,
      },
    ],
  };
}

export function productMoreOf({ article, productId }: Listed, updatedAt: number): ProductMore {
  const { safety, manufacturerNumber } = article;
  const made =
    safety === null
      ? []
      : [
          text('gpsr', 'manufacturer_name', safety.name),
          text('gpsr', 'manufacturer_address', safety.address),
          ...(safety.email === '' ? [] : [text('gpsr', 'manufacturer_email', safety.email)]),
          ...(safety.responsible === null
            ? []
            : [text('gpsr', 'responsible_person', safety.responsible)]),
        ];
  const numbered =
    manufacturerNumber === null ? [] : [text('custom', 'manufacturer_number', manufacturerNumber)];
  return {
    productId,
    handle: article.key.toLowerCase(),
    descriptionHtml: article.description,
    tags: article.tags,
    status: 'ACTIVE',
    category: article.category,
    mediaCount: article.mediaCount,
    metafields: [...made, ...numbered, ...article.metafields],
    publishedIn: article.soldIn,
    updatedAt,
  };
}

export function variantMoreOf(
  { article, variantId }: Listed,
  marketPrices: VariantMore['marketPrices'],
): VariantMore {
  const { manufacturerNumber, usHsCode } = article;
  return {
    variantId,
    barcode: article.barcode,
    hsByCountry: usHsCode === null ? [] : [{ country: STORE.country, code: usHsCode }],
    unitPrice: article.unitPrice,
    metafields:
      manufacturerNumber === null
        ? []
        : [text('custom', 'manufacturer_number', manufacturerNumber)],
    marketPrices,
    sellingPlans: article.sellingPlans,
  };
}

function text(namespace: string, key: string, value: string): ProductMore['metafields'][number] {
  return { namespace, key, type: 'single_line_text_field', value };
}
