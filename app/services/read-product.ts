import { z } from 'zod';
import type { ProductRow, VariantFacts } from '#app/db/products.server.ts';
import { plainText } from '#app/domain/findings/plain-text.ts';
import { saysNoCustomsFees, statedTimes } from '#app/domain/findings/stated-times.ts';
import { parseMoney } from '#app/domain/shared/money.ts';
import { clean, gid, instant, optionalInstant, text } from '#app/services/shopify-values.ts';

export type ProductReading =
  { ok: true; product: ProductRow; variantsCursor: string | null } | { ok: false; reason: string };

/** Characters of a description that rules look at. */
const DESCRIPTION_MAX = 20_000;
const METAFIELD_MAX = 2_000;

/**
 * Reads a product as queries write it (`ProductFields`), amounts in the shop's currency. `variantsCursor`: where its next
 * page of variants begins; null: these are all.
 */
export function readProduct(node: unknown, currency: string): ProductReading {
  const read = productSchema.safeParse(node);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { ok: false, reason: `${issue?.path.join('.')}: ${issue?.code}` };
  }
  const product = read.data;
  const { text: whole } = plainText(product.descriptionHtml);
  const description = whole.slice(0, DESCRIPTION_MAX);
  return {
    ok: true,
    variantsCursor: cursorOf(product.variants.pageInfo),
    product: {
      productId: product.id,
      title: clean(product.title).slice(0, 500),
      status: product.status,
      createdAt: product.createdAt,
      updatedAt: product.updatedAt,
      facts: {
        description,
        vendor: clean(product.vendor).slice(0, 255),
        productType: clean(product.productType).slice(0, 255),
        tags: product.tags.slice(0, 250).map((tag) => clean(tag).slice(0, 255)),
        category: product.category ?? null,
        mediaCount: product.mediaCount?.count ?? 0,
        isPublished: product.onlineStoreUrl != null || product.publishedAt !== null,
        currency,
        metafields: metafieldsOf(product.metafields.nodes),
        statedShipTime: statedTimes(description).find(({ kind }) => kind === 'ship')?.text ?? null,
        saysNoCustomsFees: saysNoCustomsFees(description),
        variants: product.variants.nodes.map((variant) => variantFacts(variant, currency)),
      },
    },
  };
}

/** Reads a further page of a product's variants; null when it is no such page. */
export function readVariantsPage(
  node: unknown,
  currency: string,
): { variants: VariantFacts[]; cursor: string | null } | null {
  const read = z.object({ variants: variantsSchema }).safeParse(node);
  if (!read.success) return null;
  const { nodes, pageInfo } = read.data.variants;
  return {
    variants: nodes.map((variant) => variantFacts(variant, currency)),
    cursor: cursorOf(pageInfo),
  };
}

const metafieldsSchema = z.object({
  nodes: z.array(z.object({ namespace: z.string(), key: z.string(), value: z.string() })),
});

/** No price has more digits; what is longer could not be held exactly. */
const decimal = z.string().regex(/^-?\d{1,11}(?:\.\d{1,6})?$/);

const variantSchema = z.object({
  id: gid,
  title: z.string(),
  sku: text,
  barcode: text,
  price: decimal,
  compareAtPrice: decimal.nullish(),
  inventoryPolicy: z.enum(['CONTINUE', 'DENY']).catch('DENY'),
  inventoryQuantity: z.int().nullish(),
  unitPriceMeasurement: z
    .object({ quantityValue: z.number(), referenceValue: z.number() })
    .nullish(),
  inventoryItem: z
    .object({
      tracked: z.boolean(),
      requiresShipping: z.boolean(),
      harmonizedSystemCode: text,
      countryCodeOfOrigin: text,
      countryHarmonizedSystemCodes: z
        .object({
          nodes: z.array(z.object({ countryCode: z.string(), harmonizedSystemCode: z.string() })),
        })
        .nullish(),
      inventoryLevels: z
        .object({ nodes: z.array(z.object({ location: z.object({ id: gid }).nullish() })) })
        .nullish(),
      measurement: z
        .object({ weight: z.object({ unit: z.string(), value: z.number() }).nullish() })
        .nullish(),
    })
    .nullish(),
  metafields: metafieldsSchema,
  sellingPlanGroups: z
    .object({
      nodes: z.array(
        z.object({
          sellingPlans: z.object({
            nodes: z.array(
              z.object({
                name: z.string(),
                category: text,
                deliveryPolicy: z.object({ fulfillmentExactTime: optionalInstant }).nullish(),
              }),
            ),
          }),
        }),
      ),
    })
    .nullish(),
});

