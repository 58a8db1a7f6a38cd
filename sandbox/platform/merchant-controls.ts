import { z } from 'zod';
import { BadRequest } from './http.ts';
import type { Platform } from './platform-contract.ts';
import type { PlatformEffect } from './platform-effects.ts';
import type { ShopStore } from './shop-store.ts';

const shop = z.string();
const minor = z.number().int().min(0);
const scopesSchema = z.object({ shop, scopes: z.array(z.string()).max(100) });
const priceSchema = z.object({
  shop,
  variantId: z.number().int(),
  priceMinor: minor,
  compareAtMinor: minor.nullable().default(null),
});
const productSchema = z.object({
  shop,
  title: z.string().min(1),
  sku: z.string(),
  priceMinor: minor,
});
const deletionSchema = z.object({ shop, productId: z.number().int() });
const policySchema = z.object({
  shop,
  type: z.enum([
    'REFUND_POLICY',
    'SHIPPING_POLICY',
    'PRIVACY_POLICY',
    'TERMS_OF_SERVICE',
    'TERMS_OF_SALE',
    'LEGAL_NOTICE',
    'CONTACT_INFORMATION',
    'SUBSCRIPTION_POLICY',
  ]),
  /** HTML; null takes the policy away. */
  body: z.string().nullable(),
});

type Route = (body: Record<string, unknown>) => unknown;

/** What a merchant does by hand on Shopify, for tests: `scopes`, `prices`, `products`, `product-deletions`, `policies`. */
export function merchantControls(platform: Platform): Record<string, Route> {
  const now = (domain: string) => ({ at: platform.clock.now(), shop: domain });
  const apply = (effect: PlatformEffect, refusal: string) => {
    if (platform.apply(effect) === null) throw new BadRequest(refusal);
    return {};
  };
  return {
    'POST scopes': (body) => {
      const given = parse(scopesSchema, body);
      platform.setScopes(given.shop, given.scopes);
      return { granted: platform.scopesOf(given.shop) };
    },
    'POST prices': (body) => {
      const given = parse(priceSchema, body);
      return apply(
        { kind: 'price_changed', ...given, ...now(given.shop) },
        'variantId: no such variant',
      );
    },
    'POST products': (body) => {
      const given = parse(productSchema, body);
      const product = newProduct(given, platform.store(given.shop), platform.clock.now());
      platform.apply({ kind: 'product_created', ...now(given.shop), product });
      return { productId: product.id, variantId: product.variants[0]?.id };
    },
    'POST product-deletions': (body) => {
      const given = parse(deletionSchema, body);
      return apply(
        { kind: 'product_deleted', ...given, ...now(given.shop) },
        'productId: no such product',
      );
    },
    'POST policies': (body) => {
      const given = parse(policySchema, body);
      const { settings } = platform.store(given.shop).side;
      const others = settings.policies.filter(({ type }) => type !== given.type);
      const written =
        given.body === null
          ? []
          : [
              {
                type: given.type,
                body: given.body,
                updatedAt: platform.clock.now(),
                translations: [],
              },
            ];
      const side = { ...settings, policies: [...others, ...written] };
      platform.apply({ kind: 'shop_side_changed', ...now(given.shop), side });
      return {};
    },
  };
}

/** A product of one variant that nobody counts; ids follow the shop's highest. */
function newProduct(
  { title, sku, priceMinor }: z.infer<typeof productSchema>,
  { inventory }: ShopStore,
  createdAt: number,
) {
  const next = (ids: Iterable<number>) => Math.max(0, ...ids) + 1;
  const variant = {
    id: next(inventory.variants.keys()),
    title: 'Default Title',
    sku,
    priceMinor,
    compareAtMinor: null,
    unitCostMinor: null,
    originCountry: null,
    hsCode: null,
    weightGrams: 0,
    requiresShipping: true,
    inventoryItemId: next(inventory.items.keys()),
    tracked: false,
    mayOversell: false,
    locationId: null,
  };
  const id = next(inventory.products.keys());
  return { id, title, vendor: '', productType: '', createdAt, variants: [variant] };
}

/** Throws what is wrong with the body as a 400. */
export function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new BadRequest(`${issue?.path.join('.') ?? 'body'}: ${issue?.message ?? 'invalid'}`);
}