const pageInfoSchema = z.object({ hasNextPage: z.boolean(), endCursor: text });
const variantsSchema = z.object({ nodes: z.array(variantSchema), pageInfo: pageInfoSchema });

const productSchema = z.object({
  id: gid,
  title: z.string(),
  // `UNLISTED` and what may come: not on sale in the shop's pages.
  status: z.enum(['ACTIVE', 'DRAFT', 'ARCHIVED']).catch('DRAFT'),
  createdAt: instant,
  updatedAt: instant,
  descriptionHtml: z.string(),
  vendor: z.string(),
  productType: z.string(),
  tags: z.array(z.string()),
  onlineStoreUrl: text,
  publishedAt: optionalInstant,
  category: z.object({ id: z.string(), fullName: z.string() }).nullish(),
  mediaCount: z.object({ count: z.int() }).nullish(),
  metafields: metafieldsSchema,
  variants: variantsSchema,
});

function cursorOf({ hasNextPage, endCursor }: z.infer<typeof pageInfoSchema>): string | null {
  return hasNextPage ? (endCursor ?? null) : null;
}

function metafieldsOf(
  metafields: readonly { namespace: string; key: string; value: string }[],
): Record<string, string> {
  return Object.fromEntries(
    metafields.map(({ namespace, key, value }) => [
      `${namespace}.${key}`,
      clean(value).slice(0, METAFIELD_MAX),
    ]),
  );
}

function variantFacts(variant: z.infer<typeof variantSchema>, currency: string): VariantFacts {
  const { inventoryItem: item, compareAtPrice } = variant;
  const weight = item?.measurement?.weight;
  return {
    id: variant.id,
    title: clean(variant.title).slice(0, 255),
    sku: optional(variant.sku),
    barcode: optional(variant.barcode),
    priceMinor: parseMoney(variant.price, currency).minor,
    compareAtMinor: compareAtPrice == null ? null : parseMoney(compareAtPrice, currency).minor,
    inventoryPolicy: variant.inventoryPolicy,
    inventoryQuantity: variant.inventoryQuantity ?? null,
    isTracked: item?.tracked ?? false,
    requiresShipping: item?.requiresShipping ?? true,
    hsCode: optional(item?.harmonizedSystemCode),
    hsByCountry: Object.fromEntries(
      (item?.countryHarmonizedSystemCodes?.nodes ?? []).map((code) => [
        code.countryCode,
        code.harmonizedSystemCode,
      ]),
    ),
    originCountry: optional(item?.countryCodeOfOrigin),
    locationIds: item?.inventoryLevels?.nodes.flatMap(({ location }) => location?.id ?? []) ?? null,
    weightGrams: weight == null ? null : gramsOf(weight),
    hasUnitPrice: variant.unitPriceMeasurement != null,
    sellingPlans: (variant.sellingPlanGroups?.nodes ?? []).flatMap(({ sellingPlans }) =>
      sellingPlans.nodes.map(({ name, category, deliveryPolicy }) => ({
        name: clean(name).slice(0, 255),
        category: category ?? 'OTHER',
        deliveryAt: deliveryPolicy?.fulfillmentExactTime?.toISOString() ?? null,
      })),
    ),
    metafields: metafieldsOf(variant.metafields.nodes),
  };
}

/** Empty fields and fields with nothing but white space count as not filled in. */
function optional(value: string | null | undefined): string | null {
  const trimmed = clean(value ?? '').trim();
  return trimmed === '' ? null : trimmed.slice(0, 255);
}

const GRAMS: Readonly<Record<string, number>> = {
  GRAMS: 1,
  KILOGRAMS: 1_000,
  OUNCES: 28.349_523_125,
  POUNDS: 453.592_37,
};

/** Null for a weight of nothing, which is what nobody entered. */
function gramsOf({ unit, value }: { unit: string; value: number }): number | null {
  const grams = GRAMS[unit];
  return grams === undefined || value <= 0 ? null : Math.round(grams * value * 100) / 100;
}
